package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Controller;
import io.trialog.internal.run.JobLoop;
import io.trialog.internal.run.Loop;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The loops of one study: at most one runs at a time. Safe for use by several threads. */
public final class Optimization {

    /** How long a new loop waits for one that is being stopped: its trials may take a while to end. */
    private static final Duration SUCCESSION = Duration.ofSeconds(60);

    /** How long the end of jobs is waited for whose controller is gone: a scheduler may take its time. */
    private static final Duration ENDING = Duration.ofMinutes(2);

    private static final String CANCELLED = "cancelled by the user";

    private final Controller controller;
    private final InstantSource clock;
    private final @Nullable DiskParts disk;
    private final RecentNotes remarks;
    private final BiConsumer<StudyView, StopReason> listeners;
    private final Loops loops;
    private final Object lock = new Object();
    private @Nullable Loop current;
    private boolean stopping;
    private @Nullable Session session;

    /** Runs nothing yet; {@code disk} is what the study has beyond its log, {@code null} if it lives in memory. */
    Optimization(
            Controller controller,
            InstantSource clock,
            @Nullable DiskParts disk,
            RecentNotes remarks,
            BiConsumer<StudyView, StopReason> listeners) {
        this.controller = controller;
        this.clock = clock;
        this.disk = disk;
        this.remarks = remarks;
        this.listeners = listeners;
        this.loops = new Loops(controller, clock, disk, remarks::odd);
    }

    /** Returns what makes the loops of this study. */
    public Loops loops() {
        return loops;
    }

    /** A loop that has the study to itself and is about to run. */
    public Loop begin(Supplier<Loop> making, Budget budget) {
        synchronized (lock) {
            Loop loop = place(making);
            session = Session.begin(budget, clock.instant(), controller.view().succeededCount());
            if (disk != null) {
                disk.begun(session);
            }
            return loop;
        }
    }

    private Loop place(Supplier<Loop> making) {
        awaitSuccession();
        Loop loop = making.get();
        current = loop;
        stopping = false;
        return loop;
    }

    /** Ends trials whose controller is gone, as their controller for the moment. What has not ended in time is left to the next one. */
    private void endLeft(List<Integer> numbers) {
        numbers.forEach(number -> controller.cancel(number, CANCELLED));
        Loop loop;
        synchronized (lock) {
            loop = place(() -> loops.onDisk().ending(numbers));
            stopping = true; // a loop that is about to begin waits for this one
        }
        try {
            OwnThread.run("trialog-cancel", ENDING, () -> runAndCatchUp(loop), loop::handOver);
        } finally {
            synchronized (lock) {
                current = null;
                lock.notifyAll();
            }
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
            Staging staging = loop instanceof JobLoop ? loops.onDisk().staging() : null;
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
            failure = loop.reason() == StopReason.FAILURES
                    ? ObjectiveFailure.story(loop.failureRule(), loop.lastFailure())
                    : null;
        } catch (RuntimeException | Error e) {
            failure = e instanceof Error ? e.toString() : String.valueOf(e.getMessage());
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
        boolean isBroken = failure != null && loop.reason() != StopReason.FAILURES;
        StopReason reason = isBroken ? StopReason.BROKEN : loop.reason();
        Runnable telling = disk == null ? () -> {} : disk.ended(reason, failure);
        synchronized (lock) {
            Session ran = Objects.requireNonNull(session);
            session =
                    failure == null ? ran.ended(clock.instant(), reason) : ran.broken(clock.instant(), reason, failure);
            current = null;
            lock.notifyAll();
        }
        listeners.accept(controller.view(), reason);
        telling.run();
    }

    private void runAndCatchUp(Loop loop) {
        try {
            loop.run();
        } finally {
            catchUp();
            loops.ended(loop);
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

    /** Sets how many trials run at a time from now on, those of commands and those of Java objectives. */
    public void parallel(int n) {
        loops.parallelism(n); // refuses first
        Loop running = current();
        if (running != null) {
            running.parallelism(n);
        }
    }

    /** Ends a running command trial as FAIL, or refuses to. */
    public void cancel(int number) {
        if (cancelIfRunning(number)) {
            return;
        }
        TrialRecord trial = controller.trial(number);
        if (current() != null || trial.state() != TrialState.RUNNING || !ClusterJobs.isCommand(trial)) {
            throw new TrialogException("Trial " + number + " is not running as a command of this study.");
        }
        endLeft(List.of(number));
    }

    /** Starts no further trial and ends all running command trials as FAIL, also those that no loop runs. */
    void cancelAll() {
        stop();
        List<TrialRecord> running = controller.view().running();
        if (current() != null) {
            running.forEach(trial -> cancelIfRunning(trial.number()));
        } else if (disk != null && disk.jobs().isProgram()) {
            endLeft(running.stream()
                    .filter(ClusterJobs::isCommand)
                    .map(TrialRecord::number)
                    .toList());
        }
    }

    private boolean cancelIfRunning(int number) {
        return current() instanceof JobLoop jobs && jobs.cancel(number, CANCELLED);
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
                    loops.lateAnswers());
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
