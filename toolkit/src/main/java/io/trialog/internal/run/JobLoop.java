package io.trialog.internal.run;

import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.fold.AttemptText;
import io.trialog.spi.JobStatus;
import io.trialog.spi.SubmissionException;
import io.trialog.study.Budget;
import io.trialog.trial.FailCause;
import io.trialog.trial.Loss;
import io.trialog.trial.LossCause;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
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

    /** How long a round waits for the sampler, which usually answers at once. */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final AttemptFactory attempts;
    private final Submissions submissions;
    private final RunningJobs running = new RunningJobs();
    private final UnwantedTrials unwanted;
    private final StartRefusal refusal;
    private final LostAttempts losses;
    private final Consumer<String> notes;
    private volatile int parallelism;
    private volatile boolean handingOver;
    private final ExpectedJobs expected;
    private final Adoption adoption;
    private final EndedTrials ended;
    private final RetriedTrials retried;
    private final Canary canary;
    private final ExecutorActivity activity;
    private final BackgroundAsk asking = new BackgroundAsk(() -> ask(RUNNER));
    private int batchLeft;

    /** @param wanted the trials of earlier controllers that the loop goes on with, by number */
    JobLoop(
            Controller controller,
            AttemptFactory attempts,
            Budget budget,
            IntPredicate wanted,
            Consumer<String> notes) {
        super(controller, new Progress(budget, controller.view(), attempts.clock(), controller.stops()::areInForce));
        this.attempts = attempts;
        this.notes = notes;
        this.parallelism = attempts.settings().parallelism();
        this.activity = new ExecutorActivity(attempts.study(), attempts.clock());
        this.unwanted = new UnwantedTrials(controller, progress());
        this.refusal = new StartRefusal(controller, attempts, progress());
        this.submissions = new Submissions(controller, attempts, new Submitted(), unwanted, notes);
        this.losses = new LostAttempts(controller, attempts, progress(), refusal, submissions::add, notes);
        this.retried = new RetriedTrials(
                controller, progress(), unwanted, wanted, attempts.settings().retryFailed(), notes);
        this.ended = new EndedTrials(controller, progress(), retried, notes);
        this.canary = new Canary(controller, progress(), attempts.settings().canary());
        this.expected = new ExpectedJobs(controller, attempts, submissions, refusal, notes);
        this.adoption =
                new Adoption(controller, attempts, running, submissions, unwanted, losses, progress(), wanted, notes);
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

    @Override
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
        try (asking) {
            adoption.adopt(submissions::begin);
            retried.begin();
            while (true) {
                round();
                if (isInterrupted()) {
                    stopRunning();
                    return;
                }
                refill();
                if (inFlight() == 0 && !asking.isUnderWay() && progress().isOver() && retried.size() == 0) {
                    expected.tell(0, parallelism);
                    refusal.requireNone();
                    return;
                }
                pause();
            }
        } catch (IOException e) {
            throw new TrialogException("The trials can't be run: " + FileProblem.words(e), e);
        } finally {
            activity.end();
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
        try {
            for (RunningAttempt attempt : running.all()) {
                JobStatus status = states.get(attempt.token());
                if (status != null && attempt.observe(status)) {
                    running.remove(attempt);
                    end(attempt);
                }
            }
        } finally {
            ended.tell();
        }
        for (RunningAttempt attempt : running.all()) {
            attempt.enforcePruning();
            attempt.tellObstacle(notes);
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
            ended.add(attempt);
        }
    }

    private void refill() throws IOException {
        attempts.reviewNodes().forEach(notes);
        submissions.advance();
        canary.look();
        int jobs = progress().wanted() + submissions.size() + retried.size();
        expected.tell(canary.expected(jobs), canary.limit(parallelism));
        startTrials();
    }

    private void startTrials() throws IOException {
        while (mayStart()) {
            TrialRecord again = retried.next();
            TrialRecord trial = again == null ? nextTrial() : again;
            if (trial == null) {
                return;
            }
            submissions.begin(trial);
            submissions.advance();
            batchLeft--;
        }
    }

    /** The next trial; {@code null} if none is wanted, nothing is left to propose, or the sampler is still at work. */
    private @Nullable TrialRecord nextTrial() {
        if (!asking.isUnderWay()) {
            if (!progress().begin()) {
                return null;
            }
            asking.begin();
        }
        return awaitAsk(PATIENCE) ? asking.take() : null;
    }

    private boolean awaitAsk(Duration timeout) {
        try {
            return asking.await(timeout);
        } catch (InterruptedException e) {
            interrupt();
            return false;
        }
    }

    private boolean mayStart() {
        int batch = attempts.settings().batch();
        if (batch > 0 && inFlight() == 0) {
            batchLeft = batch;
        }
        return !isInterrupted()
                && inFlight() < canary.limit(parallelism)
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
        expected.tell(0, parallelism);
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
                controller().tell(attempt.number(), Ending.fail(FailCause.CANCELLED, AttemptText.of(interruption)));
            } else {
                controller().lost(attempt.number(), interruption);
            }
            running.remove(attempt);
        }
    }

    /** Until the next look at all jobs; what the sampler proposes meanwhile is started. */
    private void pause() throws IOException {
        Instant end = attempts.clock().instant().plus(attempts.settings().poll());
        while (asking.isUnderWay() && left(end).toMillis() > 0 && !isInterrupted()) {
            if (awaitAsk(left(end))) {
                startTrials();
            }
        }
        try {
            TimeUnit.MILLISECONDS.sleep(left(end).toMillis());
        } catch (InterruptedException e) {
            interrupt();
        }
    }

    private Duration left(Instant end) {
        Duration left = Duration.between(attempts.clock().instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
