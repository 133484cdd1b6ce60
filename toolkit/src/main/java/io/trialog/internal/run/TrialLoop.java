package io.trialog.internal.run;

import io.trialog.internal.control.Controller;
import io.trialog.study.StopReason;
import io.trialog.trial.TrialRecord;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What all loops do alike: they start, stop, are interrupted and are waited for. */
abstract class TrialLoop implements Loop {

    private final Controller controller;
    private final Progress progress;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean interrupted;

    TrialLoop(Controller controller, Progress progress) {
        this.controller = controller;
        this.progress = progress;
    }

    /** Runs trials until {@link #progress} is over, or the loop is interrupted. */
    abstract void runTrials();

    @Override
    @SuppressWarnings("IllegalCatch") // stops and throws on
    public final void run() {
        try {
            runTrials();
        } catch (RuntimeException | Error e) {
            progress.stop(StopReason.BROKEN);
            throw e;
        } finally {
            ended.countDown();
        }
    }

    /** Starts the next trial, which took its place before; {@code null}, and the end, if there is nothing left to propose. */
    @Nullable
    TrialRecord ask(String runner) {
        TrialRecord trial = controller.ask(runner);
        if (trial == null) {
            progress.giveBack();
            progress.stop(StopReason.EXHAUSTED);
        }
        return trial;
    }

    Controller controller() {
        return controller;
    }

    Progress progress() {
        return progress;
    }

    boolean isInterrupted() {
        return interrupted;
    }

    @Override
    public final void stop() {
        progress.stop(StopReason.STOPPED);
    }

    @Override
    public final void interrupt() {
        progress.stop(StopReason.INTERRUPTED);
        interrupted = true;
    }

    @Override
    public final void awaitEnd(Duration timeout) {
        try {
            ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final StopReason reason() {
        return progress.reason();
    }

    @Override
    public final FailureRule failureRule() {
        return progress.failureRule();
    }

    @Override
    public final @Nullable TrialRecord lastFailure() {
        return progress.lastFailure();
    }
}
