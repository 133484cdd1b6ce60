package io.trialog.internal.control;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.spi.PruningDecision;
import io.trialog.study.ReplayResult;
import io.trialog.study.StudyView;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Derives every suggestion and every pruning decision of a log again and compares them bit for bit with what stands in
 * it, words left out: the same views, the same pure functions, nothing else. Takes the events one after the other.
 *
 * <p>Not safe for use by several threads.
 */
public final class Replay {

    private static final int REPORTED_DIFFERENCES = 20;

    private final StudyFold fold = new StudyFold();
    private final SearchEngines engines;
    private final Proposer proposer;
    private final Bases bases = new Bases();
    private final List<String> differences = new ArrayList<>();
    private final Set<String> notDerived = new LinkedHashSet<>();
    /** Trials that another program asked for: they have no basis in this log, and nothing about them was decided here. */
    private final Set<Integer> imported = new HashSet<>();

    private @Nullable Expected expected;
    private int asks;
    private int suggestions;
    private int reports;
    private int decisions;
    private int differenceCount;

    /** A decision that must be the next event, if the report at {@code seq} was to end the trial. */
    private record Expected(long seq, int trial, PruningDecision decision) {}

    public Replay() {
        this(new SearchEngines());
    }

    Replay(SearchEngines engines) {
        this.engines = engines;
        this.proposer = new Proposer(engines);
    }

    /** Takes the next event. */
    public void accept(StoredEvent stored) {
        StudyEvent event = stored.event();
        int trial = stored.envelope().trial();
        if (!OpenedHistory.isControllerEvent(event)) {
            checkDecision(stored);
        }
        if (event instanceof StudyEvent.TrialAsked asked) {
            checkAsk(stored.envelope().seq(), trial, asked);
        } else if (event instanceof StudyEvent.ParameterSuggested suggested) {
            checkSuggestion(stored.envelope().seq(), trial, suggested);
        } else if (event instanceof StudyEvent.StopDecided decided) {
            checkStop(stored.envelope().seq(), decided);
        }
        boolean reported = event instanceof StudyEvent.ValueReported;
        Reports before = reported ? fold.watchedReports(trial) : Reports.NONE;
        fold.apply(stored);
        bases.follow(stored, fold);
        if (reported && !imported.contains(trial) && PrunerCatalogue.isAsked(before, fold.view(), trial)) {
            expectDecision(stored.envelope().seq(), trial);
        }
    }

    /** What was found, after the last event. */
    public ReplayResult result() {
        if (expected != null && expected.decision().prune()) {
            differ(missing(expected));
            expected = null;
        }
        return new ReplayResult(
                fold.position() + 1,
                asks,
                suggestions,
                reports,
                decisions,
                differenceCount,
                List.copyOf(differences),
                List.copyOf(notDerived));
    }

    /** The study as folded by this replay. */
    public StudyView view() {
        return fold.view();
    }

    private void checkAsk(long seq, int number, StudyEvent.TrialAsked asked) {
        if (asked.basis() < 0) {
            imported.add(number);
            return;
        }
        StudyView view = basis(seq, number, asked);
        if (isMissing(SamplerCatalogue.catalogue(), view.settings().sampler())) {
            return;
        }
        asks++;
        Map<String, @Nullable Object> fixed =
                number < view.trialCount() ? view.trial(number).fixed() : Map.of();
        Proposer.Proposal derived = proposer.propose(view, number, fixed);
        if (!sameValues(derived.params(), asked.params())) {
            differ("seq " + seq + ": trial " + number + " was asked with " + asked.params()
                    + ", but the sampler derives " + derived.params() + " (" + derived.explanation()
                    + ") from the view at "
                    + asked.basis() + ".");
        } else if (asked.sampler() != null) {
            checkRule(seq, number, asked, view, derived);
        }
    }

    private StudyView basis(long seq, int number, StudyEvent.TrialAsked asked) {
        StudyView view = bases.at(asked.basis());
        if (view == null) {
            differ("seq " + seq + ": trial " + number + " was asked on basis " + asked.basis()
                    + ", but a basis must lie between the ask before (" + bases.floor() + ") and the end of the log ("
                    + fold.position() + "), and at most " + Bases.REACH + " events back.");
            return fold.view();
        }
        return view;
    }

    private void checkRule(
            long seq, int number, StudyEvent.TrialAsked asked, StudyView view, Proposer.Proposal derived) {
        StudyEvent.Rule rule = SamplerCatalogue.rule(view.settings().sampler());
        if (!rule.equals(asked.sampler())) {
            differ("seq " + seq + ": trial " + number + " was asked by " + asked.sampler() + ", but the settings name "
                    + rule + ".");
        } else if (!sameValue(derived.memo(), asked.memo())) {
            differ("seq " + seq + ": the memo of trial " + number + " is " + asked.memo() + ", but the sampler derives "
                    + derived.memo() + ".");
        }
    }

