package io.trialog.internal.run;

import io.trialog.event.StudyEvent;
import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.spi.SubmissionException;
import io.trialog.study.Budget;
import io.trialog.study.StopReason;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
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
public final class JobLoop implements Loop {

    /** How the name of the runner stands in the log. */
    public static final String RUNNER = "command";

    private final Controller controller;
    private final AttemptFactory attempts;
    private final Progress progress;
    private final InstantSource clock;
    private final Submissions submissions;
    private final RunningJobs running = new RunningJobs();
    private final Map<Integer, String> unwanted = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Consumer<String> notes;
    private volatile int parallel;
    private volatile boolean interrupted;
    private volatile boolean handingOver;
    private @Nullable String refusal;
    private final ExecutorActivity activity;
    private String trouble = "";
    private final LossStreak losses;
    private int batchLeft;

    /**
     * @param attempts makes and recognises the attempts of trials
     * @param notes hears about what a user should know
     */
    public JobLoop(Controller controller, AttemptFactory attempts, Budget budget, Consumer<String> notes) {
        this.controller = controller;
        this.attempts = attempts;
        this.clock = attempts.clock();
        this.progress = new Progress(budget, controller.view(), clock);
        this.notes = notes;
        this.losses = new LossStreak(clock);
        this.parallel = attempts.settings().parallel();
        this.activity = new ExecutorActivity(attempts.study(), clock);
        this.submissions = new Submissions(controller, attempts, new Submitted(), unwanted::get, notes);
    }

    /** What becomes of submissions. */
    private final class Submitted implements Submissions.Outcome {

        @Override
        public void accepted(RunningAttempt attempt) {
            running.add(attempt);
        }

        @Override
        public void lost(TrialRecord trial, String reason) throws IOException {
            retryOrGiveUp(trial, reason);
        }

        @Override
        public void cancelled(TrialRecord trial, String reason) {
            tellCancelled(trial, reason);
        }

