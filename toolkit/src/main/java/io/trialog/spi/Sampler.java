package io.trialog.spi;

import io.trialog.space.Distribution;
import io.trialog.study.StudyView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Proposes parameter values: a pure function of a view, a trial number and the seed in the view's settings.
 *
 * <p>The same arguments give the same bits on every JVM, whatever was asked before: a sampler may keep what it derived
 * from the prefix of a lineage to be fast, but the result never depends on that. It uses no clock, no shared generator and
 * no hash order. Implementations are safe for use by several threads.
 */
public interface Sampler {

    /**
     * Values for parameters that are proposed together, before the trial starts.
     *
     * @param view the study as it stood when the trial was asked for; the trial itself may stand in it as RUNNING or
     *     WAITING and is left out of every consideration
     * @param trial the number of the trial
     * @return external values by name, in any order of a {@link java.util.LinkedHashMap}; empty if there is no plan. With
     *     a declared space the caller ignores names that turn out to be inactive.
     */
    Plan sampleJointly(StudyView view, int trial);

    /**
     * A value for one parameter that is not in the plan, or whose plan does not fit {@code distribution}.
     *
     * @return the value in external form, contained in {@code distribution}
     */
    @Nullable
    Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution);

    /** Whether there is nothing left to propose: a grid that is exhausted. */
    default boolean isExhausted(StudyView view) {
        return false;
    }

    /**
     * Jointly proposed values.
     *
     * @param values external values by name
     * @param explanation why, in a few words: {@code startup 3 of 10}, {@code tpe, 12 below, 40 above}
     */
    record Plan(Map<String, @Nullable Object> values, String explanation) {}
}
