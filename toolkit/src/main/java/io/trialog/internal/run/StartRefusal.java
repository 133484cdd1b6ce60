package io.trialog.internal.run;

import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Controller;
import io.trialog.study.StopReason;
import io.trialog.trial.Loss;
import io.trialog.trial.LossCause;
import io.trialog.trial.TrialRecord;
import org.jspecify.annotations.Nullable;

/** Stops a loop whose trials can't be started. For use by one thread. */
final class StartRefusal {

    private final Controller controller;
    private final AttemptFactory attempts;
    private final Progress progress;
    private @Nullable String refusal;

    StartRefusal(Controller controller, AttemptFactory attempts, Progress progress) {
        this.controller = controller;
        this.attempts = attempts;
        this.progress = progress;
    }

    /** Starts no further trial. */
    void stop(String reason) {
        refusal = reason + attempts.adviceOnNodes();
        progress.stop(StopReason.BROKEN);
    }

    /** What will never start is no failure of the user's program: the trial waits for a study that can start it. */
    void stop(TrialRecord trial, String reason) {
        controller.lost(trial.number(), Loss.of(LossCause.NOT_STARTED));
        progress.giveBack();
        stop(reason);
    }

    /**
     * Tells what was refused, once the other trials have ended.
     *
     * @throws TrialogException if something was
     */
    void requireNone() {
        if (refusal != null) {
            throw new TrialogException(
                    refusal + "\nNo trial is lost by this; run the study again when that is mended.");
        }
    }
}
