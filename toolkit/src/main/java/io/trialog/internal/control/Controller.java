package io.trialog.internal.control;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.TrialogException;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.projection.ProjectionSource;
import io.trialog.internal.protocol.report.Sequences;
import io.trialog.space.Distribution;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.Loss;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides and remembers: the only place where events of an open study are made. Every method appends what it decides to
 * the journal and folds it at once; whoever causes a side effect in the world calls {@link #commit} before.
 *
 * <p>Safe for use by several threads: decisions are taken one after the other. Asks are prepared beside the writer, one at a
 * time, so that a slow sampler holds up no decision about a running trial. What the sampler saw is the basis of the ask.
 */
public final class Controller implements ProjectionSource {

    private final FoldedJournal log;
    private final AttemptDecisions attempts;
    private final SearchEngines engines;
    private final Proposer proposer;
    private final ReportedSeqs reported;
    private final AskedTrials asked;
    private final Amendments amendments;
    private final List<Consumer<TrialRecord>> finishListeners = new CopyOnWriteArrayList<>();
    private final String studyId;
    /** Held while an ask is prepared; whatever would change the ask's number or its settings waits. */
    private final Object asking = new Object();

    /**
     * @param journal the open journal
     * @param history what was folded from it while it was opened
     */
    public Controller(Journal journal, OpenedHistory history) {
        this(journal, history, new SearchEngines());
    }

    Controller(Journal journal, OpenedHistory history, SearchEngines engines) {
        this.engines = engines;
        this.proposer = new Proposer(engines);
        this.log = new FoldedJournal(journal, history);
        this.reported = history.reported();
        this.studyId = history.studyId();
        this.attempts = new AttemptDecisions(log, studyId);
        this.asked = new AskedTrials(log, proposer, history.bases());
        this.amendments = new Amendments(this, log, asked);
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
        return log.view();
    }

    /**
     * The trial as it stands.
     *
     * @throws IllegalArgumentException if there is no such trial
     */
    public synchronized TrialRecord trial(int number) {
        return log.trial(number);
    }

    /** Waits until every decision so far is durable. */
    public void commit() {
        log.commit();
    }

    /** Is told of every trial that ends, by the thread that told it, after its end is durable. */
    public void onFinished(Consumer<TrialRecord> listener) {
        finishListeners.add(listener);
    }

    /** Is told, while a decision is taken and so in no time, what was too large for the log and is cut or left out. */
    public void onNote(Consumer<String> listener) {
        log.onNote(listener);
    }

    /** Is told, while a decision is taken and so in no time, what was appended; {@link #view} has it already. */
    public synchronized void onAppended(Consumer<StoredEvent> listener) {
        log.onAppended(listener);
    }

    @Override
    public synchronized Snapshot snapshot(long since) {
        return log.snapshot(since);
    }

    @Override
    public void makeDurable(long position) {
        log.makeDurable(position);
    }

    @Override
    public synchronized @Nullable String hashAt(long position) {
        return log.hashAt(position);
    }

    /**
     * Starts the next trial: a waiting one, or a new one.
     *
     * @param runner {@code in-process}, {@code command} or {@code manual}
     * @return the trial, or {@code null} if the sampler has nothing left to propose
     */
    public @Nullable TrialRecord ask(String runner) {
        synchronized (asking) {
            PreparedAsk ask = PreparedAsk.on(view(), proposer, engines);
            if (ask == null) {
                return null;
            }
            synchronized (this) {
                if (log.view().position() - ask.basis().position() >= Bases.REACH) {
                    ask = ask.again(log.view(), proposer); // too much happened: this once, everybody waits
                }
                log.append(Recording.of(ask.event(runner)).trial(ask.number()).attempt(1));
                asked.add(ask.number(), ask.basis());
                return log.trial(ask.number());
            }
        }
    }

    /**
     * The value of a parameter for a running trial.
     *
     * @throws TrialogException if the trial has ended, or the study knows the name with another kind of distribution
     */
    public synchronized @Nullable Object suggest(int number, String name, Distribution distribution) {
        return asked.suggest(log.running(number), name, distribution);
    }

    /**
     * Takes a report of a running trial and asks the pruner about it. A report of an attempt that is no longer the
     * current one, or of a trial that has ended, has no effect.
     *
     * @return the decision to prune the trial, taken now or before; {@code null} if it goes on
     */
    public synchronized @Nullable PruneRecord report(int number, int attempt, StudyEvent.ValueReported report) {
        TrialRecord before = log.trial(number);
        if (before.state() != TrialState.RUNNING || before.attempt() != attempt) {
            return before.prune();
        }
        StoredEvent stored = log.offer(Recording.of(report).trial(number).attempt(attempt));
        if (stored != null && PrunerCatalogue.isAsked(log.watched(before), log.view(), number)) {
            decide(log.view(), number, stored.envelope().seq());
        }
        return log.trial(number).prune();
    }

    private void decide(StudyView view, int number, long cause) {
        if (view.settings().directions().size() == 1) { // no pruner works with several objectives
            attempts.prune(view.trial(number), engines.decide(view, number), cause);
        }
    }

    /** Decides by the rules of the study whether another trial is started. */
    public StopDecisions stops() {
        return new StopDecisions(log, this);
    }

    /** Ends a trial, durably; see {@link #tell(Map)}. */
    public TrialRecord tell(int number, Ending ending) {
        return tell(Map.of(number, ending)).get(0);
    }

    /**
     * Ends trials, durably and in the order of the map: all of them wait for the log once.
     *
     * @throws RuntimeException if there is no such trial, or if one has ended before or was never started
     */
    public List<TrialRecord> tell(Map<Integer, Ending> endings) {
        var ends = endings.entrySet().stream();
        List<TrialRecord> told =
                ends.map(one -> appendTold(one.getKey(), one.getValue())).toList();
        commit();
        told.forEach(trial -> finishListeners.forEach(listener -> listener.accept(trial)));
        return told;
    }

    private synchronized TrialRecord appendTold(int number, Ending ending) {
        TrialRecord trial = log.running(number);
        List<String> unused = asked.end(trial);
        log.append(Recording.of(new StudyEvent.TrialTold(
                        ending.state(), ending.values(), ending.metrics(), unused, ending.reason(), ending.cause()))
                .attemptOf(trial));
        return log.trial(number);
    }

    /** Notes why a person does not want a running trial any more, unless that stands in the log. Durable. */
    public void cancel(int number, String reason) {
        synchronized (this) {
            attempts.cancel(trial(number), reason);
        }
        commit();
    }

    /** Notes that the current attempt of a running trial is lost. Durable. */
    public void lost(int number, Loss loss) {
        synchronized (this) {
            attempts.lose(log.trial(number), loss);
        }
        commit();
    }

    /** Notes that the current attempt of a running trial is about to be submitted; returns its token. */
    public synchronized String intend(int number, String executor, Map<String, @Nullable Object> resources) {
        return attempts.intend(log.running(number), executor, resources);
    }

    /** The numbers of the reports that the current run of a trial made before this controller began; taken once. */
    public synchronized Sequences takeReportedSeqs(int number) {
        return reported.take(number);
    }

    /**
     * Gives a running trial a new attempt with the same values, after the attempt before was lost. Durable.
     *
     * @param loss why the attempt before is lost
     * @param executor where the new one will run
     * @param resources what it asks for there, given the trial with that loss
     */
    public TrialRecord newAttempt(
            int number, Loss loss, String executor, Function<TrialRecord, Map<String, @Nullable Object>> resources) {
        synchronized (this) {
            attempts.begin(log.running(number), loss, executor, resources);
        }
        commit();
        return trial(number);
    }

    /** What people decide about trials that have ended, or were never run here. */
    public Amendments amendments() {
        return amendments;
    }

    /** Takes a decision that makes trials; an ask that is being prepared is waited for, since it has the next number. */
    <T> T changingNumbers(Supplier<T> decision) {
        synchronized (asking) {
            synchronized (this) {
                return decision.get();
            }
        }
    }

    /**
     * Appends an event that is no decision of its own: attempts, job states, attributes, commands.
     *
     * @return the event, or {@code null} if it was too large and nothing of it is left, which is noted
     * @throws IllegalArgumentException if it belongs to no trial and is too large
     */
    public synchronized @Nullable StoredEvent record(Recording recording) {
        return log.offer(recording);
    }

    /** Changes settings. Durable. */
    public void change(Settings settings, List<String> differences) {
        synchronized (asking) {
            record(Recording.of(Limits.requireSettings(new StudyEvent.StudySettingsChanged(settings, differences))));
        }
        commit();
    }
}
