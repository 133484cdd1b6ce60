package io.trialog.optimize;

import io.trialog.executor.Executor;
import io.trialog.executor.JobHandle;
import io.trialog.executor.JobState;
import io.trialog.executor.JobStatus;
import io.trialog.executor.SubmissionException;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
public final class JobLoop {

    /** How the name of the runner stands in the log. */
    public static final String RUNNER = "command";

    private final Controller controller;
    private final Executor executor;
    private final AttemptFactory attempts;
    private final Progress progress;
    private final InstantSource clock;
    private final List<RunningAttempt> running = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Consumer<String> notes;
    private volatile int parallel;
    private volatile boolean interrupted;
    private @Nullable String refusal;

    /**
     * @param attempts makes and recognises the attempts of trials
     * @param notes hears about what a user should know
     */
    public JobLoop(
            Controller controller, Executor executor, AttemptFactory attempts, Budget budget, Consumer<String> notes) {
        this.controller = controller;
        this.executor = executor;
        this.attempts = attempts;
        this.clock = attempts.clock();
        this.progress = new Progress(budget, controller.view(), clock);
        this.notes = notes;
        this.parallel = attempts.settings().parallel();
    }

    /** Asks the loop to start no further trial; running ones are waited for. */
    public void stop() {
        progress.stop(StopReason.STOPPED);
    }

    /** Ends the loop soon; what becomes of running trials is for {@link OnInterrupt} to say. */
    public void interrupt() {
        progress.stop(StopReason.INTERRUPTED);
        interrupted = true;
    }

    /** Waits until the loop has ended, at most this long. */
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

    /** Why the loop ended. */
    public StopReason reason() {
        return progress.reason();
    }

    /** The last trial that failed, or {@code null}. */
    public @Nullable TrialRecord lastFailure() {
        return progress.lastFailure();
    }

    /**
     * Runs until the budget is used up and no trial runs any more.
     *
     * @throws TrialogException if the executor refuses a trial for good; the others were waited for
     * @throws RuntimeException if the journal or the executor can't go on; running jobs are left alone
     */
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
                if (running.isEmpty() && progress.isOver()) {
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
            RunningAttempt found = attempts.find(trial);
            if (found != null) {
                running.add(found);
                notes.accept("Trial " + trial.number() + " is still there and was adopted.");
            } else {
                Attempt last = trial.lastAttempt();
                retryOrGiveUp(trial, last != null && last.isLost() ? last.reason() : "no trace of its job was found");
            }
        }
    }

    /** Reads reports, looks at all jobs, ends what has ended. */
    private void round() throws IOException {
        for (RunningAttempt attempt : running) {
            attempt.readReports(false);
        }
        Map<String, JobStatus> states = running.isEmpty() ? Map.of() : executor.poll(handles());
        for (RunningAttempt attempt : List.copyOf(running)) {
            JobStatus status = states.get(attempt.token());
            if (status != null && attempt.observe(status)) {
                running.remove(attempt);
                end(attempt);
            } else {
                attempt.enforcePruning(executor);
            }
        }
    }

    private void end(RunningAttempt attempt) throws IOException {
        if (attempt.isLost()) {
            retryOrGiveUp(controller.trial(attempt.number()), attempt.lossReason());
        } else {
            progress.end(controller.tell(attempt.number(), attempt.ending()));
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
        } else {
            notes.accept("Trial " + trial.number() + " gets a new attempt: " + reason + ".");
            start(controller.newAttempt(trial.number(), reason, executor.type()), true);
        }
    }

    private void refill() throws IOException {
        while (running.size() < parallel && progress.begin()) {
            TrialRecord trial = controller.ask(RUNNER);
            if (trial == null) {
                progress.giveBack();
                progress.stop(StopReason.EXHAUSTED);
                return;
            }
            start(trial, false);
        }
    }

    /** Submits an attempt whose intent stands in the log. */
    private void start(TrialRecord trial, boolean intended) throws IOException {
        if (!intended) {
            controller.intend(trial.number(), executor.type());
        }
        controller.commit();
        try {
            running.add(attempts.start(controller.trial(trial.number())));
        } catch (SubmissionException e) {
            if (e.kind() == SubmissionException.Kind.PERMANENT) {
                refused(trial, e);
            } else {
                retryOrGiveUp(controller.trial(trial.number()), "it was not started: " + e.getMessage());
            }
        }
    }

    /** What will never start is no failure of the user's program: the trial waits for a study that can start it. */
    private void refused(TrialRecord trial, SubmissionException e) {
        controller.lost(trial.number(), Attempt.INTERRUPTED + " before it was started");
        refusal = e.getMessage();
        progress.giveBack();
        progress.stop(StopReason.BROKEN);
    }

    /** Ends a running trial as FAIL; the loop must be running. Returns whether there was one. */
    public boolean cancel(int number, String reason) {
        for (RunningAttempt attempt : running) {
            if (attempt.number() == number) {
                attempt.cancel(reason);
                return true;
            }
        }
        return false;
    }

    private void stopRunning() throws IOException {
        OnInterrupt policy = attempts.settings().onInterrupt();
        if (policy == OnInterrupt.LEAVE) {
            controller.commit();
            return;
        }
        for (RunningAttempt attempt : running) {
            attempt.requestStop(Attempt.INTERRUPTED + " by the user");
        }
        executor.cancel(handles());
        awaitExits(attempts.settings().grace().plusSeconds(5));
        for (RunningAttempt attempt : running) {
            attempt.readReports(true);
            if (policy == OnInterrupt.FAIL) {
                controller.tell(attempt.number(), Ending.fail(Attempt.INTERRUPTED + " by the user"));
            } else {
                controller.lost(attempt.number(), Attempt.INTERRUPTED + " by the user");
            }
        }
        running.clear();
    }

    private void awaitExits(Duration patience) throws IOException {
        long rounds = patience.toMillis() / 50;
        for (long i = 0; i < rounds && !running.isEmpty(); i++) {
            Map<String, JobStatus> states = executor.poll(handles());
            boolean allEnded = states.values().stream()
                    .allMatch(status -> status.state().isFinal() || status.state() == JobState.LOST);
            if (allEnded) {
                return;
            }
            sleep(50);
        }
    }

    private List<JobHandle> handles() {
        List<JobHandle> handles = new ArrayList<>();
        for (RunningAttempt attempt : running) {
            handles.add(attempt.handle());
        }
        return handles;
    }

    private void pause() {
        sleep(attempts.settings().poll().toMillis());
    }

    private void sleep(long milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            interrupt();
        }
    }
}
