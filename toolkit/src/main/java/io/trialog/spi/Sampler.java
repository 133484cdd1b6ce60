package io.trialog.spi;

import io.trialog.space.Distribution;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.List;
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
     *     a declared space the caller ignores names that turn out to be inactive. A memo may stand in it.
     */
    Plan sampleJointly(StudyView view, int trial);

    /**
     * A value for one parameter that is not in the plan, or whose plan does not fit {@code distribution}.
     *
     * @param view the study at a position of its log
     * @param trial the number of the trial
     * @param name the name
     * @param distribution the values that it may have
     * @return the value in external form, contained in {@code distribution}
     */
    @Nullable
    Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution);

    /**
     * Returns whether there is nothing left to propose: a grid that is exhausted.
     *
     * @param view the study at a position of its log
     * @return whether there is nothing left to propose: a grid that is exhausted
     */
    default boolean isExhausted(StudyView view) {
        return false;
    }

    /**
     * Returns how many different proposals there are if the sampler comes to an end.
     *
     * @param view the study at a position of its log
     * @return the number of points, such as the cells of a grid; -1 if it is unknown or there is no end
     */
    default long points(StudyView view) {
        return -1;
    }

    /**
     * Tells where the values came from that this sampler proposed for a trial: for {@code trialog why}. As pure as the proposals.
     *
     * @param view the study as it stood when the trial was asked for
     * @param trial the trial as it stands, with its parameters
     * @return an origin for each parameter about which there is something to tell; by default none
     */
    default List<Origin> origins(StudyView view, TrialRecord trial) {
        return List.of();
    }

    /**
     * Tells what there is to say about a trial as a whole: for {@code trialog why}. As pure as the proposals.
     *
     * @param view the study as it stood when the trial was asked for
     * @param trial the trial as it stands, with its parameters
     * @return sentences, such as what the sampler expected of the trial; by default none
     */
    default List<String> remarks(StudyView view, TrialRecord trial) {
        return List.of();
    }

    /**
     * Jointly proposed values.
     *
     * @param values external values by name
     * @param explanation why, in a few words: {@code startup 3 of 10}, {@code tpe, 12 below, 40 above}
     * @param memo what the sampler wants to be told of this trial later, by {@link io.trialog.trial.TrialRecord#memo()}:
     *     texts, numbers, booleans, lists and maps, at most {@value #MEMO_BYTES} bytes as JSON. It stands in the log and is
     *     derived again with the values. Nothing else of a sampler is kept.
     */
    record Plan(Map<String, @Nullable Object> values, String explanation, Map<String, @Nullable Object> memo) {

        /** How large a memo may be, as JSON. */
        public static final int MEMO_BYTES = 16 * 1024;

        /**
         * Makes a plan without a memo.
         *
         * @param values external values by name
         * @param explanation why, in a few words
         */
        public Plan(Map<String, @Nullable Object> values, String explanation) {
            this(values, explanation, Map.of());
        }
    }
}
