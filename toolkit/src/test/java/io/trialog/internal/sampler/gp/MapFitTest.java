package io.trialog.internal.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Numbers that Optuna 5.0.0 computes. */
class MapFitTest {

    private static final double[][] POINTS = {{0.1, 0.2, 0}, {0.4, 0.9, 1}, {0.5, 0.5, 0}, {0.8, 0.3, 2}, {0.95, 0.7, 1}
    };
    private static final double[] VALUES = {1, -0.5, 0.3, -1.6, 0.8};
    private static final Matern KERNEL = new Matern(new boolean[] {false, false, true});
    private static final Hyperparameters GIVEN = new Hyperparameters(new double[] {4, 1, 0.5}, 1.5, 0.01);

    @Test
    void valuesAreStandardized() {
        assertThat(y())
                .containsExactly(
                        new double[] {1.049438700403, -0.524719350201, 0.314831610121, -1.679101920644, 0.839550960322},
                        within(1e-12));
    }

    @Test
    void correlationsAreMatern() {
        double[] q = {0.01, 0.25, 1, 25};
        Matern.correlations(q, 4, new double[4]);

        assertThat(q[0]).isCloseTo(0.991759236171, within(1e-12));
        assertThat(q[1]).isCloseTo(0.828649142418, within(1e-12));
        assertThat(q[2]).isCloseTo(0.523994108832, within(1e-12));
        assertThat(q[3]).isCloseTo(7.509337888e-4, within(1e-13));
    }

    @Test
    void theLossIsThatOfOptuna() {
        double loss = fit().loss(logs(GIVEN), new double[5]);

        assertThat(loss).isCloseTo(4.263441251588 + 2.730051910491, within(1e-9));
    }

    @Test
    void theGradientIsTheSlopeOfTheLoss() {
        double[] at = {0.3, -0.4, 0.2, 0.1, -3};
        double[] gradient = new double[5];
        fit().loss(at, gradient);
        for (int i = 0; i < 5; i++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[i] += 1e-6;
            down[i] -= 1e-6;
            double slope = (fit().loss(up, new double[5]) - fit().loss(down, new double[5])) / 2e-6;
            assertThat(gradient[i]).as("parameter %s", i).isCloseTo(slope, within(1e-7));
        }
    }

    @Test
    void theFitIsThatOfOptuna() {
        Hyperparameters h = fit().fit(1e-9);
        Offset<Double> digits = within(1e-4);

        assertThat(h.relevance()[0]).isCloseTo(2.86955, digits);
        assertThat(h.relevance()[1]).isCloseTo(1.02904, digits);
        assertThat(h.relevance()[2]).isCloseTo(3.79780, digits);
        assertThat(h.scale()).isCloseTo(1.25548, digits);
        assertThat(h.noise()).isCloseTo(0.0034135, within(2e-7));
        assertThat(fit().loss(logs(h), new double[5])).isCloseTo(5.4425877, within(1e-7));
    }

    @Test
    void predictionsAndPromisesAreThoseOfOptuna() {
        Surrogate surrogate = new Surrogate(KERNEL, GIVEN, 3);
        for (double[] point : POINTS) {
            surrogate.append(point);
        }
        Target target = new Target(surrogate, surrogate.weights(y(), 5), 5, y()[0]);
        Surrogate.Posterior posterior = surrogate.posterior();

        posterior.at(new double[] {0.3, 0.4, 0}, false);
        assertThat(posterior.mean(target.weights(), 5)).isCloseTo(0.691363764906, within(1e-11));
        assertThat(posterior.variance()).isCloseTo(0.095365410919, within(1e-11));
        posterior.at(new double[] {0.9, 0.1, 1}, false);
        assertThat(posterior.mean(target.weights(), 5)).isCloseTo(0.018737099245, within(1e-11));
        assertThat(posterior.variance()).isCloseTo(0.524504419226, within(1e-11));
        Acquisition acquisition = new Acquisition(target, java.util.List.of(), new double[1][0]);
        assertThat(acquisition.at(new double[] {0.3, 0.4, 0})).isCloseTo(-3.973179304128, within(1e-9));
        assertThat(acquisition.at(new double[] {0.9, 0.1, 1})).isCloseTo(-3.679744194408, within(1e-9));
    }

    @Test
    void theLogarithmOfTheImprovementIsAccurateFarOut() {
        assertThat(Improvement.log(3)).isCloseTo(1.098739665328, within(1e-11));
        assertThat(Improvement.log(0)).isCloseTo(-0.918938533205, within(1e-11));
        assertThat(Improvement.log(-5)).isCloseTo(-16.744301162661, within(1e-11));
        assertThat(Improvement.log(-26)).isCloseTo(-345.439546722318, within(1e-10));
        assertThat(Improvement.log(-1000)).isCloseTo(-500014.734452091, within(1e-8));
        for (double z : new double[] {-1e5, -2000, -30, -1.0001, -0.9999, 0, 4}) {
            double step = 1e-5 * Math.max(1, Math.abs(z));
            double slope = (Improvement.log(z + step) - Improvement.log(z - step)) / (2 * step);
            assertThat(Improvement.slope(z)).as("at %s", z).isCloseTo(slope, within(1e-4 * slope));
        }
    }

    private static MapFit fit() {
        PointTable points = new PointTable(3);
        for (double[] point : POINTS) {
            points.add(point);
        }
        return new MapFit(KERNEL, points, y(), false);
    }

    private static double[] y() {
        return Scale.of(VALUES, null, 5, true).standardized(VALUES, null, 5);
    }

    private static double[] logs(Hyperparameters h) {
        return new double[] {
            Math.log(h.relevance()[0]),
            Math.log(h.relevance()[1]),
            Math.log(h.relevance()[2]),
            Math.log(h.scale()),
            Math.log(h.noise() - 1e-6)
        };
    }
}
