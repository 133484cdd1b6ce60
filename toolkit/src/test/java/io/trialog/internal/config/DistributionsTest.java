package io.trialog.internal.config;

import static io.trialog.internal.config.TestFiles.distribution;
import static io.trialog.internal.config.TestFiles.notes;
import static io.trialog.internal.config.TestFiles.objections;
import static io.trialog.internal.config.TestFiles.refusedParameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.numeric.RandomStream;
import io.trialog.internal.sampler.IndependentDraw;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.testing.RandomHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every distribution of W&amp;B's documentation, literal in, literal out. */
class DistributionsTest {

    private static final String ENDLESS =
            "study.yaml:3: The values of 'x' must lie between finite bounds that are a finite"
                    + " number apart, but do not.\nMaybe bounds that are closer, or log: true.";

    @Test
    void constant() {
        assertThat(distribution("{value: 7}")).isEqualTo(CategoricalDistribution.of(7));
        assertThat(distribution("{distribution: constant, value: adam}")).isEqualTo(CategoricalDistribution.of("adam"));
        assertThat(distribution("{value: null}"))
                .isEqualTo(new CategoricalDistribution(Arrays.asList((Object) null), List.of()));
        assertThat(distribution("{value: }"))
                .isEqualTo(new CategoricalDistribution(Arrays.asList((Object) null), List.of()));
    }

    @Test
    void categorical() {
        assertThat(distribution("{values: [16, 0.5, adam, true, null, \"16\"]}"))
                .isEqualTo(new CategoricalDistribution(Arrays.asList(16L, 0.5, "adam", true, null, "16"), List.of()));
        assertThat(distribution("{distribution: categorical, values: [a, b]}"))
                .isEqualTo(CategoricalDistribution.of("a", "b"));
    }

    @Test
    void categoricalWithProbabilities() {
        CategoricalDistribution expected = new CategoricalDistribution(List.of("a", "b"), List.of(0.25, 0.75));

        assertThat(distribution("{values: [a, b], probabilities: [0.25, 0.75]}"))
                .isEqualTo(expected);
        assertThat(distribution(
                        "{distribution: categorical_w_probabilities, values: [a, b], probabilities: [0.25, 0.75]}"))
                .isEqualTo(expected);
    }

    @Test
    void intUniform() {
        assertThat(distribution("{min: 1, max: 8}")).isEqualTo(new IntDistribution(1, 8));
        assertThat(distribution("{distribution: int_uniform, min: -3, max: 3}")).isEqualTo(new IntDistribution(-3, 3));
    }

    @Test
    void uniform() {
        assertThat(distribution("{min: 1.0, max: 8.0}")).isEqualTo(new FloatDistribution(1, 8));
        assertThat(distribution("{min: 0, max: 0.5}")).isEqualTo(new FloatDistribution(0, 0.5));
        assertThat(distribution("{min: 0.5, max: 2}")).isEqualTo(new FloatDistribution(0.5, 2));
        assertThat(distribution("{distribution: uniform, min: 0, max: 1}")).isEqualTo(new FloatDistribution(0, 1));
    }

    @Test
    void qUniformGivesMultiplesOfQ() {
        assertThat(distribution("{distribution: q_uniform, min: 0, max: 1, q: 0.1}"))
                .isEqualTo(new FloatDistribution(0, 1, 0.1, false));
        assertThat(distribution("{distribution: q_uniform, min: 0.07, max: 0.52, q: 0.1}"))
                .isEqualTo(new FloatDistribution(0.1, 0.5, 0.1, false));
        assertThat(distribution("{distribution: q_uniform, min: 0.0, max: 1.0}"))
                .isEqualTo(new FloatDistribution(0, 1, 1, false));
    }

    @Test
    void aWholeQGivesIntegers() {
        assertThat(distribution("{distribution: q_uniform, min: 10, max: 100, q: 8}"))
                .isEqualTo(new IntDistribution(8, 96, 8, false));
        assertThat(distribution("{distribution: q_log_uniform_values, min: 16, max: 512, q: 16}"))
                .isEqualTo(new IntDistribution(16, 512, 16, true));
    }

