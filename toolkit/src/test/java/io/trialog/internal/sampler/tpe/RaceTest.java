package io.trialog.internal.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.numeric.RandomStream;
import io.trialog.internal.sampler.NumericAxis;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The race finds the same point as an evaluation of both mixtures at all points. */
class RaceTest {

    private static final FloatDistribution LINE = new FloatDistribution(0, 1);
    private static final IntDistribution FEW = new IntDistribution(1, 4);
    private static final CategoricalDistribution CHOICES =
            new CategoricalDistribution(List.of("a", "b", "never"), List.of(0.75, 0.25, 0.0));
    private static final List<Distribution> MIXED =
            List.of(LINE, new FloatDistribution(1e-5, 1, 0, true), FEW, new IntDistribution(1, 5000), CHOICES);

    /** Members near the middle of every range, the nearer the larger {@code focus}. */
    private static Mixture mixture(List<Distribution> distributions, int size, double focus, Random random) {
        int[] places = new int[distributions.size()];
        Members members = new Members();
        for (int number = 0; number < size; number++) {
            double[] values = new double[places.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = i;
                values[i] = value(distributions.get(i), 0.5 + (random.nextDouble() - 0.5) / focus);
            }
            members.add(number, values, places);
        }
        Mixture mixture = new Mixture(parameters(distributions), TpeOptions.DEFAULTS, TpeOptions.DEFAULTS.weights());
        mixture.become(members);
        return mixture;
    }

    private static NavigableMap<String, Distribution> parameters(List<Distribution> distributions) {
        NavigableMap<String, Distribution> parameters = new TreeMap<>();
        distributions.forEach(distribution -> parameters.put("p" + (10 + parameters.size()), distribution));
        return parameters;
    }

    private static double value(Distribution distribution, double u) {
        if (distribution instanceof CategoricalDistribution) {
            return u < 0.7 ? 0 : 1;
        }
        NumericAxis axis = NumericAxis.of(distribution);
        return axis.toValue(axis.lower() + u * axis.range());
    }

    private static double[][] draw(Mixture mixture, int count, long seed) {
        RandomStream stream = new RandomStream(seed, 0, 0);
        double[][] points = new double[count][mixture.dimensions.length];
        for (double[] point : points) {
            mixture.draw(stream, point);
        }
        return points;
    }

    private static int expected(Race race, double[][] points) {
        double[][] densities = race.logDensities(points);
        int best = 0;
        for (int c = 1; c < points.length; c++) {
            if (densities[0][c] - densities[1][c] > densities[0][best] - densities[1][best]) {
                best = c;
            }
        }
        return best;
    }

    private static void check(List<Distribution> distributions, int size, double focus, long seed) {
        Random random = new Random(seed);
        Mixture good = mixture(distributions, new Split(0.1).size(size), 2 * focus, random);
        Mixture bad = mixture(distributions, size, focus, random);
        Race race = new Race(good, bad);
        List<double[]> shuffled = new ArrayList<>(List.of(draw(good, 24, seed)));
        shuffled.addAll(List.of(draw(bad, 8, seed)));
        Collections.shuffle(shuffled, random);
        double[][] points = shuffled.toArray(new double[0][]);

        assertThat(race.winner(points))
                .as("%s parameters, %s members, focus %s, seed %s", distributions.size(), size, focus, seed)
                .isEqualTo(expected(race, points));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 255, 256, 257, 1300})
    void thePointOfTheLargestRatioWins(int size) {
        for (int seed = 0; seed < 40; seed++) {
            double focus = 1 + seed % 4;
            check(MIXED, size, focus, seed);
            check(Collections.nCopies(1, LINE), size, focus, seed);
            check(Collections.nCopies(6, LINE), size, focus, seed);
            check(Collections.nCopies(30, LINE), size, focus, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 300, 700})
    void ofEqualPointsTheFirstWins(int size) {
        for (int seed = 0; seed < 40; seed++) {
            check(List.of(FEW, CHOICES), size, 1, seed);
            check(List.of(FEW), size, 1, seed);
        }
    }

    @Test
    void pointsThatNothingAllowsLoseAsTheyDoInAFullEvaluation() {
        Random random = new Random(1);
        Race race = new Race(mixture(List.of(CHOICES), 3, 1, random), mixture(List.of(CHOICES), 300, 1, random));

        assertThat(race.winner(new double[][] {{1}, {2}, {0}, {0}})).isEqualTo(2);
        assertThat(race.winner(new double[][] {{2}, {2}})).isEqualTo(0);
    }
}
