package io.trialog.internal.sampler.cmaes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of the package {@code cmaes} 0.13.1, which Optuna uses, to 1e-9. */
class EvolutionTest {

    private static final Offset<Double> NEAR = within(1e-11);
    private static final double[] KRONECKER = {0.6180339887498949, 0.7548776662466927};

    /** The points i = from .. to - 1 of a Kronecker sequence, the best first. */
    private static double[][] points(int from, int to, ToDoubleFunction<double[]> value) {
        List<double[]> points = new ArrayList<>();
        for (int i = from; i < to; i++) {
            points.add(new double[] {i * KRONECKER[0] % 1, i * KRONECKER[1] % 1});
        }
        points.sort(Comparator.comparingDouble(value));
        return points.toArray(double[][]::new);
    }

    private static double valley(double[] x) {
        return (x[0] - 0.3) * (x[0] - 0.3) + 2 * (x[1] - 0.3) * (x[1] - 0.3);
    }

    private static void tell(Evolution evolution, Form form, int from, int to) {
        tell(evolution, points(from, to, EvolutionTest::valley), new boolean[to - from], form);
    }

    private static void tell(Evolution evolution, double[][] points, boolean[] isInjected, Form form) {
        boolean[] isNew = new boolean[points.length];
        Arrays.fill(isNew, true);
        Rates rates = Rates.of(form, 2, points.length);
        evolution.tell(points, isInjected, isNew, rates, rates);
    }

    private static Evolution unit(Covariance covariance) {
        return new Evolution(new double[] {0.5, 0.5}, 1.0 / 6, covariance);
    }