    @Test
    void theStandardQIsTheIntegerOne() {
        assertThat(distribution("{distribution: q_uniform, min: 0, max: 1}")).isEqualTo(new IntDistribution(0, 1));
        assertThat(distribution("{distribution: q_log_uniform_values, min: 16, max: 512}"))
                .isEqualTo(new IntDistribution(16, 512, 1, true));
        assertThat(distribution("{distribution: q_log_uniform, min: 0, max: 5}"))
                .isEqualTo(new IntDistribution(1, 148, 1, true));
        for (int mu : new int[] {40, -40}) {
            assertThat(distribution("{distribution: q_log_normal, mu: " + mu + "}"))
                    .isEqualTo(new NormalDistribution(mu, 1, 1, true));
        }
    }

    @Test
    void boundsThatAreRoundedToMultiplesAreNoted() {
        assertThat(notes("{distribution: q_uniform, min: 10, max: 100, q: 8}"))
                .containsExactly("study.yaml:3: x: the values are multiples of q = 8 from 8.0 to 96.0, since W&B rounds"
                        + " the bounds.");
    }

    @Test
    void aMaxThatNoStepReachesIsNoted() {
        assertThat(notes("{min: 0.0, max: 1.0, step: 0.3}"))
                .containsExactly("study.yaml:3: x: the max 1.0 can't be reached from 0.0 in steps of 0.3, so that the"
                        + " largest value is 0.9.");
        assertThat(notes("{min: 0, max: 10, step: 3}"))
                .containsExactly(
                        "study.yaml:3: x: the max 10 can't be reached from 0 in steps of 3, so that the largest"
                                + " value is 9.");
        assertThat(notes("{min: 0, max: 9, step: 3}")).isEmpty();
        assertThat(notes("{min: 0.0, max: 0.9, step: 0.3}")).isEmpty();
    }

    @Test
    void aStepThatIsWiderThanTheRangeIsNoted() {
        assertThat(notes("{min: 0.5, max: 1.0, step: 2.0}"))
                .containsExactly(
                        "study.yaml:3: x: the step 2.0 is wider than the range, so that 0.5 is the only value.");
        assertThat(notes("{min: 2, max: 4, step: 7}"))
                .containsExactly("study.yaml:3: x: the step 7 is wider than the range, so that 2 is the only value.");
    }

    @Test
    void aStepOfZeroAndARangeWithoutEndAreObjectedTo() {
        assertThat(objections("{min: 0.0, max: 1.0, step: 0}"))
                .containsExactly("study.yaml:3: 'parameters.x.step' must be positive, but is 0."
                        + "\nMaybe leave it out: then every number from min to max is possible.");
        assertThat(objections("{min: -1.7e+308, max: 1.7e+308}")).containsExactly(ENDLESS);
        assertThat(objections("{min: 0.0, max: 1.7e+308}")).isEmpty();
        assertThat(objections("{distribution: normal, mu: 0, sigma: 1.0e+308}")).containsExactly(ENDLESS);
        assertThat(objections("{distribution: log_normal, mu: 1000}")).containsExactly(ENDLESS);
        assertThat(objections("{distribution: log_uniform_values, min: 1.0e-300, max: 1.7e+308}"))
                .isEmpty();
    }

    @Test
    void aQWithoutAMultipleInTheRangeNamesTheRemedy() {
        assertThat(objections("{distribution: q_uniform, min: 10, max: 12, q: 100}"))
                .containsExactly("study.yaml:3: The parameter 'x' can't be: There must be a multiple of q = 100 between"
                        + " 10.0 and 12.0, but there is none.\nMaybe a smaller q.");
        assertThat(objections("{distribution: q_uniform, min: 0.25, max: 0.3, q: 0.1}"))
                .isEmpty();
        assertThat(objections("{distribution: q_uniform, min: 1.4, max: 2.6, q: 1}"))
                .isEmpty();
        refusedParameter(
                "{distribution: q_log_uniform_values, min: 1, max: 3, q: 10}",
                "study.yaml:3: The parameter 'x' can't be: There must be a multiple of q = 10 between 1.0 and 3.0, but"
                        + " there is none.\nMaybe a smaller q.");
    }

    @Test
    void logUniformTakesExponentsAndSaysSo() {
        String sweep = "{distribution: log_uniform, min: -9.21, max: -2.3}";

        assertThat(distribution(sweep))
                .isEqualTo(new FloatDistribution(StrictMath.exp(-9.21), StrictMath.exp(-2.3), 0, true));
        assertThat(notes(sweep))
                .containsExactly("study.yaml:3: x: min and max are exponents of e here, so the values lie between "
                        + "0.00010003404299092957 and 0.10025884372280375.");
    }

