package io.trialog.internal.engine;

import io.trialog.MultiObjective;
import io.trialog.Trial;
import io.trialog.TrialPruned;
import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.internal.display.Displays;
import io.trialog.internal.run.Failures;
import io.trialog.internal.run.InProcessLoop;
import io.trialog.internal.run.JobLoop;
import io.trialog.internal.run.Loop;
import io.trialog.internal.run.TrialLease;
import io.trialog.internal.stage.Staging;
import io.trialog.status.Session;
import io.trialog.status.Stage;
import io.trialog.status.StudyProgress;
import io.trialog.study.Budget;
import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The loops of one study: at most one runs at a time. Safe for use by several threads. */
public final class Optimization {

    /** How long a new loop waits for one that is being stopped: its trials may take a while to end. */
    private static final Duration SUCCESSION = Duration.ofSeconds(60);

    private final StudyEngine parts;
    private final RecentNotes remarks;
    private final AtomicLong lateAnswers = new AtomicLong();
    private final Object lock = new Object();
    private @Nullable Loop current;
    private boolean stopping;
    private @Nullable Session session;

    public Optimization(StudyEngine parts, RecentNotes remarks) {
        this.parts = parts;
        this.remarks = remarks;
    }

    /** A Java objective, on threads of this JVM. */
    public Supplier<Loop> objective(Budget budget, int threads, MultiObjective objective) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads (" + threads + ") must be at least 1.");
        }
        return () -> new InProcessLoop(
                parts.controller(), new Evaluation(objective), budget, parts.clock(), threads, lateAnswers);
    }

    /** The study file's command. */
    public Supplier<Loop> command(Budget budget) {
        return () -> parts.newJobLoop(budget);
    }

    /** A user's objective. */
    private final class Evaluation implements InProcessLoop.TrialFunction {

        private final MultiObjective objective;

        Evaluation(MultiObjective objective) {
            this.objective = objective;
        }

        @Override
        public Ending evaluate(TrialRecord record, TrialLease lease) throws Exception {
            Controller controller = parts.controller();
            Trial trial = new Trial(controller, record, lease);
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

        @Override
        public String describe(Throwable thrown) {
            return Failures.describe(thrown, Displays::typedLine);
        }
    }

    /** A loop that has the study to itself and is about to run. */
    public Loop begin(Supplier<Loop> loops, Budget budget) {
        synchronized (lock) {
            awaitSuccession();
            Loop loop = loops.get();
            current = loop;
            stopping = false;
            session = Session.begin(
                    budget, parts.clock().instant(), finished(parts.controller().view()));
            parts.tellOthers(session);
            return loop;
        }
    }

    /** Runs it on a thread of its own, which nobody interrupts: an interrupt during file I/O would close the file. */
    @SuppressWarnings("IllegalCatch") // remembers it and throws on
    public StopReason run(Loop loop) {
        String failure = null;
        try {
            Staging staging = loop instanceof JobLoop ? parts.staging() : null;
            if (staging != null) {
                staging.in(remarks::add);
            }
            runApart(loop);
            if (staging != null && loop.reason() != StopReason.INTERRUPTED) {
                staging.out(remarks::add);
            }
            failure = loop.reason() == StopReason.FAILURES ? failureStory(loop) : null;
        } catch (RuntimeException | Error e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        } finally {
            ended(loop, failure);
        }
        if (failure != null) {
            throw inTheObjective(new TrialogException(failure), loop.lastThrown());
        }
        return loop.reason();
    }

    /** Begins where the objective broke: a notebook shows the lines of the cell, and neither causes nor suppressed ones. */
    private static TrialogException inTheObjective(TrialogException failure, @Nullable Throwable thrown) {
        if (thrown != null) {
            List<StackTraceElement> frames = new ArrayList<>();
            for (StackTraceElement frame : thrown.getStackTrace()) {
                if (frame.getClassName().startsWith("io.trialog.")) {
                    break;
                }
                frames.add(frame);
            }
            frames.addAll(List.of(failure.getStackTrace()));
            failure.setStackTrace(frames.toArray(StackTraceElement[]::new));
            failure.initCause(thrown);
        }
        return failure;
    }

    private void ended(Loop loop, @Nullable String failure) {
        synchronized (lock) {
            Session ran = Objects.requireNonNull(session);
            session = failure == null
                    ? ran.ended(parts.clock().instant(), loop.reason())
                    : ran.broken(parts.clock().instant(), broken(loop.reason()), failure);
            parts.tellOthers(null);
            current = null;
            lock.notifyAll();
        }
    }

    private static StopReason broken(StopReason reason) {
        return reason == StopReason.FAILURES ? reason : StopReason.BROKEN;
    }

    /** An interrupt of the caller ends the loop in good order, and this waits for that. */
    private void runApart(Loop loop) {
        AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
        Thread thread = new Thread(() -> runAndCatchUp(loop), "trialog-loop");
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
    }

    private void runAndCatchUp(Loop loop) {
        try {
            loop.run();
        } finally {
            parts.catchUp();
        }
    }

    private boolean joined(Thread thread, Loop loop) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                stopping(loop);
                loop.interrupt();
            }
        }
    }

    private void stopping(Loop loop) {
        synchronized (lock) {
            stopping |= current == loop;
        }
    }

    /** Starts no further trial. */
    public void stop() {
        Loop loop = current();
        if (loop != null) {
            stopping(loop);
            loop.stop();
        }
    }

    /** Ends a running loop as an interrupt of its thread would, and waits until local trials are stopped. */
    public void interrupt(Duration patience) {
        Loop loop = current();
        if (loop != null) {
            stopping(loop);
            loop.interrupt();
            loop.awaitEnd(patience);
        }
    }

    /** As {@link #interrupt}, but another controller goes on with the jobs. */
    public void handOver(Duration patience) {
        Loop loop = current();
        if (loop != null) {
            stopping(loop);
            loop.handOver();
            loop.awaitEnd(patience);
        }
    }

    public void parallel(int n) {
        if (current() instanceof JobLoop jobs) {
            jobs.parallelism(n);
        }
        parts.parallel(n);
    }

    public void cancel(int number) {
        if (!cancelIfRunning(number)) {
            throw new TrialogException("Trial " + number + " is not running as a command of this study.");
        }
    }

    public boolean cancelIfRunning(int number) {
        return current() instanceof JobLoop jobs && jobs.cancel(number, "cancelled by the user");
    }

    private @Nullable Loop current() {
        synchronized (lock) {
            return current;
        }
    }

    public @Nullable StopReason lastReason() {
        synchronized (lock) {
            return session == null ? null : session.reason();
        }
    }

    /** Where the study stands now. */
    public StudyProgress progress(String name) {
        StudyView view = parts.controller().view();
        synchronized (lock) {
            return new StudyProgress(
                    name, view, stage(), session, parts.clock().instant(), remarks.last(), lateAnswers.get());
        }
    }

    private Stage stage() {
        if (session == null) {
            return Stage.IDLE;
        } else if (current != null) {
            return stopping ? Stage.STOPPING : Stage.RUNNING;
        }
        return session.failure() == null ? Stage.ENDED : Stage.FAILED;
    }

    private static int finished(StudyView view) {
        return view.count(TrialState.COMPLETE) + view.count(TrialState.PRUNED);
    }

    private static String failureStory(Loop loop) {
        TrialRecord failure = loop.lastFailure();
        String what = failure == null ? "" : " The last one was trial " + failure.number() + ": " + failure.error();
        boolean command = failure != null && failure.runner().equals("command");
        return "Too many trials failed in a row, so the study stopped." + what
                + (command
                        ? "\nMaybe run the trial's command by hand, or look at its err.log and error.log."
                        : "\nMaybe call the objective by hand with the trial's parameters.");
    }

    /** A cell that was stopped and is run again finds the loop of before still busy with stopping its trials. */
    private void awaitSuccession() {
        long deadline = System.nanoTime() + SUCCESSION.toNanos();
        while (current != null && stopping && System.nanoTime() < deadline) {
            try {
                lock.wait(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (current != null) {
            throw new TrialogException(
                    "The study '" + parts.controller().view().settings().name()
                            + "' is being optimized already.\nMaybe watch it: study.show(); or stop that first: study.stop().");
        }
    }
}
