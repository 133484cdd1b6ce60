package io.trialog;

import io.trialog.optimize.Budget;
import io.trialog.optimize.Controller;
import io.trialog.optimize.Ending;
import io.trialog.optimize.InProcessLoop;
import io.trialog.optimize.JobLoop;
import io.trialog.optimize.StopReason;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialogException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The loops of one study: at most one runs at a time. */
final class Optimization {

    private final StudyParts parts;
    private final AtomicReference<@Nullable Runnable> stopper = new AtomicReference<>();
    private final AtomicReference<@Nullable JobLoop> jobs = new AtomicReference<>();
    private volatile @Nullable StopReason lastReason;
    private volatile @Nullable TrialRecord lastFailure;

    Optimization(StudyParts parts) {
        this.parts = parts;
    }

    StopReason runObjective(Budget budget, int threads, MultiObjective objective) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads (" + threads + ") must be at least 1.");
        }
        Controller controller = parts.controller();
        InProcessLoop loop =
                new InProcessLoop(controller, record -> evaluate(objective, record), budget, parts.clock());
        claim(loop::stop);
        try {
            lastReason = loop.run(threads);
            lastFailure = loop.lastFailure();
        } finally {
            stopper.set(null);
            parts.catchUp();
        }
        return requireReason();
    }

    private Ending evaluate(MultiObjective objective, TrialRecord record) throws Exception {
        Controller controller = parts.controller();
        Trial trial = new Trial(controller, record);
        try {
            double[] values = objective.evaluate(trial);
            List<Double> list = new ArrayList<>();
            for (double value : values) {
                list.add(value);
            }
            return Ending.complete(
                    list, controller.view().settings().directions().size(), Map.of());
        } catch (TrialPruned e) {
            return Ending.pruned(controller.trial(record.number()), Map.of());
        }
    }

    StopReason runCommand(Budget budget) {
        JobLoop loop = parts.newJobLoop(budget);
        claim(loop::stop);
        jobs.set(loop);
        try {
            lastReason = runApart(loop);
            lastFailure = loop.lastFailure();
        } finally {
            jobs.set(null);
            stopper.set(null);
            parts.catchUp();
        }
        return requireReason();
    }

    /**
     * The loop gets a thread of its own, which nobody interrupts: an interrupt during file I/O would close the file. An
     * interrupt of the caller ends the loop in good order, and this waits for that.
     */
    @SuppressWarnings("IllegalCatch") // handed over to the caller's thread
    private StopReason runApart(JobLoop loop) {
        AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
        Thread thread = new Thread(loop::run, "trialog-loop");
        thread.setUncaughtExceptionHandler((ended, thrown) -> broken.set(thrown));
        thread.setDaemon(true);
        thread.setContextClassLoader(Optimization.class.getClassLoader());
        thread.start();
        boolean interrupted = joined(thread, loop);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable cause = broken.get();
        if (cause instanceof RuntimeException e) {
            throw e;
        } else if (cause instanceof Error e) {
            throw e;
        }
        return loop.reason();
    }

    private static boolean joined(Thread thread, JobLoop loop) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                loop.interrupt();
            }
        }
    }

    void stop() {
        Runnable current = stopper.get();
        if (current != null) {
            current.run();
        }
    }

    /** Ends a running loop as an interrupt of its thread would, and waits until local trials are stopped. */
    void interrupt(Duration patience) {
        JobLoop loop = jobs.get();
        if (loop != null) {
            loop.interrupt();
            loop.awaitEnd(patience);
        } else {
            stop();
        }
    }

    void parallel(int n) {
        JobLoop loop = jobs.get();
        if (loop != null) {
            loop.parallel(n);
        }
        parts.parallel(n);
    }

    void cancel(int number) {
        if (!cancelIfRunning(number)) {
            throw new TrialogException("Trial " + number + " is not running as a command of this study.");
        }
    }

    boolean cancelIfRunning(int number) {
        JobLoop loop = jobs.get();
        return loop != null && loop.cancel(number, "cancelled by the user");
    }

    @Nullable
    StopReason lastReason() {
        return lastReason;
    }

    private StopReason requireReason() {
        StopReason reason = lastReason;
        return reason == null ? StopReason.DONE : reason;
    }

    String failureStory() {
        TrialRecord failure = lastFailure;
        String what = failure == null ? "" : " The last one was trial " + failure.number() + ": " + failure.error();
        boolean command = failure != null && failure.lastAttempt() != null;
        return "Too many trials failed in a row, so the study stopped." + what
                + (command
                        ? "\nMaybe run the trial's command by hand, or look at its err.log and error.log."
                        : "\nMaybe call the objective by hand with the trial's parameters.");
    }

    private void claim(Runnable stop) {
        if (!stopper.compareAndSet(null, stop)) {
            throw new TrialogException(
                    "The study '" + parts.controller().view().settings().name()
                            + "' is being optimized already.\nMaybe stop that first: study.stop().");
        }
    }
}
