package io.trialog.internal.run;

import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.internal.fold.AttemptText;
import io.trialog.trial.Attempt;
import io.trialog.trial.FailCause;
import io.trialog.trial.Loss;
import io.trialog.trial.TrialRecord;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Decides what becomes of a trial whose attempt was lost: another attempt, its end, or the end of the loop. */
final class LostAttempts {

    private final Controller controller;
    private final AttemptFactory attempts;
    private final Progress progress;
    private final StartRefusal refusal;
    private final IntConsumer submit;
    private final Consumer<String> notes;
    private final LossStreak streak;

    /**
     * @param submit submits the current attempt of a trial
     * @param notes hears about what a user should know
     */
    LostAttempts(
            Controller controller,
            AttemptFactory attempts,
            Progress progress,
            StartRefusal refusal,
            IntConsumer submit,
            Consumer<String> notes) {
        this.controller = controller;
        this.attempts = attempts;
        this.progress = progress;
        this.refusal = refusal;
        this.submit = submit;
        this.notes = notes;
        this.streak = new LossStreak(attempts.clock());
    }

    /** A job ended by itself: all is well. */
    void endStreak() {
        streak.end();
    }

    /** A new attempt after a loss that was not the program's fault, as often as the settings allow. */
    void retryOrGiveUp(TrialRecord trial, Loss loss) {
        if (trial.prune() != null) {
            controller.lost(trial.number(), loss);
            progress.end(controller.tell(trial.number(), Ending.pruned(trial, Map.of())));
        } else if (attempts.losses(trial) >= attempts.settings().retries()
                && !loss.cause().isInterruption()) {
            controller.lost(trial.number(), loss);
            Ending ending = Ending.fail(
                    FailCause.SETUP,
                    "Its job was lost " + (attempts.losses(trial) + 1) + " times, the last time because "
                            + AttemptText.of(loss) + ".");
            progress.end(controller.tell(trial.number(), ending));
        } else if (streak.isOneTooMany(trial, loss)) {
            refusal.stop(
                    trial,
                    streak.length() + " attempts in a row were lost, the last one because " + AttemptText.of(loss)
                            + ".");
        } else {
            retry(trial.number(), loss);
        }
    }

    /** A new attempt, whatever the settings allow. */
    void retry(int number, Loss loss) {
        notes.accept("Trial " + number + " gets a new attempt: " + AttemptText.of(loss) + ".");
        Attempt last = controller.trial(number).lastAttempt();
        if (last == null || !last.isLost()) {
            controller.lost(number, loss);
        }
        attempts.reviewNodes().forEach(notes); // a node that took it away may be one too many
        controller.newAttempt(number, loss, attempts.settings().executor(), attempts::resources);
        submit.accept(number);
    }
}
