package io.trialog.internal.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.numeric.RandomStream;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.testing.Histories;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TpeOptionsTest {

    private static final SearchSpace SPACE = new SearchSpace(
            List.of(new Parameter("x", new FloatDistribution(0, 1)), new Parameter("n", new IntDistribution(1, 4))));

    private static Histories history(int trials) {
        Histories history = Histories.minimize(SPACE);
        for (int i = 0; i < trials; i++) {
            history.complete(history.ask(Map.of("x", i * 7 % 40 / 40.0, "n", 1L + i % 4)), i * 7 % 40);
        }
        return history;
    }

    private static Sampler.Plan plan(int rule, Map<String, Object> options, int trials) {
        return new TpeSampler(Example.options(rule, options), RandomStream::of)
                .sampleJointly(history(trials).view(), trials);
    }

    @Test
    void gammaIsTheShareOfGoodTrials() {
        assertThat(plan(2, Map.of(), 40).explanation()).startsWith("tpe joint: 4 below, 36 above");
        assertThat(plan(2, Map.of("gamma", 0.25), 40).explanation()).startsWith("tpe joint: 10 below, 30 above");
        assertThat(plan(2, Map.of("gamma", 1), 40).explanation()).startsWith("tpe joint: 25 below, 15 above");
    }

    @Test
    void weightsSayWhatOldTrialsWeigh() {
        double[] weights = new double[31];
        assertThat(Weights.OLD_DECAY.fill(weights, 30))
                .isCloseTo(28.5833, org.assertj.core.api.Assertions.within(1e-4));
        assertThat(weights[1]).isCloseTo(0.275, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(Weights.UNIFORM.fill(weights, 30)).isEqualTo(31);
        assertThat(Weights.OLD_DROP.fill(weights, 30)).isEqualTo(26);
        assertThat(weights[4]).isEqualTo(0);
        assertThat(weights[5]).isEqualTo(1);
        int different = 0;
        for (int trials = 60; trials < 80; trials++) {
            Map<String, ?> dropped =
                    plan(2, Map.of("weights", "old_drop"), trials).values();
            different += dropped.equals(plan(2, Map.of(), trials).values()) ? 0 : 1;
        }
        assertThat(different).isPositive();
    }

    @Test
    void theStartMayBeSobolPoints() {
        Sampler.Plan plan = plan(2, Map.of("startup", "sobol"), 3);

        assertThat(plan.memo()).isEqualTo(Map.of("sobol", 0L));
        assertThat(plan.explanation()).isEqualTo("startup 3 of 10, sobol: point 0, balanced again with 2");
        assertThat(plan(2, Map.of("startup", "sobol"), 12).memo()).isEmpty();
    }

    @Test
    void onGridsTheRulesDifferAndWithoutTiesTheyAgree() {
        SearchSpace line = new SearchSpace(List.of(new Parameter("x", new FloatDistribution(0, 1))));
        Histories history = Histories.minimize(line);
        for (int i = 0; i < 40; i++) {
            history.complete(history.ask(Map.of("x", i * 7 % 40 / 40.0)), i * 7 % 40);
        }
        Sampler first = new TpeSampler(Example.options(1, Map.of()), RandomStream::of);
        Sampler second = new TpeSampler(Example.options(2, Map.of()), RandomStream::of);

        assertThat(first.sampleJointly(history.view(), 40)).isEqualTo(second.sampleJointly(history.view(), 40));
        int different = 0;
        for (int trials = 20; trials < 60; trials++) {
            different += plan(1, Map.of(), trials)
                            .values()
                            .equals(plan(2, Map.of(), trials).values())
                    ? 0
                    : 1;
        }
        assertThat(different).isPositive();
    }

    @Test
    void observationsOfEqualValueHaveAnOrderOfTheirOwnInEachParameter() {
        StringBuilder x = new StringBuilder();
        StringBuilder y = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            x.append(Ties.of(2, "x").isBefore(7, i, i + 1) ? '<' : '>');
            y.append(Ties.of(2, "y").isBefore(7, i, i + 1) ? '<' : '>');
        }

        assertThat(x.toString().hashCode())
                .as("%s: other bits need another rule", x)
                .isEqualTo(-1068428872);
        assertThat(y.toString()).isNotEqualTo(x.toString());
        assertThat(Ties.of(1, "x").isBefore(7, 3, 4)).isTrue();
        assertThat(Ties.of(2, "x").isBefore(-0.0, 3, 4))
                .isEqualTo(Ties.of(2, "x").isBefore(0.0, 3, 4));
    }

    @Test
    void ruleOneKnowsNoneOfTheNewOptions() {
        assertThatThrownBy(() -> SamplerCatalogue.catalogue().values(Map.of("type", "tpe", "group", true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no option 'group'")
                .hasMessageEndingWith("Maybe set sampler.rule to latest, which is 3.");
    }
}
