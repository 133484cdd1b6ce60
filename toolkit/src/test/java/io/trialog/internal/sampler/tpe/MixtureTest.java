package io.trialog.internal.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Expected log densities were computed with Optuna 5.0.0: {@code _ParzenEstimator(observations, space, ...).log_pdf(x)} with
 * the sampler's default parameters, printed to 13 digits.
 */
class MixtureTest {

    private static final double GOLDEN = 0.6180339887498949;

    private static Mixture mixture(Distribution distribution, double... observations) {
        Mixture mixture = new Mixture(
                new TreeMap<>(Map.of("x", distribution)), TpeOptions.DEFAULTS, TpeOptions.DEFAULTS.weights());
        Members members = new Members();
        for (int i = 0; i < observations.length; i++) {
            members.add(i, new double[] {observations[i]}, new int[] {0});
        }
        mixture.become(members);
        return mixture;
    }

    /** The log density at internal values. */
    private static double[] at(Mixture mixture, double... values) {
        double[][] points = new double[values.length][1];
        for (int i = 0; i < values.length; i++) {
            boolean isLog = mixture.dimensions[0] instanceof ContinuousDimension continuous && continuous.axis.log();
            points[i][0] = isLog ? StrictMath.log(values[i]) : values[i];
        }
        double[] densities = new double[values.length];
        Scorer scorer = new Scorer(mixture);
        scorer.refresh();
        for (int i = 0; i < points.length; i++) {
            densities[i] = scorer.logDensity(points[i], mixture.logPrior(points[i]));
        }
        return densities;
    }

    private static void check(Mixture mixture, double[] values, double... expected) {
        assertThat(at(mixture, values)).containsExactly(expected, within(5e-12));
    }

    private static double[] values(double... values) {
        return values;
    }

    @Test
    void floats() {
        Mixture mixture = mixture(new FloatDistribution(0, 1), .2, .5, .9);

        check(mixture, values(0, .25, .5, 1), -0.266082497153, 0.064757242544, 0.100389051080, -0.223862933197);
        NumericDimension dimension = (NumericDimension) mixture.dimensions[0];
        assertThat(new double[] {
                    dimension.deviation(0), dimension.deviation(1), dimension.deviation(2), dimension.deviation(3)
                })
                .containsExactly(values(.3, .4, .4, 1), within(1e-15));
    }

    @Test
    void logFloats() {
        check(
                mixture(new FloatDistribution(1e-5, 1e-1, 0, true), 1e-3, 1e-2),
                values(1e-5, 1e-4, 1e-3, 1e-1),
                -3.164696666837,
                -2.494369951639,
                -1.966740496551,
                -2.486935532322);
    }

    @Test
    void intsWithATie() {
        check(
                mixture(new IntDistribution(1, 10), 3, 3, 7),
                values(1, 3, 7, 10),
                -2.309727167294,
                -1.996998746071,
                -2.431951882419,
                -2.878814441174);
    }

    @Test
    void logInts() {
        check(
                mixture(new IntDistribution(1, 1000, 1, true), 1, 2, 17, 300, 999),
                values(1, 5, 400, 1000),
                -1.741716304284,
                -3.665566048928,
                -7.843397559756,
                -8.654883548349);
    }

    @Test
    void steppedFloatsAndInts() {
        check(
                mixture(new FloatDistribution(0, 1, 0.1, false), 0.0, 0.3, 0.7),
                values(0, 0.5, 1),
                -2.198954682066,
                -2.355632284281,
                -2.94341444616);
        check(
                mixture(new IntDistribution(10, 90, 20, false), 10, 50, 90),
                values(10, 30, 90),
                -1.701648149645,
                -1.566579114721,
                -1.701648149645);
    }

    @Test
    void categoricals() {
        check(
                mixture(CategoricalDistribution.of("a", "b", "c"), 0, 0, 2),
                values(0, 1, 2),
                -0.741937344729,
                -1.658228076604,
                -1.098612288668);
        check(
                mixture(CategoricalDistribution.of("a", "b", "c", "d"), 0, 3, 3, 1, 3),
                values(0, 1, 2, 3),
                -1.491654876778,
                -1.491654876778,
                -2.07944154168,
                -0.8556661100577);
    }

