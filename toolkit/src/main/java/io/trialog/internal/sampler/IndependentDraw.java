package io.trialog.internal.sampler;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.Parameter;
import io.trialog.spi.Origin;
import io.trialog.spi.RandomSource;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws every parameter on its own from its distribution: uniform on its scale, grid cells at the ends as likely as the
 * others (Optuna's rules), categoricals by their probabilities, normals by inversion of the truncated normal.
 *
 * <p>Every parameter has a stream of its own, for the purpose {@code random:<name>}, so that a value depends on nothing else.
 * Every sampler draws so where it has no model. Safe for use by several threads.
 */
public final class IndependentDraw {

    /** Where a value that was drawn came from, in words. */
    public static final String AT_RANDOM = "drawn at random";

    private static final String PURPOSE = "random:";

    private final RandomSource random;

    /**
     * Draws with numbers of a source.
     *
     * @param random where the numbers come from
     */
    public IndependentDraw(RandomSource random) {
        this.random = random;
    }

    /**
     * Draws the declared parameters that are active, parents first.
     *
     * @return external values by name
     */
    public Map<String, @Nullable Object> drawDeclared(StudyView view, int trial) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Parameter parameter : view.settings().space().inOrder()) {
            Condition when = parameter.when();
            if (when == null || when.holds(values)) {
                values.put(parameter.name(), draw(view, trial, parameter.name(), parameter.distribution()));
            }
        }
        return values;
    }

    /**
     * Draws one parameter.
     *
     * @return its value in external form
     */
    public @Nullable Object draw(StudyView view, int trial, String name, Distribution distribution) {
        double u = random.numbers(view.settings().seed(), trial, PURPOSE.concat(name))
                .nextDouble();
        double internal = distribution instanceof CategoricalDistribution categorical
                ? UnitCube.choice(categorical, u)
                : drawNumber(distribution, u);
        return distribution.toExternal(internal);
    }

    /** Returns the origins of a trial all of whose values were drawn. */
    public static List<Origin> origins(TrialRecord trial) {
        return trial.shape().names().stream()
                .map(name -> new Origin(name, AT_RANDOM))
                .toList();
    }

    private static double drawNumber(Distribution distribution, double u) {
        NumericAxis axis = NumericAxis.of(distribution);
        return axis.toValue(UnitCube.place(distribution, axis, u));
    }
}
