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
import io.trialog.internal.stage.Staging;
import io.trialog.status.Session;
import io.trialog.status.Stage;
import io.trialog.status.StudyProgress;
import io.trialog.study.Budget;
import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The loops of one study: at most one runs at a time. Safe for use by several threads. */
public final class Optimization {

    /** How long a new loop waits for one that is being stopped: its trials may take a while to end. */
    private static final Duration SUCCESSION = Duration.ofSeconds(60);

    private final Controller controller;
    private final InstantSource clock;
    private final @Nullable DiskParts disk;
    private final RecentNotes remarks;
    private final AtomicLong lateAnswers = new AtomicLong();
    private final Object lock = new Object();
    private @Nullable Loop current;
    private boolean stopping;
    private @Nullable Session session;

    /** Runs nothing yet; {@code disk} is what the study has beyond its log, {@code null} if it lives in memory. */
    Optimization(Controller controller, InstantSource clock, @Nullable DiskParts disk, RecentNotes remarks) {
        this.controller = controller;
        this.clock = clock;
        this.disk = disk;
        this.remarks = remarks;
    }

    /**
     * Returns a loop that evaluates trials on threads of this JVM.
     *
     * @param threads how many trials at a time
     * @throws IllegalArgumentException if there is no thread
     */
    public Supplier<Loop> evaluation(Budget budget, int threads, Evaluation evaluation) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads (" + threads + ") must be at least 1.");
        }
        return () -> new InProcessLoop(
                controller, new TrialEvaluation(controller, evaluation), budget, clock, threads, lateAnswers);
    }

    /** Returns a loop that runs the study file's command. */
    public Supplier<Loop> command(Budget budget) {
        return () -> onDisk().loop(budget);
    }

    private JobFactory onDisk() {
        if (disk == null) {
            throw new TrialogException("A study in memory has no directory in which a command could run."
                    + "\nMaybe call optimize with a Java objective, or open the study on disk.");
        }
        return disk.jobs();
    }

    /** Evaluates one trial. What it throws makes the trial FAIL, except for an interrupt. */
    @FunctionalInterface
    public interface Evaluation {

        /** Returns how the trial ended. */
        Ending evaluate(TrialSession trial) throws Exception;
    }

    /** What a loop calls for each trial. */
    private record TrialEvaluation(Controller controller, Evaluation evaluation)
            implements InProcessLoop.TrialFunction {

        @Override
        public Ending evaluate(TrialRecord record, TrialLease lease) throws Exception {
            return evaluation.evaluate(new TrialSession(controller, record, lease));
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
            session = Session.begin(budget, clock.instant(), controller.view().succeededCount());
            if (disk != null) {
                disk.announce(session);
                disk.messages().begin(disk::notifySection, controller.view());
            }
            return loop;
        }
    }

    /**
     * Runs it on a thread of its own, which nobody interrupts: an interrupt during file I/O would close the file. An interrupt
     * of the caller ends the loop in good order, and this waits for that.
     */
    @SuppressWarnings("IllegalCatch") // remembers it and throws on
    public StopReason run(Loop loop) {
        String failure = null;
        try {
            Staging staging = loop instanceof JobLoop ? onDisk().staging() : null;
            if (staging != null) {
                staging.in(remarks::add);
            }
            OwnThread.run("trialog-loop", () -> runAndCatchUp(loop), () -> {
                stopping(loop);
                loop.interrupt();
            });
            if (staging != null && loop.reason() != StopReason.INTERRUPTED) {
                staging.out(remarks::add);
            }
            failure = loop.reason() == StopReason.FAILURES ? ObjectiveFailure.story(loop.lastFailure()) : null;
        } catch (RuntimeException | Error e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        } finally {
            ended(loop, failure);
        }
        if (failure != null) {
            throw ObjectiveFailure.of(failure, loop.lastThrown());
        }
        return loop.reason();
    }

    private void ended(Loop loop, @Nullable String failure) {
        Runnable telling = () -> {};
        synchronized (lock) {
            Session ran = Objects.requireNonNull(session);
            session = failure == null
                    ? ran.ended(clock.instant(), loop.reason())
                    : ran.broken(clock.instant(), broken(loop.reason()), failure);
            if (disk != null) {
                disk.withdraw();
                telling = disk.messages().ended(controller.view(), loop.reason(), failure);
            }
            current = null;
            lock.notifyAll();
        }
        telling.run();
    }

    private static StopReason broken(StopReason reason) {
        return reason == StopReason.FAILURES ? reason : StopReason.BROKEN;
    }

    private void runAndCatchUp(Loop loop) {
        try {
            loop.run();
        } finally {
            catchUp();
        }
    }

    /** Brings everything derived up to date. */
    void catchUp() {
        if (disk != null) {
            disk.projections().flush();
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

    /** Ends a running optimization as an interrupt of its thread would, and waits for that. */
    public void interrupt(Duration timeout) {
        end(Loop::interrupt, timeout);
    }

    /** As {@link #interrupt}, but another controller goes on with the jobs. */
    public void handOver(Duration timeout) {
        end(Loop::handOver, timeout);
    }

    private void end(Consumer<Loop> ending, Duration timeout) {
        Loop loop = current();
        if (loop != null) {
            stopping(loop);
            ending.accept(loop);
            loop.awaitEnd(timeout);
        }
    }

    /** Sets how many command trials run at a time from now on. */
    public void parallel(int n) {
        if (current() instanceof JobLoop jobs) {
            jobs.parallelism(n);
        }
        if (disk != null) {
            disk.jobs().parallelism(n);
        }
    }

    /** Ends a running command trial as FAIL, or refuses to. */
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

    /** Returns why the last run ended, or {@code null} before the first. */
    public @Nullable StopReason lastReason() {
        synchronized (lock) {
            return session == null ? null : session.reason();
        }
    }

    /** Where the study stands now. */
    public StudyProgress progress(String name) {
        StudyView view = controller.view();
        synchronized (lock) {
            return new StudyProgress(
                    name,
                    view,
                    stage(),
                    session,
                    ClusterJobs.running(view),
                    clock.instant(),
                    remarks.last(),
                    lateAnswers.get());
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
                    "The study '" + controller.view().settings().name()
                            + "' is being optimized already.\nMaybe watch it: study.show(); or stop that first: study.stop().");
        }
    }
}
