package io.trialog.benchmarks;

import io.trialog.Trial;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two spaces of the speed benchmark and their trivial objective; {@code speed.py} has the same. */
final class SpeedSpaces {

    private static final List<Distribution> MIXED = List.of(
            new FloatDistribution(-5, 5),
            new FloatDistribution(-5, 5),
            new FloatDistribution(-5, 5),
            new FloatDistribution(-5, 5),
            new FloatDistribution(1e-5, 0.1, 0, true),
            new FloatDistribution(1e-5, 0.1, 0, true),
            new IntDistribution(1, 64),
            new IntDistribution(1, 64),
            new CategoricalDistribution(List.of("a", "b", "c", "d")),
            new CategoricalDistribution(List.of("a", "b", "c", "d")));

    private static final Distribution TEN = new IntDistribution(0, 9);

    private SpeedSpaces() {}

    /** {@code float}, {@code ints} of ten values, or {@code mixed}: 4 float, 2 log, 2 int, 2 categorical, repeated to the width. */
    static SearchSpace of(String kind, int width) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            Distribution distribution =
                    kind.equals("ints") ? TEN : kind.equals("float") ? MIXED.get(0) : MIXED.get(i % MIXED.size());
            parameters.add(new Parameter("x" + i, distribution));
        }
        return new SearchSpace(parameters);
    }

    /** The same parameters, asked for by a running trial. */
    static Map<String, @Nullable Object> suggest(Trial trial, String kind, int width) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < width; i++) {
            Distribution distribution = kind.equals("float") ? MIXED.get(0) : MIXED.get(i % MIXED.size());
            values.put("x" + i, trial.suggest("x" + i, distribution));
        }
        return values;
    }

    /** The sum of squares of the numbers, plus 1 for each choice that is not {@code a}. */
    static double objective(Map<String, @Nullable Object> values) {
        double sum = 0;
        for (Object value : values.values()) {
            if (value instanceof Number number) {
                sum += number.doubleValue() * number.doubleValue();
            } else {
                sum += "a".equals(value) ? 0 : 1;
            }
        }
        return sum;
    }
}
