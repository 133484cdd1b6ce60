package io.trialog.internal.run;

import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.internal.fold.AttemptText;
import io.trialog.spi.JobStatus;
import io.trialog.spi.SubmissionException;
import io.trialog.study.Budget;
import io.trialog.trial.Attempt;
import io.trialog.trial.Loss;
import io.trialog.trial.LossCause;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command per trial through an executor until the budget is used up: reads what trials report, asks the pruner,
 * looks at all jobs in one query, ends trials, and starts new ones as places become free. One instance per call of
 * {@code optimize}; {@link #run} on a thread that nobody interrupts.
 *
 * <p>Jobs that an earlier controller left running are adopted; attempts without a trace get a new one.
 */
public final class JobLoop extends TrialLoop {

    /** How the name of the runner stands in the log. */
    public static final String RUNNER = "command";

    private final AttemptFactory attempts;
    private final Submissions submissions;
    private final RunningJobs running = new RunningJobs();
    private final UnwantedTrials unwanted;
    private final StartRefusal refusal;
    private final LostAttempts losses;
    private final Consumer<String> notes;
    private volatile int parallelism;
    private volatile boolean handingOver;
    private final ExecutorActivity activity;
    private String trouble = "";
    private int batchLeft;

    /**
     * @param attempts makes and recognizes the attempts of trials
     * @param notes hears about what a user should know
     */
    public JobLoop(Controller controller, AttemptFactory attempts, Budget budget, Consumer<String> notes) {
        super(controller, new Progress(budget, controller.view(), attempts.clock()));
        this.attempts = attempts;
        this.notes = notes;
        this.parallelism = attempts.settings().parallelism();
        this.activity = new ExecutorActivity(attempts.study(), attempts.clock());
        this.unwanted = new UnwantedTrials(controller, progress());
        this.refusal = new StartRefusal(controller, attempts, progress());
        this.submissions = new Submissions(controller, attempts, new Submitted(), unwanted, notes);
        this.losses = new LostAttempts(controller, attempts, progress(), refusal, submissions::add, notes);
    }

    /** What becomes of submissions. */
    private final class Submitted implements Submissions.Outcome {

        @Override
        public void accepted(RunningAttempt attempt) {
            running.add(attempt);
        }

        @Override
        public void lost(TrialRecord trial, Loss loss) {
            losses.retryOrGiveUp(trial, loss);
        }

        @Override
        public void refused(TrialRecord trial, SubmissionException refused) {
            refusal.stop(trial, String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public void handOver() {
        handingOver = true;
        interrupt();
    }

    /** How many trials run at a time from now on; running ones are not stopped. */
    public void parallelism(int n) {
        parallelism = n;
    }

    /**
     * Runs until the budget is used up and no trial runs any more.
     *
     * @throws TrialogException if the executor refuses a trial for good; the others were waited for
     * @throws RuntimeException if the journal or the executor can't go on; running jobs are left alone
     */
    @Override
    void runTrials() {
        try {
            adopt();
            while (true) {
                round();
                if (isInterrupted()) {
                    stopRunning();
                    return;
                }
                refill();
                if (inFlight() == 0 && progress().isOver()) {
                    expect(0);
                    refusal.requireNone();
                    return;
                }
                pause();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The trials can't be run: " + e.getMessage(), e);
        } finally {
            activity.end();
        }
    }

    /** What earlier controllers left RUNNING: adopted where the job is found, else given a new attempt. */
    private void adopt() throws IOException {
        for (TrialRecord trial : controller().view().running()) {
            if (!trial.runner().equals(RUNNER)) {
                continue;
            }
            progress().adopt();
            String cancel = trial.cancel();
            if (cancel != null) {
                unwanted.add(trial.number(), cancel);
            }
            Attempt last = trial.lastAttempt();
            if (last != null && last.number() == trial.attempt() && !last.isLost()) {
                adopt(trial, last);
            } else if (cancel == null) { // else there is nothing to end but the trial
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

    private void startAgain(TrialRecord trial, @Nullable Attempt last) {
        if (last == null) {
            firstAttempt(trial); // its controller ended as soon as it had asked for it
        } else {
            Loss loss = last.loss();
            losses.retryOrGiveUp(trial, loss == null ? new Loss(LossCause.NO_TRACE, false, last.reason()) : loss);
        }
    }

    private int inFlight() {
        return running.size() + submissions.size();
    }

    /** Reads reports, looks at all jobs, ends what has ended. */
    private void round() throws IOException {
        unwanted.end(running, submissions);
        for (RunningAttempt attempt : running.all()) {
            attempt.readReports(false);
        }
        Map<String, JobStatus> states = running.states();
        activity.note(attempts.executor()::activity);
        for (RunningAttempt attempt : running.all()) {
            JobStatus status = states.get(attempt.token());
            if (status != null && attempt.observe(status)) {
                running.remove(attempt);
                end(attempt);
            } else {
                attempt.enforcePruning();
            }
        }
    }

    private void end(RunningAttempt attempt) throws IOException {
        submissions.jobEnded();
        Loss again = attempt.anotherAttempt();
        if (again != null) {
            losses.retry(attempt.number(), again);
        } else if (attempt.isLost()) {
            attempt.cancelStray();
            losses.retryOrGiveUp(controller().trial(attempt.number()), attempt.loss());
        } else {
            losses.endStreak();
            progress().end(controller().tell(attempt.number(), attempt.ending()));
            if (!attempt.remarks().isEmpty()) {
                notes.accept("Trial " + attempt.number() + ": " + attempt.remarks());
            }
        }
    }

    private void refill() throws IOException {
        attempts.reviewNodes().forEach(notes);
        submissions.advance();
        expect(progress().wanted() + submissions.size());
        while (mayStart() && progress().begin()) {
            TrialRecord trial = ask(RUNNER);
            if (trial == null) {
                return;
            }
            firstAttempt(trial);
            submissions.advance();
            batchLeft--;
        }
    }

    private void firstAttempt(TrialRecord trial) {
        controller().intend(trial.number(), attempts.settings().executor(), attempts.resources(trial));
        controller().commit();
        submissions.add(trial.number());
    }

    /** Tells an executor that holds places how many jobs are to come. */
    private void expect(int jobs) throws IOException {
        try {
            attempts.executor().expect(jobs, parallelism);
            trouble = "";
        } catch (SubmissionException e) {
            String message = String.valueOf(e.getMessage());
            if (e.kind() == SubmissionException.Kind.PERMANENT) {
                refusal.stop(message);
                submissions.giveUp().forEach(number -> refusal.stop(controller().trial(number), message));
            } else if (!message.equals(trouble)) {
                trouble = message;
                notes.accept(message + " It is tried again.");
            }
        }
    }

    private boolean mayStart() {
        int batch = attempts.settings().batch();
        if (batch > 0 && inFlight() == 0) {
            batchLeft = batch;
        }
        return !isInterrupted()
                && inFlight() < parallelism
                && (batch == 0 || batchLeft > 0)
                && !submissions.isBlocked()
                && attempts.hasRoom();
    }

    /**
     * Ends a trial that runs, or waits to be submitted, as FAIL; the loop must be running, and the next one goes on with it if
     * this one does not see the end. Returns whether it is a command trial that has not ended.
     */
    public boolean cancel(int number, String reason) {
        TrialRecord trial = controller().trial(number);
        boolean isOurs = trial.state() == TrialState.RUNNING && trial.runner().equals(RUNNER);
        if (isOurs) {
            controller().cancel(number, reason); // first: another controller may have to carry it out
            unwanted.add(number, reason);
        }
        return isOurs;
    }

    private void stopRunning() throws IOException {
        if (handingOver && attempts.outliveController()) {
            controller().commit(); // another controller goes on with the jobs, and with the places that wait for some
            return;
        }
        expect(0);
        OnInterrupt policy = attempts.settings().onInterrupt();
        if (policy == OnInterrupt.LEAVE) {
            controller().commit();
            return;
        }
        Loss interruption = Loss.of(LossCause.INTERRUPTED);
        running.stop(AttemptText.of(interruption), attempts.settings().grace().plusSeconds(5));
        for (RunningAttempt attempt : running.all()) {
            attempt.readReports(true);
            if (policy == OnInterrupt.FAIL) {
                controller().tell(attempt.number(), Ending.fail(AttemptText.of(interruption)));
            } else {
                controller().lost(attempt.number(), interruption);
            }
            running.remove(attempt);
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(attempts.settings().poll().toMillis());
        } catch (InterruptedException e) {
            interrupt();
        }
    }
}
