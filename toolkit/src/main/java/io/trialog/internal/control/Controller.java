package io.trialog.internal.control;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.TrialogException;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.platform.Ids;
import io.trialog.internal.projection.ProjectionSource;
import io.trialog.internal.protocol.report.Sequences;
import io.trialog.space.Distribution;
import io.trialog.spi.PruningDecision;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.Attempt;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides and remembers: the only place where events of an open study are made. Every method appends what it decides to
 * the journal and folds it at once; whoever causes a side effect in the world calls {@link #commit} before.
 *
 * <p>Safe for use by several threads: decisions are taken one after the other, so that what the sampler saw is always the
 * whole log before its decision.
 */
public final class Controller implements ProjectionSource {

    /** How many events back the trials that changed are remembered one by one. */
    private static final int REMEMBERED_CHANGES = 1 << 16;

    private final Journal journal;
    private final StudyFold fold;
    private final SearchEngines engines = new SearchEngines();
    private final Proposer proposer = new Proposer(engines);
    private final ChangedTrials changed;
    private final EventHashes hashes;
    private final ReportedSeqs reported;
    private final Map<Integer, Ongoing> ongoing = new HashMap<>();
    private final List<Consumer<TrialRecord>> finishListeners = new ArrayList<>();
    private final String studyId;
    private Runnable appended = () -> {};

    /** What a running trial was asked on, and the names it has asked for so far. */
    private record Ongoing(StudyView basis, Set<String> names) {}

    /**
     * @param journal the open journal
     * @param history what was folded from it while it was opened
     */
    public Controller(Journal journal, OpenedHistory history) {
        this.journal = journal;
        this.fold = history.fold();
        this.changed = new ChangedTrials(fold.position() + 1, REMEMBERED_CHANGES);
        this.hashes = history.hashes();
        this.reported = history.reported();
        this.studyId = history.studyId();
        history.bases().forEach((number, basis) -> ongoing.put(number, new Ongoing(basis, new HashSet<>())));
        StudyView undecided = history.undecidedReport();
        if (undecided != null) {
            decide(undecided, history.undecidedTrial(), journal.lastSeq());
        }
    }

    /** The study's id. */
    public String studyId() {
        return studyId;
    }

    /** The study as it stands. */
    public synchronized StudyView view() {
        return fold.view();
    }

    /**
     * The trial as it stands.
     *
     * @throws IllegalArgumentException if there is no such trial
     */
    public synchronized TrialRecord trial(int number) {
        if (number < 0 || number >= fold.trialCount()) {
            throw new IllegalArgumentException("There is no trial " + number + ": the study has " + fold.trialCount()
                    + (fold.trialCount() == 1 ? " trial" : " trials") + ", counted from 0.");
        }
        return fold.trial(number);
    }

    /** Waits until every decision so far is durable. */
    public void commit() {
        journal.commit();
    }

    /** Is told of every trial that ends, by the thread that told it, after its end is durable. */
    public synchronized void onFinished(Consumer<TrialRecord> listener) {
        finishListeners.add(listener);
    }

    /** Is told, while a decision is taken and so in no time, that something was appended. */
    public synchronized void onAppended(Runnable listener) {
        appended = listener;
    }

    @Override
    public synchronized Snapshot snapshot(long since) {
        StudyView view = fold.view();
        String head = Objects.requireNonNull(hashes.at(view.position()));
        return new Snapshot(view, head, changed.between(since, view.position(), view.trialCount()));
    }

    @Override
    public void makeDurable(long position) {
        if (journal.durableSeq() < position) {
            journal.commit();
        }
    }

    @Override
    public synchronized @Nullable String hashAt(long position) {
        return hashes.at(position);
    }

    /**
     * Starts the next trial: a waiting one, or a new one.
     *
     * @param runner {@code in-process}, {@code command} or {@code manual}
     * @return the trial, or {@code null} if the sampler has nothing left to propose
     */
    public synchronized @Nullable TrialRecord ask(String runner) {
        StudyView view = fold.view();
        boolean waiting = !view.waiting().isEmpty();
        if (!waiting && engines.sampler(view.settings()).isExhausted(view)) {
            return null;
        }
        int number = waiting ? view.waiting().get(0).number() : view.trialCount();
        Map<String, @Nullable Object> fixed = waiting ? view.waiting().get(0).fixed() : Map.of();
        Proposer.Proposal proposal = proposer.propose(view, number, fixed);
        append(
                new StudyEvent.TrialAsked(view.position(), proposal.params(), proposal.explanation(), runner),
                number,
                1,
                -1);
        ongoing.put(number, new Ongoing(view, new HashSet<>()));
        return fold.trial(number);
    }

    /**
     * The value of a parameter for a running trial.
     *
     * @throws TrialogException if the trial has ended, or asked for this name before with another kind of distribution
     */
    public synchronized @Nullable Object suggest(int number, String name, Distribution distribution) {
        TrialRecord trial = running(number);
        Ongoing asked = requireOngoing(number);
        Distribution known = trial.distribution(name);
        if (asked.names.contains(name) && known != null) {
            return repeated(trial, name, known, distribution);
        }
        Object value = proposer.suggest(asked.basis, trial, name, distribution);
        asked.names.add(name);
        if (!distribution.equals(known) || distribution.toInternal(value) != trial.internal(name)) {
            append(new StudyEvent.ParameterSuggested(name, value, distribution), number, trial.attempt(), -1);
        }
        return value;
    }

    private static @Nullable Object repeated(
            TrialRecord trial, String name, Distribution known, Distribution distribution) {
        if (!known.isCompatibleWith(distribution)) {
            throw new TrialogException("The parameter '" + name + "' of trial " + trial.number()
                    + " must keep its kind, but was suggested as " + known + " and now as " + distribution + "."
                    + (trial.attempt() > 1
                            ? "\nMaybe undo the edit until the trials that were interrupted have ended, which keep their"
                                    + " parameters; or end this one: study.tell(" + trial.number()
                                    + ", io.trialog.trial.TrialState.FAIL)"
                            : ""));
        }
        return known.toExternal(trial.internal(name));
    }

    /**
     * Takes a report of a running trial and asks the pruner about it. A report of an attempt that is no longer the
     * current one, or of a trial that has ended, has no effect.
     *
     * @return the decision to prune the trial, taken now or before; {@code null} if it goes on
     */
    public synchronized @Nullable PruneRecord report(int number, int attempt, StudyEvent.ValueReported report) {
        TrialRecord before = fold.trial(number);
        if (before.state() != TrialState.RUNNING || before.attempt() != attempt) {
            return before.prune();
        }
        StoredEvent stored = append(report, number, attempt, -1);
        TrialRecord after = fold.trial(number);
        if (after.reports().size() > before.reports().size()) {
            decide(fold.view(), number, stored.envelope().seq());
        }
        return fold.trial(number).prune();
    }

    private void decide(StudyView view, int number, long cause) {
        if (view.settings().directions().size() > 1) {
            return; // no pruner works with several objectives
        }
        PruningDecision decision = engines.pruner(view.settings()).decide(view, number);
        if (decision.prune()) {
            PruneRecord r = decision.record();
            append(
                    new StudyEvent.PruneDecided(r.step(), r.rule(), r.threshold(), r.compared(), r.count(), r.rung()),
                    number,
                    view.trial(number).attempt(),
                    cause);
        }
    }

    /**
     * Ends a trial, durably.
     *
     * @throws IllegalArgumentException if there is no such trial
     * @throws TrialogException if it has ended before or was never started
     */
    public TrialRecord tell(int number, Ending ending) {
        TrialRecord told = appendTold(number, ending);
        commit();
        for (Consumer<TrialRecord> listener : listeners()) {
            listener.accept(told);
        }
        return told;
    }

    private synchronized TrialRecord appendTold(int number, Ending ending) {
        TrialRecord trial = running(number);
        Ongoing asked = ongoing.remove(number);
        List<String> unused = new ArrayList<>();
        if (asked != null && fold.view().settings().space().isEmpty()) {
            unused.addAll(trial.shape().names());
            unused.removeAll(asked.names);
        }
        append(
                new StudyEvent.TrialTold(ending.state(), ending.values(), ending.metrics(), unused, ending.reason()),
                number,
                trial.attempt(),
                -1);
        return fold.trial(number);
    }

    private synchronized List<Consumer<TrialRecord>> listeners() {
        return List.copyOf(finishListeners);
    }

    /** Notes why a person does not want a running trial any more, unless that stands in the log. Durable. */
    public void cancel(int number, String reason) {
        synchronized (this) {
            TrialRecord trial = trial(number);
            if (trial.state() == TrialState.RUNNING && trial.cancel() == null) {
                append(new StudyEvent.CancelDecided(reason), number, trial.attempt(), -1);
            }
        }
        commit();
    }

    /** Notes that the current attempt of a running trial is lost. Durable. */
    public void lost(int number, String reason) {
        record(lostEvent(reason), number, trial(number).attempt(), -1);
        commit();
    }

    private static StudyEvent lostEvent(String reason) {
        return new StudyEvent.JobStateChanged(Attempt.LOST, reason, null, null, 0);
    }

    /** Notes that the current attempt of a running trial is about to be submitted; returns its token. */
    public synchronized String intend(int number, String executor, Map<String, @Nullable Object> resources) {
        int attempt = running(number).attempt();
        String token = token(number, attempt);
        append(new StudyEvent.JobSubmitIntended(token, executor, resources), number, attempt, -1);
        return token;
    }

    /** The numbers of the reports that the current run of a trial made before this controller began; taken once. */
    public synchronized Sequences takeReportedSeqs(int number) {
        return reported.take(number);
    }

    /**
     * Gives a running trial a new attempt with the same values, after the attempt before was lost. Durable.
     *
     * @param reason why the attempt before is lost
     * @param executor where the new one will run
     * @param resources what it asks for there, given the trial with that loss
     */
    public TrialRecord newAttempt(
            int number,
            String reason,
            String executor,
            Function<TrialRecord, Map<String, @Nullable Object>> resources) {
        synchronized (this) {
            TrialRecord trial = running(number);
            Attempt last = trial.lastAttempt();
            if (last == null || !last.isLost()) {
                append(lostEvent(reason), number, trial.attempt(), -1);
            }
            int attempt = trial.attempt() + 1;
            Map<String, @Nullable Object> asked = resources.apply(fold.trial(number));
            append(new StudyEvent.JobSubmitIntended(token(number, attempt), executor, asked), number, attempt, -1);
        }
        commit();
        return trial(number);
    }

    /** What identifies an attempt for ever, also among copies of the study; it stands in the log. */
    private String token(int number, int attempt) {
        return studyId.substring(0, Math.min(8, studyId.length())) + "-" + number + "-" + attempt + "-"
                + Ids.nextShort();
    }

    /** Puts a trial with values for some parameters into the queue; returns its number. Durable. */
    public int enqueue(Map<String, @Nullable Object> params, Map<String, @Nullable Object> userAttributes) {
        int number = appendEnqueued(params, userAttributes);
        commit();
        return number;
    }

    private synchronized int appendEnqueued(
            Map<String, @Nullable Object> params, Map<String, @Nullable Object> userAttributes) {
        int number = fold.trialCount();
        Map<String, @Nullable Object> checked =
                Enqueued.checked(params, fold.view().settings().space());
        append(new StudyEvent.TrialEnqueued(checked, userAttributes), number, 0, -1);
        return number;
    }

    /** Appends an event that is no decision of its own: attempts, job states, attributes, commands. */
    public synchronized StoredEvent record(StudyEvent event, int trial, int attempt, long cause) {
        return append(event, trial, attempt, cause);
    }

    /**
     * Declares a finished trial void. Durable.
     *
     * @throws IllegalArgumentException if there is no such trial, or no reason is given
     */
    public void makeVoid(int number, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException(
                    "The reason why trial " + number + " is void must be told, but is '" + reason + "'.");
        }
        synchronized (this) {
            TrialState state = trial(number).state();
            if (!state.isFinished()) {
                throw new TrialogException(
                        "Only a finished trial can be declared void, but trial " + number + " is " + state + ".");
            }
            if (fold.view().isVoided(number)) {
                throw new TrialogException("Trial " + number + " must not be void already, but is.");
            }
            append(new StudyEvent.TrialVoided(reason), number, 0, -1);
        }
        commit();
    }

    /** Changes settings. Durable. */
    public void change(Settings settings, List<String> differences) {
        record(new StudyEvent.StudySettingsChanged(settings, differences), -1, 0, -1);
        commit();
    }

    private StoredEvent append(StudyEvent event, int trial, int attempt, long cause) {
        StoredEvent stored = journal.append(event, trial, attempt, cause);
        fold.apply(stored);
        changed.add(stored.envelope().seq(), trial);
        hashes.add(stored.envelope().hash());
        appended.run();
        return stored;
    }

    private TrialRecord running(int number) {
        TrialRecord trial = trial(number);
        if (trial.state() != TrialState.RUNNING) {
            throw new TrialogException("Trial " + number + " must be RUNNING for this, but is " + trial.state() + ".");
        }
        return trial;
    }

    private Ongoing requireOngoing(int number) {
        Ongoing asked = ongoing.get(number);
        if (asked == null) {
            throw new IllegalStateException("Trial " + number + " is not known to have been asked for.");
        }
        return asked;
    }
}
