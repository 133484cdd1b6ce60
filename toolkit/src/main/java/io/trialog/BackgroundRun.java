package io.trialog;

import io.trialog.exception.TrialogException;
import io.trialog.internal.text.EndingText;
import io.trialog.internal.text.ProgressText;
import io.trialog.status.OwnedStage;
import io.trialog.status.StudyProgress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A study that is optimized on a thread of its own, while the caller goes on. The thread is a daemon: it does not keep a JVM
 * alive. Safe for use by several threads.
 *
 * <pre>{@code
 * Study study = Study.builder("background").minimize().inMemory();
 * BackgroundRun run = study.optimizeAsync(100, trial -> Math.pow(trial.suggestFloat("x", -5, 5) - 2, 2));
 * run.thenAccept(done -> System.out.println(done.best()));
 * run.await();
 * }</pre>
 *
 * <p>As a {@link java.util.concurrent.CompletionStage} it completes with the study, or with what broke the optimization. Stages whose names end in
 * {@code Async} run on threads of their own, not in the common pool.
 */
public final class BackgroundRun extends OwnedStage<Study> {

    private final Study study;

    private BackgroundRun(Study study) {
        this.study = study;
    }

    /** Runs something in the background. */
    static BackgroundRun of(Study study, Runnable work) {
        BackgroundRun run = new BackgroundRun(study);
        Thread thread = new Thread(() -> run.run(work), "trialog-background");
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    /** What broke it is told by await(), by the stages and by the card. */
    @SuppressWarnings("IllegalCatch") // handed over to whoever waits
    private void run(Runnable work) {
        try {
            work.run();
            complete(study);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /**
     * Returns the study that is optimized.
     *
     * @return the study, open
     */
    public Study study() {
        return study;
    }

    /**
     * Returns whether it has ended, in whatever way.
     *
     * @return whether nothing runs any more
     */
    public boolean isDone() {
        return isCompleted();
    }

    /**
     * Waits for the end. An interrupt ends the waiting and not the study.
     *
     * @return the study
     * @throws TrialogException if the optimization broke
     * @throws VirtualMachineError if the objective ran out of memory, or the like
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Study await() throws InterruptedException {
        try {
            return toCompletableFuture().get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof VirtualMachineError error) {
                throw error;
            }
            throw new TrialogException(String.valueOf(cause.getMessage()), cause);
        }
    }

    /**
     * Waits for the end, at most this long.
     *
     * @param timeout how long
     * @return whether it has ended
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public boolean await(Duration timeout) throws InterruptedException {
        try {
            toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
        return true;
    }

    /** Starts no further trial; running ones are waited for in the background. */
    public void stop() {
        study.stop();
    }

    /** {@return where it stands, in one line} */
    @Override
    public String toString() {
        StudyProgress progress = study.progress();
        return progress.isActive() ? "In the background: " + ProgressText.line(progress) : EndingText.of(progress);
    }
}