    /** A type that nobody provides here is named, and nothing is said about what it decided. */
    private boolean isMissing(OptionCatalogue<?> catalogue, Map<String, @Nullable Object> settings) {
        String type = catalogue.type(settings);
        boolean missing = catalogue.find(type) == null;
        if (missing) {
            notDerived.add(catalogue.section() + " '" + type + "'");
        }
        return missing;
    }

    private void checkSuggestion(long seq, int number, StudyEvent.ParameterSuggested suggested) {
        if (imported.contains(number)) {
            return;
        }
        StudyView basis = bases.ofTrials().get(number);
        TrialRecord trial = fold.trial(number);
        if (basis == null) {
            differ("seq " + seq + ": '" + suggested.name() + "' was suggested to trial " + number
                    + ", which was never asked for.");
            return;
        }
        if (isMissing(SamplerCatalogue.catalogue(), basis.settings().sampler())) {
            return;
        }
        suggestions++;
        Object derived = proposer.suggest(basis, trial, suggested.name(), suggested.distribution());
        if (!sameValue(derived, suggested.value())) {
            differ("seq " + seq + ": trial " + number + " was given " + suggested.name() + "=" + suggested.value()
                    + ", but the sampler derives " + derived + " from the view at " + basis.position() + ".");
        }
    }

    private void expectDecision(long seq, int number) {
        StudyView view = fold.view();
        if (view.settings().directions().size() > 1) {
            return;
        }
        if (isMissing(PrunerCatalogue.catalogue(), view.settings().pruner())) {
            return;
        }
        reports++;
        expected = new Expected(seq, number, engines.decide(view, number));
    }

    private void checkDecision(StoredEvent stored) {
        Expected due = expected;
        expected = null;
        if (stored.event() instanceof StudyEvent.PruneDecided decided) {
            decisions++;
            if (isMissing(PrunerCatalogue.catalogue(), fold.view().settings().pruner())) {
                return;
            }
            compare(stored.envelope().seq(), stored.envelope().trial(), decided, due);
        } else if (due != null && due.decision().prune()) {
            differ(missing(due));
        }
    }

    private void checkStop(long seq, StudyEvent.StopDecided decided) {
        StudyEvent.StopDecided derived = StopJudgement.of(fold.view(), fold.lastAt());
        boolean isSame = derived != null
                && derived.rule().equals(decided.rule())
                && sameValue(derived.value(), decided.value())
                && sameValue(derived.bound(), decided.bound())
                && derived.basis() == decided.basis();
        if (!isSame) {
            differ("seq " + seq + ": the log stops the study by " + decided.rule() + " at " + decided.value() + " of "
                    + decided.bound() + " (basis " + decided.basis() + "), but the rules derive "
                    + (derived == null ? "that it goes on" : derived) + ".");
        }
    }

    private void compare(long seq, int number, StudyEvent.PruneDecided decided, @Nullable Expected due) {
        String what = "seq " + seq + ": the log prunes trial " + number + " (" + decided.rule() + ")";
        if (due == null || due.trial() != number) {
            differ(what + ", but no report of that trial stands before this decision.");
            return;
        }
        if (!due.decision().prune()) {
            differ(what + ", but the pruner lets it go on: "
                    + due.decision().record().rule() + ".");
            return;
        }
        PruneRecord logged = decided.record();
        if (!logged.sameNumbers(due.decision().record())) {
            differ(what + " with " + logged + ", but the pruner derives "
                    + due.decision().record() + ".");
        }
    }

    private static String missing(Expected due) {
        return "seq " + due.seq() + ": the pruner stops trial " + due.trial() + " at this report ("
                + due.decision().record().rule() + "), but the log has no such decision.";
    }

    private void differ(String difference) {
        differenceCount++;
        if (differences.size() < REPORTED_DIFFERENCES) {
            differences.add(difference);
        }
    }

    private static boolean sameValues(Map<String, @Nullable Object> a, Map<String, @Nullable Object> b) {
        if (!List.copyOf(a.keySet()).equals(List.copyOf(b.keySet()))) {
            return false;
        }
        for (Map.Entry<String, @Nullable Object> entry : a.entrySet()) {
            if (!sameValue(entry.getValue(), b.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Equal type and bits: {@code Double.equals} tells -0.0 from 0.0 and NaN from nothing else. */
    private static boolean sameValue(@Nullable Object a, @Nullable Object b) {
        return Objects.equals(a, b);
    }
}