    @Test
    void thePriorAloneIfNothingWasObserved() {
        check(mixture(new FloatDistribution(-2, 2)), values(0, 2), -1.345316560629, -1.470316560629);
        check(mixture(CategoricalDistribution.of("a", "b", "c", "d")), values(2), -StrictMath.log(4));
    }

    @Test
    void oneAndTwoObservations() {
        check(mixture(1), values(-1, 0.1, 2.9), -1.607811156996, -1.395646411057, -1.446028088995);
        check(mixture(2), values(-1, 0.1, 2.9), -1.570931049684, -1.271086055732, -1.785105459315);
    }

    @Test
    void olderObservationsWeighLess() {
        check(mixture(26), values(-1, 0.1, 2.9), -2.141894247715, -1.385056672839, -1.393028416842);
        check(mixture(30), values(-1, 0.1, 2.9), -2.26384035196, -1.247915161052, -1.365187124079);
        check(mixture(150), values(-1, 0.1, 2.9), -1.950435642218, -1.459655641302, -1.397834473239);
        assertThat(mixture(30).weights()[0]).isCloseTo(0.0333, within(1e-4));
        assertThat(mixture(30).weights()[1]).isCloseTo(0.275, within(1e-12));
    }

    private static Mixture mixture(int count) {
        double[] observations = new double[count];
        for (int i = 1; i <= count; i++) {
            double u = i * GOLDEN;
            observations[i - 1] = -1 + 4 * (u - Math.floor(u));
        }
        return mixture(new FloatDistribution(-1, 3), observations);
    }

    @Test
    void observationsOutsideTheRangeCountAsTheyDoInOptuna() {
        check(
                mixture(new FloatDistribution(0, 1), -3, 0.5, 8),
                values(0, 0.4, 1),
                0.2632770161882,
                -0.2557104786215,
                0.8199297487424);
    }

    @Test
    void largeMixturesEqualTheSumOfTheirKernels() {
        double[] observations = new double[700];
        for (int i = 0; i < observations.length; i++) {
            double u = (i + 1) * GOLDEN;
            observations[i] = 1 + Math.floor(50 * (u - Math.floor(u)));
        }
        Mixture mixture = mixture(new IntDistribution(1, 50), observations);
        Dimension dimension = mixture.dimensions[0];
        for (double x : values(1, 17, 50)) {
            double sum = mixture.weights()[700] * StrictMath.exp(dimension.logPrior(x));
            for (int k = 0; k < 700; k++) {
                sum += mixture.weights()[k] * StrictMath.exp(dimension.logKernel(k, x));
            }
            assertThat(at(mixture, x)[0]).isCloseTo(StrictMath.log(sum / mixture.weightSum()), within(1e-12));
        }
    }

    @Test
    void aNormalPriorIsThePriorKernel() {
        Mixture mixture = mixture(new NormalDistribution(3, 2, 0, false));

        assertThat(at(mixture, 3)[0]).isCloseTo(-StrictMath.log(2 * 2.5066282746310007), within(1e-8));
        assertThat(at(mixture, 5)[0] - at(mixture, 3)[0]).isCloseTo(-0.5, within(1e-12));
    }

    @Test
    void weightedChoicesAreThePriorRowAndTheSmoothing() {
        CategoricalDistribution distribution =
                new CategoricalDistribution(List.of("a", "b", "never"), List.of(0.75, 0.25, 0.0));

        check(mixture(distribution), values(0, 1), StrictMath.log(0.75), StrictMath.log(0.25));
        assertThat(at(mixture(distribution, 0, 1), 2)[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        // With m = 1 the smoothing of three choices weighs 3/2: (3/2 · 3/4 + 1) / (3/2 + 1).
        check(mixture(distribution, 0), values(0), StrictMath.log((0.75 + 0.85) / 2));
    }
}
