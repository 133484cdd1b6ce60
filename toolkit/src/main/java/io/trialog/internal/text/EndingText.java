package io.trialog.internal.text;

import io.trialog.internal.format.Durations;
import io.trialog.status.RunningTrial;
import io.trialog.status.Session;
import io.trialog.status.StudyProgress;
import io.trialog.study.StopReason;
import io.trialog.study.StopState;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an optimization ended, in a sentence. */
public final class EndingText {

    /** How a study goes on that a rule has stopped. */
    public static final String LIFT =
            "\nMaybe --more 20, or study.optimizeMore(20), which lifts the rule for 20 trials.";

    private EndingText() {}

    /** For example {@code Done: 50 trials are finished (20 complete, 30 pruned, 0 failed, 0 running).} */
    public static String of(StudyProgress progress) {
        Session session = Objects.requireNonNull(progress.session(), "There must have been a session.");
        String counts = " (" + StudySummary.counts(progress.view(), progress.running()) + ").";
        String finished = progress.finished() + " trials are finished" + counts;
        StopReason reason = session.reason();
        return switch (reason == null ? StopReason.DONE : reason) {
            case DONE -> "Done: " + finished;
            case TARGET ->
                "Done: a trial reached the target of " + target(session.budget().target()) + counts;
            case RULE -> "Stopped by " + rule(progress.view()) + ": " + finished + LIFT;
            case TIMEOUT ->
                "The time" + time(session.budget().timeout()) + " is up (--timeout, or timeout in the study file): "
                        + finished;
            case EXHAUSTED -> ofGrid(progress);
            case STOPPED -> "Stopped, as was asked for: " + finished;
            case INTERRUPTED -> "Interrupted: " + finished;
            case FAILURES, BROKEN -> "Stopped" + counts;
        };
    }

    /** For a study whose sampler has nothing left to propose: {@code Done: no point of the grid is left to try (12 complete, ...).} */
    public static String ofGrid(StudyProgress progress) {
        return "Done: no point of the grid is left to try (" + StudySummary.counts(progress.view(), progress.running())
                + ").";
    }

    private static String rule(StudyView view) {
        StopState.Decision decision = view.stop().decision();
        return decision == null ? "a rule" : decision.toString();
    }

    private static String time(@Nullable Duration limit) {
        return limit == null ? "" : " of " + Durations.format(limit);
    }

    private static String target(@Nullable Double target) {
        return target == null ? "?" : NumberText.of(target);
    }

    /** What became of trials that had not ended; empty if there are none. */
    public static String openTrials(StudyProgress progress) {
        List<RunningTrial> open =
                progress.running().stream().filter(trial -> !trial.isManual()).toList();
        long underWay = open.stream().filter(RunningTrial::isUnderWay).count();
        long waiting = open.size() - underWay;
        String left = underWay == 0
                ? ""
                : plural(underWay, "trial goes", "trials go") + " on without this process and "
                        + (underWay == 1 ? "is" : "are") + " found again when the study is run again.";
        String again = waiting == 0
                ? ""
                : plural(waiting, "trial", "trials") + " had not ended and "
                        + (waiting == 1 ? "gets a new attempt" : "get new attempts") + " when the study is run again.";
        return (left + " " + again).strip();
    }

    private static String plural(long n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }
}
