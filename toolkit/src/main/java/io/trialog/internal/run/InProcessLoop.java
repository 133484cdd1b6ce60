package io.trialog.internal.run;

import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.study.Budget;
import io.trialog.study.StopReason;
import io.trialog.trial.FailCause;
import io.trialog.trial.Loss;
import io.trialog.trial.LossCause;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs a Java objective on threads of its own until the budget is used up. One instance per call of {@code optimize}.
 *
 * <p>Trials that a dead controller left running are run again first, as new attempts with the same values. An objective
 * that does not hear an interrupt keeps its thread but not its trial: see {@link TrialLease}.
 */
public final class InProcessLoop extends TrialLoop {

    /** How the name of the runner stands in the log. */
    public static final String RUNNER = "in-process";

    /** How long an interrupted objective may take to end. */
    private static final long GRACE_MILLIS = 500;

    private final TrialFunction objective;
    private final AtomicLong lateAnswers;
    private final Workers workers;
    private final ConcurrentLinkedQueue<TrialRecord> left = new ConcurrentLinkedQueue<>();
    private final Map<Integer, TrialLease> leases = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private volatile @Nullable Throwable lastThrown;

    /** Evaluates one trial. What it throws makes the trial FAIL, except for an interrupt. */
    @FunctionalInterface
    public interface TrialFunction {
        /** How the trial ended. */
        Ending evaluate(TrialRecord trial, TrialLease lease) throws Exception;

        /** Says what it threw, in one line. */
        default String describe(Throwable thrown) {
            return Failures.describe(thrown, frame -> null);
        }
    }

    /**
     * A loop that evaluates the objective until the budget is spent; trials left running are taken up first.
     *
     * @param threads how many trials at a time
     * @param executor lends the threads, or {@code null} if the loop makes them
     * @param lateAnswers counts what threads say of trials that were given up
     */
    public InProcessLoop(
            Controller controller,
            TrialFunction objective,
            Budget budget,
            InstantSource clock,
            int threads,
            @Nullable Executor executor,
            AtomicLong lateAnswers) {
        super(controller, new Progress(budget, controller.view(), clock, controller.stops()::areInForce));
        this.objective = objective;
        this.lateAnswers = lateAnswers;
        this.workers = new Workers(new Evaluations(), threads, executor);
        for (TrialRecord trial : controller.view().running()) {
            if (trial.runner().equals(RUNNER) && !trial.awaitsRetry()) {
                left.add(trial);
            }
        }
    }

    @Override
    public @Nullable Throwable lastThrown() {
        return lastThrown;
    }

    @Override
    public void parallelism(int n) {
        workers.wanted(n);
    }

    @Override
    void runTrials() {
        do {
            workers.launch();
            if (isInterrupted()) {
                endWorkers();
                break;
            }
        } while (!finishedWithin(20));
        joinWorkers();
        Throwable cause = broken.get();
        if (cause instanceof RuntimeException e) {
            throw e;
        } else if (cause instanceof Error e) {
            throw e;
        }
    }

    private void endWorkers() {
        workers.interrupt();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        while (!finishedWithin(20)) {
            if (System.nanoTime() - end >= 0) {
                giveUp();
                return;
            }
        }
    }

    private void joinWorkers() {
        try {
            workers.join();
        } catch (InterruptedException e) {
            interrupt();
        }
    }

    private boolean finishedWithin(long millis) {
        try {
            return workers.finishedWithin(millis);
        } catch (InterruptedException e) {
            interrupt();
            return false;
        }
    }

    /** The threads go on for as long as the user's code likes, but nothing that they say counts any more. */
    private void giveUp() {
        leases.forEach((number, lease) -> {
            if (lease.revoke()) {
                controller().lost(number, Loss.of(LossCause.THREAD_LEFT));
            }
        });
    }

    /** Trials that failed and wait for their next attempt, as far as any may begin. */
    private List<TrialRecord> retried() {
        return !progress().takesRetries()
                ? List.of()
                : controller().view().running().stream()
                        .filter(trial -> trial.awaitsRetry() && trial.runner().equals(RUNNER))
                        .toList();
    }

    /** What the workers do for this loop. */
    private final class Evaluations implements Workers.Work {