    private static CmaesSpace space(Distribution second) {
        return new CmaesSpace(new TreeMap<>(Map.of("a", new FloatDistribution(0, 1), "b", second)), Form.AUTO);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 6, 2.02861146461, 0.154815399896, 0.0578590850719, 0.446204987378, 1.44620498738, 0.624554539027, 1.25427274282",
        "5, 8, 2.60017882611, 0.0472923041594, 0.0381691607039, 0.365088376093, 1.36508837609, 0.450199557993, 2.12852375572",
        "10, 10, 3.16729928141, 0.0152838245248, 0.0201542827612, 0.284428587946, 1.28442858795, 0.294990383036, 3.08472656517"
    })
    void ratesFollowFromDimensionAndPopulation(
            int d,
            int population,
            double effective,
            double c1,
            double cmu,
            double cs,
            double ds,
            double cc,
            double chi) {
        Rates rates = Rates.of(Form.FULL, d, population);

        assertThat(Rates.population(d)).isEqualTo(population);
        assertThat(rates.parents()).isEqualTo(population / 2);
        assertThat(new double[] {
                    rates.effective(),
                    rates.rankOne(),
                    rates.rankMany(),
                    rates.stepPath(),
                    rates.damping(),
                    rates.covariancePath(),
                    rates.expected()
                })
                .containsExactly(new double[] {effective, c1, cmu, cs, ds, cc, chi}, within(1e-11));
    }

    @Test
    void weightsSumToOneAndLosersAreNegative() {
        assertThat(Rates.of(Form.FULL, 2, 6).weights())
                .containsExactly(
                        new double[] {
                            0.637042571241,
                            0.284570257438,
                            0.078387171321,
                            -0.286383782597,
                            -0.764958094085,
                            -1.155981778159
                        },
                        NEAR);
    }

    @Test
    void theSeparableFormHasRatesOfItsOwn() {
        Rates rates = Rates.of(Form.SEP, 2, 6);

        assertThat(new double[] {rates.effective(), rates.rankOne(), rates.rankMany(), rates.stepPath()})
                .containsExactly(new double[] {2.2548150822, 0.152151246518, 0.244112158948, 0.586481534538}, NEAR);
        assertThat(rates.weights())
                .containsExactly(new double[] {0.58564510651, 0.292822553255, 0.121532340235, 0, 0, 0}, NEAR);
    }

    @Test
    void twoGenerationsMoveMeanStepAndCovariance() {
        FullCovariance covariance = FullCovariance.unit(2);
        Evolution evolution = unit(covariance);
        tell(evolution, Form.FULL, 1, 7);

        assertThat(state(evolution))
                .containsExactly(new double[] {0.340255304621, 0.371775667092, 0.175213675172737}, NEAR);
        assertThat(new double[] {covariance.variance(0), covariance.covariance(0, 1), covariance.variance(1)})
                .containsExactly(new double[] {1.155127689718, 0.209647153731, 1.064139415840}, NEAR);
        assertThat(new double[] {evolution.stepPath(0), evolution.stepPath(1)})
                .containsExactly(new double[] {-1.136687817213, -0.912399856162}, NEAR);
        assertThat(new double[] {evolution.covariancePath(0), evolution.covariancePath(1)})
                .containsExactly(new double[] {-1.265272314734, -1.015612431564}, NEAR);

        tell(evolution, Form.FULL, 7, 13);

        assertThat(state(evolution))
                .containsExactly(new double[] {0.340461071188, 0.240685125274, 0.185311928530363}, NEAR);
        assertThat(new double[] {covariance.variance(0), covariance.covariance(0, 1), covariance.variance(1)})
                .containsExactly(new double[] {0.965273521742, 0.249016420731, 1.181231549840}, NEAR);
    }

    private static double[] state(Evolution evolution) {
        return new double[] {evolution.mean(0), evolution.mean(1), evolution.sigma()};
    }

    @Test
    void aGenerationOfTheSeparableFormMovesVariancesOnly() {
        Evolution evolution = unit(DiagonalCovariance.unit(2));
        tell(evolution, Form.SEP, 1, 7);

        assertThat(state(evolution))
                .containsExactly(new double[] {0.362573792933, 0.368571814010, 0.182376257322321}, NEAR);
        assertThat(new double[] {
                    evolution.covariance().variance(0), evolution.covariance().variance(1)
                })
                .containsExactly(new double[] {1.217886577744, 1.388879952344}, NEAR);
    }

    @ParameterizedTest
    @CsvSource({
        "0.52, 0.02, 0.5, 5.154250896016",
        "0.37, 0.03, 0.325291795858, 5.505888897405",
        "1, 0.05, 0.923421816183, 1"
    })
    void aMarginKeepsTheNeighborsOfTheMeanAlive(double mean, double sigma, double corrected, double spread) {
        CmaesSpace space = space(new FloatDistribution(0, 1, 0.25, false));
        Evolution evolution = new Evolution(new double[] {0.5, mean}, sigma, FullCovariance.unit(2));
        Margin margin = new Margin(space);
        double[][] points = new double[6][];
        for (int i = 0; i < 6; i++) {
            points[i] = new double[] {0.5 + 0.4 * sigma * (i % 3 - 1), mean + 0.5 * sigma * (i % 2 - 0.5)};
        }
        tell(evolution, points, new boolean[6], Form.MARGIN);
        margin.correct(evolution, 6);

        assertThat(space.form()).isEqualTo(Form.MARGIN);
        assertThat(new double[] {evolution.mean(1), margin.spread(1)})
                .containsExactly(new double[] {corrected, spread}, NEAR);
    }

    @Test
    void aWarmStartBeginsAroundTheBestTenth() {
        List<ToldPoint> sources = new ArrayList<>();
        for (double[] point : points(1, 31, x -> (x[0] - 0.3) * (x[0] - 0.3) + (x[1] - 0.6) * (x[1] - 0.6))) {
            sources.add(new ToldPoint(point, 0, -1, ToldPoint.COMPLETE, 0, 0));
        }
        Evolution evolution = WarmStart.of(sources, 2, false);
        FullCovariance covariance = (FullCovariance) evolution.covariance();

        assertThat(state(evolution))
                .containsExactly(new double[] {0.180339887499, 0.548776662467, 0.106954181789}, NEAR);
        assertThat(new double[] {covariance.variance(0), covariance.covariance(0, 1), covariance.variance(1)})
                .containsExactly(new double[] {1.05518012682, -0.126732915974, 0.962926808576}, NEAR);
    }

    @Test
    void aPointFromElsewhereIsToldWithAShortStep() {
        double far = 1e6;
        double[][] points = {{far, 0.5}, {0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}};
        boolean[] isInjected = {true, false, false, false, false, false};
        Evolution evolution = unit(FullCovariance.unit(2));
        tell(evolution, points, isInjected, Form.FULL);

        double longest = (Math.sqrt(2) + 1) / 6;
        assertThat(evolution.mean(0)).isEqualTo(0.5 + 0.637042571241 * longest, within(1e-9));
        assertThat(evolution.sigma()).isLessThan(0.5);
    }

    @Test
    void gridsAreRoundedToTheNearestPointAndHalvesDown() {
        CmaesSpace space = space(new IntDistribution(1, 5));

        assertThat(Arrays.stream(new double[] {-3, 0.1, 0.125, 0.126, 0.5, 0.99, 7})
                        .mapToObj(place -> space.value(1, place)))
                .containsExactly(1L, 1L, 1L, 2L, 3L, 5L, 5L);
    }
}
