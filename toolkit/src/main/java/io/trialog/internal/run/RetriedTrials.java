package io.trialog.internal.run;

import io.trialog.internal.control.Controller;
import io.trialog.study.StudyView;
import io.trialog.trial.FailCause;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Trials that failed and run again: those that a person wants to, and those that the settings let run again by themselves. They go before
 * new trials, whatever the budget. For use by the thread of the loop.
 */
final class RetriedTrials {

    private final Controller controller;
    private final Progress progress;
    private final UnwantedTrials unwanted;
    private final IntPredicate wanted;
    private final int allowed;
    private final Consumer<String> notes;

    /**
     * @param wanted the trials that the loop may run, by number
     * @param allowed how often a trial runs again by itself
     * @param notes hears about what a user should know
     */
    RetriedTrials(
            Controller controller,
            Progress progress,
            UnwantedTrials unwanted,
            IntPredicate wanted,
            int allowed,
            Consumer<String> notes) {
        this.controller = controller;
        this.progress = progress;
        this.unwanted = unwanted;
        this.wanted = wanted;
        this.allowed = allowed;
        this.notes = notes;
    }

    /** Decides about the trials that failed before this loop: the settings may have changed, or a controller ended too early. */
    void begin() {
        if (allowed > 0) {
            StudyView view = controller.view();
            for (int i = 0; i < view.finishedCount(); i++) {
                if (!view.isVoided(view.finished(i).number())) {
                    runsAgain(view.finished(i));
                }
            }
        }
    }

    /** How many wait for their next attempt and will get it. */
    int size() {
        return progress.takesRetries() ? waiting().size() : 0;
    }

    /** The next one, which takes a place; {@code null} if there is none, or none may start any more. */
    @Nullable
    TrialRecord next() {
        List<TrialRecord> waiting = progress.takesRetries() ? waiting() : List.of();
        if (waiting.isEmpty()) {
            return null;
        }
        progress.adopt();
        return waiting.get(0);
    }

    private List<TrialRecord> waiting() {
        return controller.view().running().stream()
                .filter(trial -> trial.awaitsRetry()
                        && trial.runner().equals(JobLoop.RUNNER)
                        && wanted.test(trial.number())
                        && unwanted.reason(trial.number()) == null)
                .toList();
    }

    /** Lets a trial that ended run again if the settings say so; returns whether they do. */
    boolean runsAgain(TrialRecord ended) {
        boolean again = ended.state() == TrialState.FAIL
                && ended.retries().size() < allowed
                && isOfTheProgram(ended.cause())
                && ended.runner().equals(JobLoop.RUNNER)
                && wanted.test(ended.number())
                && progress.takesRetries();
        if (again) {
            String count = (ended.retries().size() + 1) + " of " + allowed;
            controller.amendments().retry(List.of(ended.number()), "retry_failed: " + count);
            notes.accept("Trial " + ended.number() + " failed and runs again (" + count + ", retry_failed).");
        }
        return again;
    }

    /** A person who cancelled a trial meant it, and what can't be started can't be started again; old logs don't tell. */
    private static boolean isOfTheProgram(@Nullable FailCause cause) {
        return cause != null && cause != FailCause.CANCELLED && cause != FailCause.SETUP;
    }
}