        @Override
        public int wanted() {
            return progress().wanted() + left.size() + retried().size();
        }

        @Override
        public boolean isOver() {
            return progress().isOver() && retried().isEmpty();
        }

        @Override
        public void runOne(boolean mayWait) throws InterruptedException {
            TrialRecord trial = next(mayWait);
            if (trial != null) {
                evaluate(trial);
            }
        }

        @Override
        public void broken(Throwable thrown) {
            broken.compareAndSet(null, thrown);
            progress().stop(StopReason.BROKEN);
        }

        @Override
        public void interrupted() {
            progress().stop(StopReason.INTERRUPTED);
        }
    }

    private @Nullable TrialRecord next(boolean mayWait) throws InterruptedException {
        TrialRecord again = again();
        if (again != null) {
            return again;
        }
        if (!progress().begin()) {
            if (mayWait) {
                progress().await(1000);
            }
            return null;
        }
        TrialRecord trial = ask(RUNNER);
        if (trial != null) {
            controller().commit();
        }
        return trial;
    }

    /** The next attempt of a trial that was left running, or failed and is retried. */
    private synchronized @Nullable TrialRecord again() {
        TrialRecord again = left.poll();
        List<TrialRecord> retried = again == null ? retried() : List.of();
        if (!retried.isEmpty()) {
            again = retried.get(0);
        } else if (again == null) {
            return null;
        }
        progress().adopt();
        return controller().newAttempt(again.number(), Loss.of(LossCause.CONTROLLER_ENDED), RUNNER, any -> Map.of());
    }

    private void evaluate(TrialRecord trial) throws InterruptedException {
        int number = trial.number();
        TrialLease lease = new TrialLease(number, lateAnswers);
        leases.put(number, lease);
        try {
            Evaluated evaluated = evaluated(trial, lease);
            if (!lease.end(() -> tell(trial, evaluated))) {
                progress().giveBack();
            }
            if (evaluated.thrown() instanceof VirtualMachineError e && isFatal(e)) {
                throw e; // the trial has failed; whoever called optimize must know that the JVM is in trouble
            }
        } catch (InterruptedException e) {
            lease.end(() -> controller().lost(number, Loss.of(LossCause.INTERRUPTED)));
            progress().giveBack();
            throw e;
        } finally {
            leases.remove(number, lease);
        }
    }

    /** How an evaluation ended, and what the objective threw, if it did; {@code asking}: by asking for what can't be. */
    private record Evaluated(Ending ending, @Nullable Throwable thrown, boolean asking) {}

    @SuppressWarnings("IllegalCatch") // the objective is the user's code
    private Evaluated evaluated(TrialRecord trial, TrialLease lease) throws InterruptedException {
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return new Evaluated(objective.evaluate(trial, lease), null, false);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            if (isFatal(e)) {
                progress().stop(StopReason.BROKEN);
            } else if (isInterrupted()) {
                throw interruption(e); // whatever it makes of the interrupt, it is no failure
            }
            lastThrown = e;
            FailCause cause = e instanceof OutOfMemoryError ? FailCause.MEMORY : FailCause.PROGRAM;
            return new Evaluated(Ending.fail(cause, description(e)), e, lease.isMistaken());
        }
    }

    /** Whether the JVM itself can't go on as before; a stack that overflowed is whole again once it was left. */
    private static boolean isFatal(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }

    /** What was thrown, in one line; in its shortest form where there is no memory for more. */
    private String description(Throwable thrown) {
        try {
            return objective.describe(thrown);
        } catch (VirtualMachineError e) {
            return thrown.getClass().getName();
        }
    }

    private static InterruptedException interruption(Throwable cause) {
        InterruptedException interruption = new InterruptedException();
        interruption.initCause(cause);
        return interruption;
    }

    private void tell(TrialRecord trial, Evaluated evaluated) {
        TrialRecord now = controller().trial(trial.number());
        if (now.attempt() == trial.attempt() && now.state() == TrialState.RUNNING) {
            TrialRecord told = controller().tell(trial.number(), evaluated.ending());
            if (evaluated.thrown() == null) {
                progress().end(told);
            } else {
                progress().endThrown(told, evaluated.asking());
            }
        } else {
            progress().giveBack(); // told or given to a new attempt by somebody else in the meantime
        }
    }
}
