package io.trialog.internal.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.internal.numeric.RandomStream;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Origin;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.testing.Histories;
import io.trialog.testing.SamplerContract;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GpSamplerTest extends SamplerContract {

    private static final SearchSpace GOLDEN = new SearchSpace(List.of(
            new Parameter("x", new FloatDistribution(0, 1)),
            new Parameter("lr", new FloatDistribution(1e-4, 1, 0, true)),
            new Parameter("n", new IntDistribution(1, 20)),
            new Parameter("c", CategoricalDistribution.of("a", "b", "c"))));

    private static final SearchSpace SQUARE = new SearchSpace(
            List.of(new Parameter("x", new FloatDistribution(0, 1)), new Parameter("y", new FloatDistribution(0, 1))));

    @Override
    protected Sampler sampler() {
        return sampler(Map.of());
    }

    @Override
    protected SamplerProvider provider() {
        return new GpProvider();
    }

    private static Sampler sampler(Map<String, Object> options) {
        GpProvider provider = new GpProvider();
        return provider.create(OptionValues.of("sampler 'gp'", provider.options(), options), RandomStream::of);
    }

    /** The history of thirty trials for which Optuna's next point was written down. */
    private static Histories golden(Direction direction, long seed) {
        Histories history = Histories.of(direction, seed, GOLDEN);
        double[] steps = {0.6180339887498949, 0.7548776662466927, 0.5698402909980532, 0.4142135623730951};
        for (int i = 1; i <= 30; i++) {
            double[] u = new double[4];
            for (int j = 0; j < 4; j++) {
                u[j] = i * steps[j] - Math.floor(i * steps[j]);
            }
            double log = -4 + 4 * u[1];
            long n = 1 + (long) (20 * u[2]);
            int c = (int) (3 * u[3]);
            int number =
                    history.ask(Map.of("x", u[0], "lr", Math.pow(10, log), "n", n, "c", "abc".substring(c, c + 1)));
            double value = (u[0] - 0.3) * (u[0] - 0.3) + (log + 2) * (log + 2) / 4 + Math.abs(n - 5) / 20.0 + 0.2 * c;
            history.complete(number, direction == Direction.MINIMIZE ? value : -value);
        }
        return history;
    }

    @Test
    void theNextPointIsThatOfOptunaForEverySeed() {
        for (Direction direction : Direction.values()) {
            for (long seed = 1; seed <= 5; seed++) {
                Sampler.Plan plan =
                        sampler().sampleJointly(golden(direction, seed).view(), 30);
                Map<String, @Nullable Object> values = plan.values();
                assertThat((double) values.get("x")).isCloseTo(0.276438, within(1e-4));
                assertThat(Math.log10((double) values.get("lr"))).isCloseTo(-2.000225, within(1e-4));
                assertThat(values).containsEntry("n", 4L).containsEntry("c", "a");
                assertThat(plan.explanation()).isEqualTo("gp: 30 trials, fitted on 30, 4 parameters");
            }
        }
    }

    /** Runs trials one at a time, each told at once. */
    private static Histories run(
            Sampler sampler, Histories history, int trials, ToDoubleFunction<TrialRecord> objective) {
        for (int i = 0; i < trials; i++) {
            int number = ask(sampler, history);
            history.complete(number, objective.applyAsDouble(history.view().trial(number)));
        }
        return history;
    }

    private static int ask(Sampler sampler, Histories history) {
        Sampler.Plan plan = sampler.sampleJointly(history.view(), history.view().trialCount());
        return history.ask(plan.values(), plan.memo());
    }

    private static double bowl(TrialRecord trial) {
        double x = trial.internal("x") - 0.7;
        double y = trial.internal("y") - 0.2;
        return x * x + 3 * y * y;
    }

    @Test
    void aBowlIsFoundInThirtyTrials() {
        Histories history = run(sampler(), Histories.minimize(SQUARE), 30, GpSamplerTest::bowl);

        assertThat(Objects.requireNonNull(history.view().best()).value()).isLessThan(1e-5);
    }

    @Test
    void sixteenRunningTrialsKeepApart() {
        Sampler sampler = sampler();
        Histories history = run(sampler, Histories.minimize(SQUARE), 12, GpSamplerTest::bowl);
        List<Integer> running = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            running.add(ask(sampler, history));
        }
        double[] nearest = new double[16];
        Arrays.fill(nearest, 9);
        for (int i = 0; i < 16; i++) {
            for (int j = 0; j < 16; j++) {
                TrialRecord one = history.view().trial(running.get(i));
                TrialRecord other = history.view().trial(running.get(j));
                double apart =
                        Math.hypot(one.internal("x") - other.internal("x"), one.internal("y") - other.internal("y"));
                nearest[i] = i == j ? nearest[i] : Math.min(nearest[i], apart);
            }
        }
        Arrays.sort(nearest);
        assertThat(nearest[8]).isGreaterThan(0.005);
        assertThat(sampler.sampleJointly(history.view(), 28).explanation())
                .isEqualTo("gp: 12 trials, fitted on 12, 2 parameters, 16 running");
    }

    @Test
    void everyPointOfASmallSpaceIsTriedOnce() {
        SearchSpace cells = new SearchSpace(List.of(
                new Parameter("n", new IntDistribution(1, 6)),
                new Parameter("c", CategoricalDistribution.of("a", "b", "c")),
                new Parameter("s", new FloatDistribution(0, 0.75, 0.25, false))));
        Sampler sampler = sampler(Map.of("startup", "sobol"));
        Histories history = run(
                sampler,
                Histories.minimize(cells),
                72,
                trial -> trial.internal("n") + trial.internal("c") - trial.internal("s"));
        Set<Map<String, @Nullable Object>> points = new HashSet<>();
        history.view().trials().forEach(trial -> points.add(trial.params()));

        assertThat(points).hasSize(72);
        assertThat(sampler.sampleJointly(history.view(), 72).explanation()).endsWith(", every point was tried before");
    }

    @Test
    void theBestFeasiblePointIsFoundAtTheEdgeOfAConstraint() {
        Sampler sampler = sampler();
        Histories history = Histories.minimize(SQUARE);
        for (int i = 0; i < 40; i++) {
            int number = ask(sampler, history);
            double x = history.view().trial(number).internal("x");
            double y = history.view().trial(number).internal("y");
            history.constrain(number, "c", 0.5 - x * y).complete(number, x + y);
        }

        assertThat(Objects.requireNonNull(history.view().best()).value()).isCloseTo(2 * Math.sqrt(0.5), within(0.01));
    }

    @Test
    void aTrialWithoutTheConstraintOfOthersIsNoReasonToStop() {
        Sampler sampler = sampler();
        Histories history = Histories.minimize(SQUARE);
        for (int i = 0; i < 14; i++) {
            int number = ask(sampler, history);
            if (i % 3 == 0) {
                history.constrain(
                        number, "c", 0.5 - history.view().trial(number).internal("x"));
            }
            history.complete(number, bowl(history.view().trial(number)));
        }

        assertThat(sampler.sampleJointly(history.view(), 14).values()).containsOnlyKeys("x", "y");
    }

    @Test
    void prunedTrialsTeachUnlessTheyAreIgnored() {
        Histories history = Histories.minimize(SQUARE);
        Sampler sampler = sampler();
        for (int i = 0; i < 12; i++) {
            int number = ask(sampler, history);
            double value = bowl(history.view().trial(number));
            if (i < 4) {
                history.complete(number, value);
            } else {
                history.report(number, 1, value).prune(number);
            }
        }

        assertThat(sampler.sampleJointly(history.view(), 12).explanation()).startsWith("gp: 12 trials");
        assertThat(sampler(Map.of("pruned", false))
                        .sampleJointly(history.view(), 12)
                        .explanation())
                .startsWith("startup 4 of 10");
    }

    @Test
    void aRegionWhereTrialsFailIsLeft() {
        Histories history = Histories.minimize(SQUARE);
        Sampler sampler = sampler();
        int failures = 0;
        for (int i = 0; i < 35; i++) {
            int number = ask(sampler, history);
            TrialRecord trial = history.view().trial(number);
            if (bowl(trial) < 0.01) {
                history.fail(number);
                failures++;
            } else {
                history.complete(number, bowl(trial));
            }
        }

        // Without the model of failures, all but the first ten or so fail.
        assertThat(failures).isBetween(1, 18);
    }

    @Test
    void aChangedRangeKeepsWhatWasLearned() {
        Sampler sampler = sampler();
        Histories history = run(sampler, Histories.minimize(SQUARE), 20, GpSamplerTest::bowl);
        history.declare(new SearchSpace(List.of(
                new Parameter("x", new FloatDistribution(0, 0.5)), new Parameter("y", new FloatDistribution(0, 1)))));
        Sampler.Plan plan = sampler.sampleJointly(history.view(), 20);

        assertThat(plan.explanation()).startsWith("gp: 20 trials");
        assertThat((double) plan.values().get("x")).isCloseTo(0.5, within(1e-3));
        assertThat((double) plan.values().get("y")).isCloseTo(0.2, within(0.05));
        assertThat(sampler().sampleJointly(history.view(), 20)).isEqualTo(plan);
    }

    @Test
    void aVoidedTrialLeavesNoTrace() {
        Sampler sampler = sampler();
        Histories history = run(sampler, Histories.minimize(SQUARE), 14, GpSamplerTest::bowl);
        int odd = ask(sampler, history);
        history.complete(odd, -1000);
        Map<String, @Nullable Object> misled =
                sampler.sampleJointly(history.view(), 15).values();
        history.makeVoid(odd);
        Sampler.Plan plan = sampler.sampleJointly(history.view(), 15);

        assertThat(plan.values()).isNotEqualTo(misled);
        assertThat(plan.explanation()).startsWith("gp: 14 trials");
        assertThat(sampler().sampleJointly(history.view(), 15)).isEqualTo(plan);
    }

    @Test
    void infiniteValuesAreTheWorst() {
        Sampler sampler = sampler();
        Histories history = run(
                sampler,
                Histories.minimize(SQUARE),
                30,
                trial -> trial.internal("x") < 0.4 ? Double.POSITIVE_INFINITY : bowl(trial));

        assertThat(Objects.requireNonNull(history.view().best()).value()).isLessThan(1e-3);
    }

    @Test
    void aSpaceOfManyParametersHasLongerLengthScales() {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            parameters.add(new Parameter("x" + i, new FloatDistribution(0, 1)));
        }
        Histories history = run(sampler(), Histories.minimize(new SearchSpace(parameters)), 60, trial -> {
            double sum = 0;
            for (double value : trial.internals()) {
                sum += (value - 0.3) * (value - 0.3);
            }
            return sum;
        });

        // A random point has 4.9, with a standard deviation of 0.7.
        assertThat(Objects.requireNonNull(history.view().best()).value()).isLessThan(2);
    }

    @Test
    void whatItExpectsOfATrialIsToldFromTheLogAlone() {
        Sampler sampler = sampler();
        Histories history = run(sampler, Histories.of(Direction.MAXIMIZE, 1, SQUARE), 20, trial -> 5 - bowl(trial));
        StudyView basis = history.view();
        int number = ask(sampler, history);
        TrialRecord trial = history.view().trial(number);

        assertThat(sampler().origins(basis, trial))
                .extracting(Origin::source)
                .containsExactly("where the model promised most", "where the model promised most");
        List<String> remarks = sampler().remarks(basis, trial);
        assertThat(remarks).hasSize(3);
        assertThat(remarks.get(0)).matches("predicted value: (4\\.99|5)\\S* ± \\S+");
        assertThat(remarks.get(1)).matches("expected improvement: \\S+");
        assertThat(remarks.get(2)).matches("nearest trials: (\\d+ \\((4\\.\\S+|5), correlation \\S+\\)(, )?){3}");
    }

    @Test
    void beyondAThousandTrialsTheModelIsOfThoseThatMatter() {
        Sampler sampler = sampler();
        Histories history = Histories.minimize(SQUARE);
        RandomStream stream = RandomStream.of(5, 0, "thousand");
        for (int i = 0; i < 1250; i++) {
            int number = history.ask(Map.of("x", stream.nextDouble(), "y", stream.nextDouble()));
            history.complete(number, bowl(history.view().trial(number)));
        }
        Sampler.Plan plan = sampler.sampleJointly(history.view(), 1250);

        assertThat(plan.explanation())
                .isEqualTo("gp on 1050 of 1250 trials, the best and the newest, fitted on 956, 2 parameters");
        assertThat((double) plan.values().get("x")).isCloseTo(0.7, within(0.01));
    }

    @Test
    void fitsAreSharedByTheAsksBetween() {
        assertThat(IntStream.of(3, 10, 33, 50, 54, 55, 60, 61, 999, 5000).map(FitSchedule::fitted))
                .containsExactly(3, 10, 33, 50, 50, 55, 55, 61, 956, 956);
    }
}
