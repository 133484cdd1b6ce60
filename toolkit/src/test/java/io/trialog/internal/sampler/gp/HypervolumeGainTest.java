package io.trialog.internal.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.internal.numeric.pareto.Volumes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HypervolumeGainTest {

    private static final double[][] FRONT = {{1, 5}, {2, 3}, {4, 1}};
    private static final double[] REFERENCE = {6, 6};

    /** Optuna 5.0.0 finds -0.538996500724, the logarithm of the mean gain 7/12, for these three samples. */
    @Test
    void withoutUncertaintyItIsTheGainOfTheReference() {
        double sum = 0;
        for (double[] sample : new double[][] {{1.5, 3.5}, {3, 2}, {5, 5}}) {
            double log = new HypervolumeGain(FRONT, REFERENCE).at(sample, new double[] {1e-9, 1e-9}, false);
            sum += StrictMath.exp(log);
        }
        assertThat(StrictMath.log(sum / 3)).isCloseTo(-0.538996500724, within(1e-7));
    }

    /** Draws with seed 1; the standard error of their mean is below 0.0004, and five of them are allowed. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void itIsTheMeanOfTheGainsOfDraws(int objectives) {
        Random random = new Random(1);
        double[][] front = new double[6][objectives];
        for (double[] point : front) {
            Arrays.setAll(point, j -> random.nextDouble());
        }
        double[] reference = new double[objectives];
        Arrays.fill(reference, 1.1);
        double[] means = {0.4, 0.3, 0.5};
        double[] deviations = {0.2, 0.1, 0.3};
        double before = Volumes.of(front, reference);
        int draws = 200_000;
        double sum = 0;
        double[][] all = Arrays.copyOf(front, front.length + 1);
        for (int i = 0; i < draws; i++) {
            double[] draw = new double[objectives];
            boolean isInside = true;
            for (int j = 0; j < objectives; j++) {
                draw[j] = means[j] + deviations[j] * random.nextGaussian();
                isInside &= draw[j] < reference[j];
            }
            all[front.length] = draw;
            sum += isInside ? Volumes.of(all, reference) - before : 0;
        }
        double log = new HypervolumeGain(front, reference)
                .at(Arrays.copyOf(means, objectives), Arrays.copyOf(deviations, objectives), false);

        assertThat(StrictMath.exp(log)).isCloseTo(sum / draws, within(0.002));
    }

    /** Near and far from the front, where the gain itself is too small for a double. */
    @ParameterizedTest
    @ValueSource(doubles = {2, 5.5, 9, 60})
    void itsSlopesAreThoseOfSmallSteps(double at) {
        HypervolumeGain gain = new HypervolumeGain(FRONT, REFERENCE);
        double[] means = {at, at - 0.5};
        double[] deviations = {0.7, 0.4};
        double value = gain.at(means, deviations, true);
        double[] slopes = {gain.byMean(0), gain.byMean(1), gain.byDeviation(0), gain.byDeviation(1)};
        assertThat(value).isFinite().isCloseTo(gain.at(means, deviations, false), within(1e-9));
        for (int i = 0; i < 4; i++) {
            double[] up = i < 2 ? means.clone() : deviations.clone();
            double[] down = up.clone();
            up[i % 2] += 1e-6;
            down[i % 2] -= 1e-6;
            double difference = i < 2
                    ? gain.at(up, deviations, false) - gain.at(down, deviations, false)
                    : gain.at(means, up, false) - gain.at(means, down, false);
            assertThat(difference / 2e-6)
                    .as("slope %s at %s", i, at)
                    .isCloseTo(slopes[i], within(1e-4 * Math.max(1, Math.abs(slopes[i]))));
        }
    }
}
