package io.trialog;

import io.trialog.exception.TrialogException;
import io.trialog.internal.text.EndingText;
import io.trialog.internal.text.ProgressText;
import io.trialog.status.StudyProgress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A study that is optimized on a thread of its own, while the caller goes on. The thread is a daemon: it does not keep a JVM
 * alive. Safe for use by several threads.
 */
public final class BackgroundRun {

    private final Study study;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    private BackgroundRun(Study study) {
        this.study = study;
    }

    /** Runs something in the background. */
    static BackgroundRun of(Study study, Runnable work) {
        BackgroundRun run = new BackgroundRun(study);
        Thread thread = new Thread(() -> run.run(work), "trialog-background");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ignored, thrown) -> {}); // told by await() and by the card
        thread.start();
        return run;
    }

    @SuppressWarnings("IllegalCatch") // handed over to whoever waits
    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            ended.countDown();
        }
    }

    /** The study that is optimized. */
    public Study study() {
        return study;
    }

    /** Whether it has ended, in whatever way. */
    public boolean isDone() {
        return ended.getCount() == 0;
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
        ended.await();
        Throwable thrown = failure;
        if (thrown instanceof VirtualMachineError e) {
            throw e;
        } else if (thrown != null) {
            throw new TrialogException(String.valueOf(thrown.getMessage()), thrown);
        }
        return study;
    }

    /** Waits for the end, at most this long; returns whether it has ended. */
    public boolean await(Duration patience) throws InterruptedException {
        return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Starts no further trial; running ones are waited for in the background. */
    public void stop() {
        study.stop();
    }

    /** Where it stands, in one line. */
    @Override
    public String toString() {
        StudyProgress progress = study.progress();
        return progress.isActive() ? "In the background: " + ProgressText.line(progress) : EndingText.of(progress);
    }
}