        @Override
        public void refused(TrialRecord trial, SubmissionException refused) {
            stopRefused(trial, String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public void stop() {
        progress.stop(StopReason.STOPPED);
    }

    /** Ends soon; what becomes of running trials is for {@link OnInterrupt} to say. */
    @Override
    public void interrupt() {
        progress.stop(StopReason.INTERRUPTED);
        interrupted = true;
    }

    @Override
    public void handOver() {
        handingOver = true;
        interrupt();
    }

    @Override
    public void awaitEnd(Duration patience) {
        try {
            ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many trials run at a time from now on; running ones are not stopped. */
    public void parallel(int n) {
        parallel = n;
    }

    @Override
    public StopReason reason() {
        return progress.reason();
    }

    @Override
    public @Nullable TrialRecord lastFailure() {
        return progress.lastFailure();
    }

    /**
     * Runs until the budget is used up and no trial runs any more.
     *
     * @throws TrialogException if the executor refuses a trial for good; the others were waited for
     * @throws RuntimeException if the journal or the executor can't go on; running jobs are left alone
     */
    @Override
    @SuppressWarnings("IllegalCatch") // stops and throws on
    public void run() {
        try {
            adopt();
            while (true) {
                round();
                if (interrupted) {
                    stopRunning();
                    return;
                }
                refill();
                if (inFlight() == 0 && progress.isOver()) {
                    expect(0);
                    requireNoRefusal();
                    return;
                }
                pause();
            }
        } catch (IOException e) {
            progress.stop(StopReason.BROKEN);
            throw new UncheckedIOException("The trials can't be run: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            progress.stop(StopReason.BROKEN);
            throw e;
        } finally {
            activity.end();
            ended.countDown();
        }
    }

    private void requireNoRefusal() {
        if (refusal != null) {
            throw new TrialogException(
                    refusal + "\nNo trial is lost by this; run the study again when that is mended.");
        }
    }

    /** What earlier controllers left RUNNING: adopted where the job is found, else given a new attempt. */
    private void adopt() throws IOException {
        for (TrialRecord trial : controller.view().running()) {
            if (!trial.runner().equals(RUNNER)) {
                continue;
            }
            progress.adopt();
            String cancel = trial.cancel();
            if (cancel != null) {
                unwanted.put(trial.number(), cancel);
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

    private void startAgain(TrialRecord trial, @Nullable Attempt last) throws IOException {
        if (last == null) {
            firstAttempt(trial); // its controller ended as soon as it had asked for it
        } else {
            retryOrGiveUp(trial, last.reason());
        }
    }

    private int inFlight() {
        return running.size() + submissions.size();
    }

    /** Reads reports, looks at all jobs, ends what has ended. */
    private void round() throws IOException {
        endUnwanted();
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
        String again = attempt.anotherAttempt();
        if (again != null) {
            newAttempt(attempt.number(), again);
        } else if (attempt.isLost()) {
            attempt.cancelStray();
            retryOrGiveUp(controller.trial(attempt.number()), attempt.lossReason());
        } else {
            losses.end();
            progress.end(controller.tell(attempt.number(), attempt.ending()));
            if (!attempt.remarks().isEmpty()) {
                notes.accept("Trial " + attempt.number() + ": " + attempt.remarks());
            }
        }
    }

    /** A new attempt after a loss that was not the program's fault, as often as the settings allow. */
    private void retryOrGiveUp(TrialRecord trial, String reason) throws IOException {
        if (trial.prune() != null) {
            controller.lost(trial.number(), reason);
            progress.end(controller.tell(trial.number(), Ending.pruned(trial, Map.of())));
        } else if (attempts.losses(trial) >= attempts.settings().retries() && !reason.startsWith(Attempt.INTERRUPTED)) {
            controller.lost(trial.number(), reason);
            Ending ending = Ending.fail("Its job was lost " + (attempts.losses(trial) + 1)
                    + " times, the last time because " + reason + ".");
            progress.end(controller.tell(trial.number(), ending));
        } else if (losses.isOneTooMany(trial, reason)) {
            stopRefused(trial, losses.length() + " attempts in a row were lost, the last one because " + reason + ".");
        } else {
            newAttempt(trial.number(), reason);
        }
    }

    private void newAttempt(int number, String reason) {
        notes.accept("Trial " + number + " gets a new attempt: " + reason + ".");
        Attempt last = controller.trial(number).lastAttempt();
        if (last == null || !last.isLost()) {
            controller.lost(number, reason);
        }
        attempts.reviewNodes().forEach(notes); // a node that took it away may be one too many
        controller.newAttempt(number, reason, attempts.settings().executor(), attempts::resources);
        submissions.add(number);
    }

    private void refill() throws IOException {
        attempts.reviewNodes().forEach(notes);
        submissions.advance();
        expect(progress.wanted() + submissions.size());
        while (mayStart() && progress.begin()) {
            TrialRecord trial = controller.ask(RUNNER);
            if (trial == null) {
                progress.giveBack();
                progress.stop(StopReason.EXHAUSTED);
                return;
            }
            firstAttempt(trial);
            submissions.advance();
            batchLeft--;
        }
    }

    private void firstAttempt(TrialRecord trial) {
        controller.intend(trial.number(), attempts.settings().executor(), attempts.resources(trial));
        controller.commit();
        submissions.add(trial.number());
    }

    /** Tells an executor that holds places how many jobs are to come. */
    private void expect(int jobs) throws IOException {
        try {
            attempts.executor().expect(jobs, parallel);
            trouble = "";
        } catch (SubmissionException e) {
            String message = String.valueOf(e.getMessage());
            if (e.kind() == SubmissionException.Kind.PERMANENT) {
                refusal = message + attempts.adviceOnNodes();
                progress.stop(StopReason.BROKEN);
                submissions.giveUp().forEach(number -> stopRefused(controller.trial(number), message));
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
        return !interrupted
                && inFlight() < parallel
                && (batch == 0 || batchLeft > 0)
                && !submissions.isBlocked()
                && attempts.hasRoom();
    }

    /** What will never start is no failure of the user's program: the trial waits for a study that can start it. */
    private void stopRefused(TrialRecord trial, String why) {
        controller.lost(trial.number(), Attempt.INTERRUPTED + " before it was started");
        refusal = why + attempts.adviceOnNodes();
        progress.giveBack();
        progress.stop(StopReason.BROKEN);
    }

    /**
     * Ends a trial that runs, or waits to be submitted, as FAIL; the loop must be running, and the next one goes on with it if
     * this one does not see the end. Returns whether it is a command trial that has not ended.
     */
    public boolean cancel(int number, String reason) {
        TrialRecord trial = controller.trial(number);
        boolean isOurs = trial.state() == TrialState.RUNNING && trial.runner().equals(RUNNER);
        if (isOurs) {
            controller.cancel(number, reason); // first: another controller may have to carry it out
            unwanted.put(number, reason);
        }
        return isOurs;
    }

    /** Asks the jobs of cancelled trials to end. Those that wait are for {@link Submissions}; others have no job. */
    private void endUnwanted() {
        unwanted.forEach((number, reason) -> {
            RunningAttempt attempt = running.of(number);
            if (attempt != null) {
                attempt.cancel(reason);
            } else if (!submissions.has(number)) {
                tellCancelled(controller.trial(number), reason);
            }
        });
    }

    private void tellCancelled(TrialRecord trial, String reason) {
        unwanted.remove(trial.number());
        if (trial.state() == TrialState.RUNNING) {
            StudyEvent end =
                    new StudyEvent.JobStateChanged(JobState.CANCELLED.name(), "before it was submitted", null, null, 0);
            controller.record(end, trial.number(), trial.attempt(), -1);
            progress.end(controller.tell(trial.number(), Ending.fail(reason)));
        }
    }

    private void stopRunning() throws IOException {
        if (handingOver && !attempts.executor().endsWithController()) {
            controller.commit(); // another controller goes on with the jobs, and with the places that wait for some
            return;
        }
        expect(0);
        OnInterrupt policy = attempts.settings().onInterrupt();
        if (policy == OnInterrupt.LEAVE) {
            controller.commit();
            return;
        }
        running.stop(
                Attempt.INTERRUPTED + " by the user",
                attempts.settings().grace().plusSeconds(5));
        for (RunningAttempt attempt : running.all()) {
            attempt.readReports(true);
            if (policy == OnInterrupt.FAIL) {
                controller.tell(attempt.number(), Ending.fail(Attempt.INTERRUPTED + " by the user"));
            } else {
                controller.lost(attempt.number(), Attempt.INTERRUPTED + " by the user");
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
