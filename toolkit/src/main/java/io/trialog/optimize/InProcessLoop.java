package io.trialog.optimize;

import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs a Java objective on threads of its own until the budget is used up. One instance per call of {@code optimize}.
 *
 * <p>Trials that a dead controller left running are run again first, as new attempts with the same values.
 */
public final class InProcessLoop {

    /** How the name of the runner stands in the log. */
    public static final String RUNNER = "in-process";

    private final Controller controller;
    private final TrialFunction objective;
    private final Progress progress;
    private final ConcurrentLinkedQueue<TrialRecord> left = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();

    /** Evaluates one trial. What it throws makes the trial FAIL, except for an interrupt. */
    @FunctionalInterface
    public interface TrialFunction {
        /** How the trial ended. */
        Ending evaluate(TrialRecord trial) throws Exception;
    }

    /** A loop that evaluates the objective until the budget is spent; trials left running are taken up first. */
    public InProcessLoop(Controller controller, TrialFunction objective, Budget budget, InstantSource clock) {
        this.controller = controller;
        this.objective = objective;
        this.progress = new Progress(budget, controller.view(), clock);
        for (TrialRecord trial : controller.view().running()) {
            if (trial.runner().equals(RUNNER)) {
                left.add(trial);
            }
        }
    }

    /** Asks the loop to start no further trial. */
    public void stop() {
        progress.stop(StopReason.STOPPED);
    }

    /** The last trial that failed, or {@code null}. */
    public @Nullable TrialRecord lastFailure() {
        return progress.lastFailure();
    }

    /**
     * Runs until the budget is used up.
     *
     * @param threads how many trials at a time
     * @throws RuntimeException what broke the controller, if something did
     */
    public StopReason run(int threads) {
        if (threads == 1) {
            work();
        } else {
            runOn(threads);
        }
        RuntimeException cause = broken.get();
        if (cause != null) {
            throw cause;
        }
        return progress.reason();
    }

    private void runOn(int threads) {
        List<Thread> workers = new ArrayList<>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(this::work, "trialog-worker-" + i);
            worker.setDaemon(true);
            worker.setContextClassLoader(loader);
            worker.start();
            workers.add(worker);
        }
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            progress.stop(StopReason.INTERRUPTED);
            workers.forEach(Thread::interrupt);
            joinBriefly(workers);
            Thread.currentThread().interrupt();
        }
    }

    /** An objective that ignores interrupts must not keep the cell: its late answers are refused by the state machine. */
    private static void joinBriefly(List<Thread> workers) {
        try {
            for (Thread worker : workers) {
                worker.join(500);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("IllegalCatch") // handed over to the caller's thread
    private void work() {
        try {
            while (!progress.isOver()) {
                TrialRecord trial = next();
                if (trial != null) {
                    evaluate(trial);
                }
            }
        } catch (InterruptedException e) {
            progress.stop(StopReason.INTERRUPTED);
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            broken.compareAndSet(null, e);
            progress.stop(StopReason.BROKEN);
        }
    }

    private @Nullable TrialRecord next() throws InterruptedException {
        TrialRecord again = left.poll();
        if (again != null) {
            progress.adopt();
            return controller.newAttempt(again.number(), "the controller that ran it ended", RUNNER, any -> Map.of());
        }
        if (!progress.begin()) {
            progress.await(1000);
            return null;
        }
        TrialRecord trial = controller.ask(RUNNER);
        if (trial == null) {
            progress.giveBack();
            progress.stop(StopReason.EXHAUSTED);
            return null;
        }
        controller.commit();
        return trial;
    }

    @SuppressWarnings("IllegalCatch") // the objective is the user's code
    private void evaluate(TrialRecord trial) throws InterruptedException {
        Ending ending;
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            ending = objective.evaluate(trial);
        } catch (InterruptedException e) {
            controller.lost(trial.number(), Attempt.INTERRUPTED + " by the user");
            progress.giveBack();
            throw e;
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            ending = Ending.fail(Failures.describe(e));
        }
        if (controller.trial(trial.number()).attempt() == trial.attempt()
                && controller.trial(trial.number()).state() == TrialState.RUNNING) {
            progress.end(controller.tell(trial.number(), ending));
        } else {
            progress.giveBack(); // told or given to a new attempt by somebody else in the meantime
        }
    }
}
