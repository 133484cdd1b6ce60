package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.internal.display.Displays;
import io.trialog.internal.run.Failures;
import io.trialog.internal.run.InProcessLoop;
import io.trialog.internal.run.JobFactory;
import io.trialog.internal.run.JobLoop;
import io.trialog.internal.run.Loop;
import io.trialog.internal.run.TrialLease;
import io.trialog.study.Budget;
import io.trialog.trial.TrialRecord;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the loops of one study. Safe for use by several threads. */
public final class Loops {

    private final Controller controller;
    private final InstantSource clock;
    private final @Nullable DiskParts disk;
    private final Consumer<String> oddities;
    private final AtomicLong lateAnswers = new AtomicLong();
    private final TrialOutputs outputs;
    private volatile int parallelism = 1;
    private volatile Runnable atEnd = () -> {};

    /** Makes none yet; {@code disk} is what the study has beyond its log, {@code null} if it lives in memory; {@code oddities} hears what is odd about requests. */
    Loops(Controller controller, InstantSource clock, @Nullable DiskParts disk, Consumer<String> oddities) {
        this.controller = controller;
        this.clock = clock;
        this.disk = disk;
        this.oddities = oddities;
        this.outputs = new TrialOutputs(disk == null ? null : disk.directory(), oddities);
    }

    /** Returns what trials printed. */
    TrialOutputs outputs() {
        return outputs;
    }

    /**
     * Sets how many trials run at a time in loops from now on that are not told how many.
     *
     * @throws IllegalArgumentException if the number is negative
     * @throws io.trialog.exception.RefusedException if they would share a results file
     */
    void parallelism(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    "The number of trials at a time must not be negative, but is " + n + ".");
        }
        if (disk != null) {
            disk.jobs().parallelism(n);
        }
        parallelism = n;
    }

    /** Returns a loop that evaluates as many trials at a time as was said last, one if nothing was said. */
    public Supplier<Loop> evaluation(Budget budget, Evaluation evaluation) {
        return () -> evaluating(budget, parallelism, null, evaluation);
    }

    /**
     * Returns a loop that evaluates trials on threads of this JVM.
     *
     * @param threads how many trials at a time
     * @param executor lends the threads, or {@code null} if the loop makes them
     * @throws IllegalArgumentException if there is no thread
     */
    public Supplier<Loop> evaluation(Budget budget, int threads, @Nullable Executor executor, Evaluation evaluation) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads (" + threads + ") must be at least 1.");
        }
        return () -> evaluating(budget, threads, executor, evaluation);
    }

    private Loop evaluating(Budget budget, int threads, @Nullable Executor executor, Evaluation evaluation) {
        return new InProcessLoop(
                controller,
                new TrialEvaluation(controller, evaluation, oddities, outputs, !Displays.inNotebook()),
                budget,
                clock,
                threads,
                executor,
                lateAnswers);
    }

    /** Returns a loop that runs the study file's command. */
    public Supplier<Loop> command(Budget budget) {
        return () -> onDisk().loop(budget);
    }

    /** Does something after each loop that runs commands, before results are copied anywhere. */
    public void atEnd(Runnable action) {
        atEnd = action;
    }

    /** A loop has ended, and everything derived is up to date. */
    void ended(Loop loop) {
        if (loop instanceof JobLoop) {
            atEnd.run();
        }
    }

    /** Returns what makes loops that run commands. */
    JobFactory onDisk() {
        if (disk == null) {
            throw new TrialogException("A study in memory has no directory in which a command could run."
                    + "\nMaybe call optimize with a Java objective, or open the study on disk.");
        }
        return disk.jobs();
    }

    /** Returns how many answers came after their trial had ended. */
    long lateAnswers() {
        return lateAnswers.get();
    }

    /** Evaluates one trial. What it throws makes the trial FAIL, except for an interrupt. */
    @FunctionalInterface
    public interface Evaluation {

        /** Returns how the trial ended. */
        Ending evaluate(TrialSession trial) throws Exception;
    }

    /** What a loop calls for each trial. */
    private record TrialEvaluation(
            Controller controller,
            Evaluation evaluation,
            Consumer<String> oddities,
            TrialOutputs outputs,
            boolean isShown)
            implements InProcessLoop.TrialFunction {

        @Override
        public Ending evaluate(TrialRecord record, TrialLease lease) throws Exception {
            TrialSession session = new TrialSession(controller, record, lease, oddities);
            return outputs.keep(record.number(), record.attempt(), isShown, () -> evaluation.evaluate(session));
        }

        @Override
        public String describe(Throwable thrown) {
            return Failures.describe(thrown, Displays::typedLine);
        }
    }
}
