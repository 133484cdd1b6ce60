package io.trialog.internal.run;

import io.trialog.internal.option.ExecutorOptions;
import io.trialog.study.Budget;
import io.trialog.study.Direction;
import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a loop has to do, and knows when it must stop. Shared by the threads of one loop; safe for their use.
 */
final class Progress {

    private final Budget budget;
    private final InstantSource clock;
    private final BooleanSupplier rules;
    private final @Nullable Instant deadline;
    private final Direction direction;
    private int finished;
    private int running;
    private int failures;
    private final boolean failuresAreLimited;
    private @Nullable TrialRecord lastFailure;
    private FailureRule failureRule = FailureRule.IN_A_ROW;
    private boolean anyEnded;
    private boolean isCanaryAwaited;
    private @Nullable StopReason stop;

    /**
     * @param rules decides by the rules of the study whether another trial is started
     */
    Progress(Budget budget, StudyView view, InstantSource clock, BooleanSupplier rules) {
        this.rules = rules;
        this.budget = budget;
        this.clock = clock;
        this.deadline = budget.deadline(clock);
        this.finished = view.succeededCount();
        this.direction = view.settings().direction();
        this.failuresAreLimited = view.settings().executor().containsKey(ExecutorOptions.MAX_FAILURES)
                || budget.failuresInARow() != Budget.FAILURES_IN_A_ROW;
        TrialRecord best = view.best();
        if (best != null) {
            checkTarget(best);
        }
    }

    /**
     * Takes a place for one more trial if one is wanted now.
     *
     * @return whether there was one; if not, ask {@link #isOver} whether there ever will be
     */
    synchronized boolean begin() {
        checkTime();
        if (stop != null || finished + running >= budget.finished() || isStoppedByRule()) {
            return false;
        }
        running++;
        return true;
    }

    /** How many more trials are to be started, as far as is known now. */
    synchronized int wanted() {
        return stop != null ? 0 : Math.max(0, budget.finished() - finished - running);
    }

    /** A trial that runs already, from before, takes its place. */
    synchronized void adopt() {
        running++;
    }

    /** A trial failed since its objective, which is code of this JVM, threw; a mistake in that code is not tried five times. */
    synchronized void endThrown(TrialRecord trial, boolean whileAsking) {
        boolean first = !anyEnded && finished == 0 && !failuresAreLimited;
        if (whileAsking || first) {
            failureRule = whileAsking ? FailureRule.SUGGESTION : FailureRule.FIRST_TRIAL;
            stop(StopReason.FAILURES);
        }
        end(trial);
    }

    /** A trial ended. */
    synchronized void end(TrialRecord trial) {
        anyEnded = true;
        running--;
        if (trial.state() == TrialState.FAIL) {
            failures++;
            lastFailure = trial;
            if (isCanaryAwaited) {
                failureRule = FailureRule.CANARY;
                stop(StopReason.FAILURES);
            } else if (failures >= budget.failuresInARow()) {
                stop(StopReason.FAILURES);
            }
        } else {
            failures = 0;
            finished++;
            checkTarget(trial);
        }
        if (finished >= budget.finished()) {
            stop(StopReason.DONE);
        }
        notifyAll();
    }

    /** Whether trials that failed may run again now: also when no new ones will be started any more, unless that was decided. */
    synchronized boolean takesRetries() {
        checkTime();
        return stop == null || stop == StopReason.DONE || stop == StopReason.EXHAUSTED;
    }

    /** Whether the next failure ends everything, since no trial has shown yet that it works. */
    synchronized void awaitCanary(boolean isAwaited) {
        isCanaryAwaited = isAwaited;
    }

    /** A place is given back without a trial. */
    synchronized void giveBack() {
        running--;
        notifyAll();
    }

    synchronized void stop(StopReason reason) {
        if (stop == null) {
            stop = reason;
            notifyAll();
        }
    }

    /** Whether no further trial will be started. */
    synchronized boolean isOver() {
        checkTime();
        return stop != null || finished >= budget.finished();
    }

    /** Why no further trial is started; DONE if there was nothing to do. */
    synchronized StopReason reason() {
        return stop == null ? StopReason.DONE : stop;
    }

    /** Waits until a place may be free or it is over. */
    @SuppressWarnings("WaitNotInLoop") // the caller loops and asks again
    synchronized void await(long milliseconds) throws InterruptedException {
        if (stop == null && finished + running >= budget.finished()) {
            wait(milliseconds);
        }
    }

    /** Which rule stopped it, if it is the failures. */
    synchronized FailureRule failureRule() {
        return failureRule;
    }

    synchronized @Nullable TrialRecord lastFailure() {
        return lastFailure;
    }

    private void checkTarget(TrialRecord trial) {
        Double target = budget.target();
        if (target != null
                && trial.state() == TrialState.COMPLETE
                && trial.isFeasible()
                && !direction.better(target, trial.value())) {
            stop(StopReason.TARGET);
        }
    }

    private boolean isStoppedByRule() {
        boolean isStopped = rules.getAsBoolean();
        if (isStopped) {
            stop(StopReason.RULE);
        }
        return isStopped;
    }

    private void checkTime() {
        if (deadline != null && !clock.instant().isBefore(deadline)) {
            stop(StopReason.TIMEOUT);
        }
    }
}