    @Test
    void logUniformWithBoundsThatLookLikeValuesGetsAHint() {
        assertThat(notes("{distribution: log_uniform, min: 0.0001, max: 0.1}"))
                .containsExactly("study.yaml:3: x: min and max are exponents of e here, so the values lie between "
                        + "1.0001000050001667 and 1.1051709180756477; maybe log_uniform_values was meant.");
    }

    @Test
    void logUniformValues() {
        assertThat(distribution("{distribution: log_uniform_values, min: 1, max: 100}"))
                .isEqualTo(new FloatDistribution(1, 100, 0, true));
    }

    @Test
    void qLogUniform() {
        assertThat(distribution("{distribution: q_log_uniform, min: 0, max: 5, q: 0.5}"))
                .isEqualTo(new FloatDistribution(1, 148.5, 0.5, true));
        assertThat(distribution("{distribution: q_log_uniform, min: 0, max: 5, q: 1}"))
                .isEqualTo(new IntDistribution(1, 148, 1, true));
    }

    @Test
    void aQuantizedLogarithmNeverReachesZero() {
        String sweep = "{distribution: q_log_uniform_values, min: 0.1, max: 8, q: 1}";

        assertThat(distribution(sweep)).isEqualTo(new IntDistribution(1, 8, 1, true));
        assertThat(notes(sweep))
                .containsExactly(
                        "study.yaml:3: x: 0 can't stand on a logarithmic scale, so the smallest value is q = 1.");
    }

    @Test
    void invLogUniform() {
        assertThat(distribution("{distribution: inv_log_uniform, min: 2, max: 5}"))
                .isEqualTo(new FloatDistribution(StrictMath.exp(-5), StrictMath.exp(-2), 0, true));
        assertThat(distribution("{distribution: inv_log_uniform_values, min: 0.001, max: 0.1}"))
                .isEqualTo(new FloatDistribution(0.001, 0.1, 0, true));
    }

    @Test
    void normal() {
        assertThat(distribution("{distribution: normal}")).isEqualTo(new NormalDistribution(0, 1, 0, false));
        assertThat(distribution("{distribution: normal, mu: 5, sigma: 2}"))
                .isEqualTo(new NormalDistribution(5, 2, 0, false));
        assertThat(distribution("{distribution: log_normal, mu: -3, sigma: 0.5}"))
                .isEqualTo(new NormalDistribution(-3, 0.5, 0, true));
        assertThat(distribution("{distribution: q_normal, mu: 5, sigma: 2, q: 0.5}"))
                .isEqualTo(new NormalDistribution(5, 2, 0.5, false));
        assertThat(distribution("{distribution: q_log_normal, mu: 3}"))
                .isEqualTo(new NormalDistribution(3, 1, 1, true, true));
    }

    @Test
    void aNormalWithAWholeQGivesIntegers() {
        NormalDistribution width =
                (NormalDistribution) distribution("{distribution: q_normal, mu: 100, sigma: 20, q: 2}");

        assertThat(width).isEqualTo(new NormalDistribution(100, 20, 2, false, true));
        assertThat(width.toExternal(64)).isEqualTo(64L);
        assertThat(distribution("{distribution: q_log_normal, mu: 3, q: 1}"))
                .isEqualTo(new NormalDistribution(3, 1, 1, true, true));
        NormalDistribution real = (NormalDistribution) distribution("{distribution: q_normal, mu: 100, q: 2.0}");
        assertThat(real.toExternal(64)).isEqualTo(64.0);
        refusedParameter(
                "{distribution: q_log_normal, mu: 40, q: 1}",
                "study.yaml:3: The parameter 'x' can't be: The values of a parameter of integers must be within ±2^53, but"
                        + " mu is 40.0 and sigma 1.0.");
    }

