package io.trialog.internal.run;

import io.trialog.internal.control.Controller;
import io.trialog.trial.Attempt;
import io.trialog.trial.Loss;
import io.trialog.trial.LossCause;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * What earlier controllers left RUNNING: adopted where the job is found, else given a new attempt.
 *
 * @param controller knows the trials
 * @param attempts recognizes their attempts
 * @param running takes the jobs that are still there
 * @param submissions takes the attempts whose submission is not known to have come through
 * @param unwanted takes the trials that a person does not want any more
 * @param losses decides about attempts without a trace
 * @param progress counts the trials
 * @param wanted the trials to go on with, by number; the others are left alone
 * @param notes hears about what a user should know
 */
record Adoption(
        Controller controller,
        AttemptFactory attempts,
        RunningJobs running,
        Submissions submissions,
        UnwantedTrials unwanted,
        LostAttempts losses,
        Progress progress,
        IntPredicate wanted,
        Consumer<String> notes) {

    /**
     * Adopts all.
     *
     * @param firstAttempt begins the first attempt of a trial
     */
    void adopt(Consumer<TrialRecord> firstAttempt) throws IOException {
        for (TrialRecord trial : controller.view().running()) {
            if (!trial.runner().equals(JobLoop.RUNNER) || !wanted.test(trial.number())) {
                continue;
            }
            String cancel = trial.cancel();
            if (trial.awaitsRetry() && cancel == null) {
                continue; // the loop begins its next attempt when there is a place
            }
            progress.adopt();
            if (cancel != null) {
                unwanted.add(trial.number(), cancel);
            }
            Attempt last = trial.lastAttempt();
            if (last != null && last.number() == trial.attempt() && !last.isLost()) {
                adopt(trial, last);
            } else if (last == null && cancel == null) {
                firstAttempt.accept(trial); // its controller ended as soon as it had asked for it
            } else if (last != null && cancel == null) { // else there is nothing to end but the trial
                startAgain(trial, last);
            }
        }
    }

    private void adopt(TrialRecord trial, Attempt last) throws IOException {
        if (last.nativeId().isEmpty()) {
            submissions.adopt(trial);
        } else {
            running.add(attempts.resume(trial));
            notes.accept("Trial " + trial.number() + " is still there and was adopted.");
        }
    }

    private void startAgain(TrialRecord trial, Attempt last) {
        Loss loss = last.loss();
        losses.retryOrGiveUp(trial, loss == null ? new Loss(LossCause.NO_TRACE, false, last.reason()) : loss);
    }
}
