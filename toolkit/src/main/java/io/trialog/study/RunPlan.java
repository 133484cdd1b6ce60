package io.trialog.study;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a study file wants its study to be run.
 *
 * @param trials until so many trials are finished, or {@code null} if it does not say
 * @param timeout how long an optimization may take at most, or {@code null}
 * @param target the study is done once its best value has reached this, or {@code null}
 * @param enumerates whether the sampler comes to an end by itself: a grid
 * @param stops whether rules may stop the study
 */
public record RunPlan(
        @Nullable Integer trials,
        @Nullable Duration timeout,
        @Nullable Double target,
        boolean enumerates,
        boolean stops) {

    /** Nothing is planned. */
    public static final RunPlan NONE = new RunPlan(null, null, null, false, false);

    /** {@return whether it is known when the study will be done} */
    public boolean ends() {
        return trials != null || timeout != null || target != null || enumerates || stops;
    }

    /**
     * Returns the budget of an optimization: until {@code finished} trials are finished, within the time and up to the value
     * that are planned.
     *
     * @param finished how many finished trials the study is to hold
     * @param settings say how many failures in a row end it
     * @return the budget
     */
    public Budget budget(int finished, Settings settings) {
        return new Budget(finished, timeout, failuresInARow(settings), target);
    }

    private static int failuresInARow(Settings settings) {
        return settings.executor().get("max_failures") instanceof Number n ? n.intValue() : Budget.FAILURES_IN_A_ROW;
    }
}