    /** The type of W&amp;B's value: what a program's argument parser gets to read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "value: 7                                                                  | Long",
                "'values: [16, 32]'                                                        | Long",
                "'values: [0.1, 0.2]'                                                      | Double",
                "'distribution: constant, value: a'                                        | String",
                "'distribution: categorical, values: [true, false]'                        | Boolean",
                "'distribution: categorical_w_probabilities, values: [1, 2], probabilities: [0.5, 0.5]' | Long",
                "'min: 1, max: 8'                                                          | Long",
                "'min: 1.0, max: 8'                                                        | Double",
                "'distribution: int_uniform, min: 1, max: 8'                               | Long",
                "'distribution: uniform, min: 1, max: 8'                                   | Double",
                "'distribution: q_uniform, min: 1, max: 8'                                 | Long",
                "'distribution: q_uniform, min: 1, max: 8, q: 2'                           | Long",
                "'distribution: q_uniform, min: 1, max: 8, q: 2.0'                         | Double",
                "'distribution: log_uniform, min: 1, max: 2'                               | Double",
                "'distribution: log_uniform_values, min: 1, max: 8'                        | Double",
                "'distribution: q_log_uniform, min: 0, max: 4'                             | Long",
                "'distribution: q_log_uniform, min: 0, max: 4, q: 2'                       | Long",
                "'distribution: q_log_uniform_values, min: 1, max: 64'                     | Long",
                "'distribution: q_log_uniform_values, min: 1, max: 64, q: 1'               | Long",
                "'distribution: inv_log_uniform, min: 1, max: 2'                           | Double",
                "'distribution: inv_log_uniform_values, min: 1, max: 8'                    | Double",
                "'distribution: normal, mu: 10, sigma: 2'                                  | Double",
                "'distribution: q_normal, mu: 10, sigma: 2'                                | Long",
                "'distribution: q_normal, mu: 10, sigma: 2, q: 1'                          | Long",
                "'distribution: log_normal, mu: 1'                                         | Double",
                "'distribution: q_log_normal, mu: 1, q: 0.5'                               | Double",
                "'distribution: q_log_normal, mu: 1, q: 3'                                 | Long"
            })
    void valuesHaveTheTypeThatWandbGives(String sweep, String type) {
        Distribution distribution = distribution("{" + sweep + "}");
        Settings settings =
                Settings.of("s", List.of(Direction.MINIMIZE), List.of("loss")).withSeed(7);
        StudyFold fold = new StudyFold();
        fold.apply(
                new Envelope(0, "", Instant.EPOCH, 1, -1, "", 1, -1, 0, "", ""),
                new StudyEvent.StudyCreated("id", settings, RandomHistory.platform()));
        for (int trial = 0; trial < 50; trial++) {
            Object value = new IndependentDraw(RandomStream::of).draw(fold.view(), trial, "x", distribution);
            assertThat(value.getClass().getSimpleName()).isEqualTo(type);
            assertThat(distribution.contains(value))
                    .as("%s in %s", value, distribution)
                    .isTrue();
        }
    }

    @Test
    void everyDistributionThatIsKnownStandsInTheseTests() throws Exception {
        String tests = Files.readString(Path.of("src/test/java/io/trialog/internal/config/DistributionsTest.java"));

        assertThat(DistributionRule.names())
                .allSatisfy(name -> assertThat(tests).contains("distribution: " + name + ","));
    }

    @Test
    void whatIsNotSupportedIsRefusedByName() {
        refusedParameter(
                "{distribution: beta, a: 1, b: 2}",
                "study.yaml:3: The distribution 'beta' of 'x' is not supported.\nMaybe uniform or normal.");
        refusedParameter(
                "{distribution: q_beta, a: 1, b: 2, q: 0.1}",
                "study.yaml:3: The distribution 'q_beta' of 'x' is not supported.\nMaybe uniform or normal.");
        refusedParameter(
                "{distribution: log_unifrom, min: 1, max: 2}",
                "study.yaml:3: Unknown distribution 'log_unifrom' of 'x'; known are constant, categorical,"
                        + " categorical_w_probabilities, int_uniform, uniform, q_uniform, log_uniform,"
                        + " log_uniform_values, q_log_uniform, q_log_uniform_values, inv_log_uniform,"
                        + " inv_log_uniform_values, normal, q_normal, log_normal, q_log_normal.\nMaybe 'log_uniform'.");
    }

    @Test
    void keysThatDoNotBelongToTheDistributionAreRefused() {
        refusedParameter(
                "{distribution: uniform, min: 0, max: 1, sigma: 2}",
                "study.yaml:3: 'parameters.x.sigma' has no meaning for the distribution 'uniform', which takes min, max,"
                        + " step, log.");
        refusedParameter(
                "{values: [1, 2], min: 0}",
                "study.yaml:3: 'parameters.x.min' has no meaning for the distribution 'categorical', which takes values,"
                        + " probabilities.");
        refusedParameter(
                "{distribution: log_uniform_values, min: 0.1, max: 1.0, log: true}",
                "study.yaml:3: 'parameters.x.log' has no meaning for the distribution 'log_uniform_values', which takes"
                        + " min, max.");
    }

    @Test
    void missingKeysAreNamed() {
        refusedParameter(
                "{min: 0.0}",
                "study.yaml:3: 'parameters.x.max' is missing: the distribution 'uniform' needs min and max.");
        refusedParameter(
                "{distribution: log_uniform_values, min: 0.1}",
                "study.yaml:3: 'parameters.x.max' is missing: the distribution 'log_uniform_values' needs min and max.");
        refusedParameter(
                "{when: {y: 1}}",
                "study.yaml:3: The parameter 'x' has no values: it needs 'values', 'value', or 'min' and 'max'."
                        + "\nMaybe {min: 0.0, max: 1.0}.");
    }

    @Test
    void rangesThatAreNoneAreRefused() {
        refusedParameter(
                "{min: 2.0, max: 1.0}",
                "study.yaml:3: The parameter 'x' can't be: The low (2.0) must not be above the high (1.0).");
        refusedParameter(
                "{distribution: log_uniform_values, min: 0, max: 1}",
                "study.yaml:3: The parameter 'x' can't be: The low (0.0) must be positive on a logarithmic scale.");
        refusedParameter(
                "{min: 0.0, max: .inf}", "study.yaml:3: 'parameters.x.max' must be a finite number, but is '.inf'.");
        refusedParameter(
                "{min: .nan, max: 1.0}", "study.yaml:3: 'parameters.x.min' must be a finite number, but is '.nan'.");
        refusedParameter(
                "{distribution: log_uniform, min: 0, max: 1000}",
                "study.yaml:3: The parameter 'x' can't be: The high (Infinity) must be finite.");
        refusedParameter(
                "{distribution: q_uniform, min: 0, max: 1, q: 0}",
                "study.yaml:3: 'parameters.x.q' must be positive, but is '0'.");
        refusedParameter(
                "{distribution: q_uniform, min: 0, max: 1.0e+300, q: 1}",
                "study.yaml:3: The parameter 'x' can't be: The bounds (0.0, 1.0E300) must be within 2^53 times q.");
        refusedParameter(
                "{distribution: normal, sigma: 0}",
                "study.yaml:3: The parameter 'x' can't be: The sigma (0.0) must be positive and finite.");
        refusedParameter(
                "{values: [a, b], probabilities: [0.5, 0.6]}",
                "study.yaml:3: The parameter 'x' can't be: The probabilities must sum to 1, but sum to 1.1.");
    }

    @Test
    void choicesMustDiffer() {
        assertThat(distribution("{values: [16, 32, 16]}")).isEqualTo(CategoricalDistribution.of(16, 32));
        assertThat(notes("{values: [16, 32, 16]}"))
                .containsExactly("study.yaml:3: parameters.x.values: 16 and 16 are the same and count once;"
                        + " 'probabilities' make a choice more likely.");
        assertThat(distribution("{values: [1, 1.0]}")).isEqualTo(CategoricalDistribution.of(1));
        assertThat(notes("{values: [1, 1.0]}"))
                .containsExactly("study.yaml:3: parameters.x.values: 1 and 1.0 are the same and count once;"
                        + " 'probabilities' make a choice more likely.");
        refusedParameter(
                "{values: [a, b, a], probabilities: [0.25, 0.5, 0.25]}",
                "study.yaml:3: 'parameters.x.values' must not list a value twice, but 'a' and 'a' are the same."
                        + "\nMaybe one of them with both probabilities.");
        refusedParameter(
                "{values: []}",
                "study.yaml:3: 'parameters.x.values' must be a list with at least one element, but is empty.");
    }

    @Test
    void listsAndMapsAmongTheChoicesAreKept() {
        String sweep = "{values: [[64, 32], {lr: 1.0e-5, name: a}, none]}";

        assertThat(distribution(sweep))
                .isEqualTo(CategoricalDistribution.of(List.of(64L, 32L), Map.of("lr", 1e-5, "name", "a"), "none"));
        assertThat(notes(sweep)).isEmpty();
    }
}
