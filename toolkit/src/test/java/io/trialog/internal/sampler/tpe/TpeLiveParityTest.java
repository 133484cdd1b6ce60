package io.trialog.internal.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.internal.sampler.NumericAxis;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.testing.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Densities of 200 random histories, full of equal values, against the Optuna that is installed, by the order of rule 2. */
@Tag("processes")
class TpeLiveParityTest {

    private static final int HISTORIES = 200;
    private static final int POINTS = 5;

    private static final NavigableMap<String, Distribution> SPACE = new TreeMap<>(Map.of(
            "c", CategoricalDistribution.of("a", "b", "c"),
            "lr", new FloatDistribution(1e-4, 1, 0, true),
            "n", new IntDistribution(0, 6),
            "s", new FloatDistribution(0, 1, 0.1, false),
            "w", new IntDistribution(1, 64, 1, true),
            "x", new FloatDistribution(0, 1)));

    @TempDir
    private Path scratch;

    @Test
    void densitiesAreOptunas() throws Exception {
        Python.assume("optuna");
        Random random = new Random(1);
        List<Map<String, Object>> histories = new ArrayList<>();
        List<List<double[]>> ours = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            ours.add(history(random, i % 90, histories));
        }
        Path file = scratch.resolve("histories.json");
        Files.writeString(file, new ObjectMapper().writeValueAsString(histories));

        JsonNode theirs = new ObjectMapper()
                .readTree(Python.output(scratch, TpeLiveParityTest.class, "densities.py", file.toString()));

        List<String> names = List.copyOf(SPACE.keySet());
        for (int i = 0; i < HISTORIES; i++) {
            for (int parameter = 0; parameter < names.size(); parameter++) {
                for (int point = 0; point < POINTS; point++) {
                    assertThat(ours.get(i).get(parameter)[point])
                            .as("history %s, %s, point %s", i, names.get(parameter), point)
                            .isCloseTo(theirs.get(i).get(parameter).get(point).asDouble(), within(1e-9));
                }
            }
        }
    }

    /** Draws a history, notes it for Optuna, and returns the log densities by parameter. */
    private static List<double[]> history(Random random, int size, List<Map<String, Object>> histories) {
        Map<String, Object> observations = new LinkedHashMap<>();
        Map<String, Object> orders = new LinkedHashMap<>();
        Map<String, Object> points = new LinkedHashMap<>();
        List<double[]> densities = new ArrayList<>();
        SPACE.forEach((name, distribution) -> {
            double[] values =
                    random.doubles(size).map(u -> value(distribution, u)).toArray();
            double[] at =
                    random.doubles(POINTS).map(u -> value(distribution, u)).toArray();
            observations.put(name, values);
            points.put(name, at);
            if (!(distribution instanceof CategoricalDistribution)) {
                orders.put(name, order(name, NumericAxis.of(distribution), values));
            }
            densities.add(densities(name, distribution, values, at));
        });
        histories.add(Map.of("observations", observations, "orders", orders, "points", points));
        return densities;
    }

    private static double value(Distribution distribution, double u) {
        if (distribution instanceof CategoricalDistribution) {
            return (int) (3 * u);
        }
        NumericAxis axis = NumericAxis.of(distribution);
        return axis.toValue(axis.lower() + u * axis.range());
    }

    private static List<Integer> order(String name, NumericAxis axis, double[] values) {
        Ties ties = Ties.of(2, name);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            order.add(i);
        }
        order.sort((a, b) -> {
            double first = axis.toScale(values[a]);
            double second = axis.toScale(values[b]);
            boolean isBefore = first < second || first == second && ties.isBefore(first, a, b);
            return a.equals(b) ? 0 : isBefore ? -1 : 1;
        });
        return order;
    }

    private static double[] densities(String name, Distribution distribution, double[] values, double[] at) {
        Mixture mixture =
                new Mixture(new TreeMap<>(Map.of(name, distribution)), Example.options(2, Map.of()), Weights.OLD_DECAY);
        Members members = new Members();
        for (int i = 0; i < values.length; i++) {
            members.add(i, new double[] {values[i]}, new int[] {0});
        }
        mixture.become(members);
        Scorer scorer = new Scorer(mixture);
        scorer.refresh();
        double[] densities = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            boolean isLog = mixture.dimensions[0] instanceof ContinuousDimension continuous && continuous.axis.log();
            double[] point = {isLog ? StrictMath.log(at[i]) : at[i]};
            densities[i] = scorer.logDensity(point, mixture.logPrior(point));
        }
        return densities;
    }
}
