package io.trialog.internal.config;

import static io.trialog.internal.config.TestFiles.distribution;
import static io.trialog.internal.config.TestFiles.notes;
import static io.trialog.internal.config.TestFiles.readMore;
import static io.trialog.internal.config.TestFiles.refusedParameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where YAML means something else than people think. */
class YamlTrapsTest {

    @Test
    void numbersWithoutADotBeforeTheExponentAreNumbers() {
        assertThat(distribution("{values: [1e-5, 1e-4]}")).isEqualTo(CategoricalDistribution.of(1e-5, 1e-4));
        assertThat(notes("{values: [1e-5, 1e-4]}"))
                .containsExactly(
                        "study.yaml:3: parameters.x.values: 1e-5 is read as a number (YAML 1.1 takes it for a text).",
                        "study.yaml:3: parameters.x.values: 1e-4 is read as a number (YAML 1.1 takes it for a text).");
        assertThat(distribution("{min: 1e-5, max: 1E3}")).isEqualTo(new FloatDistribution(1e-5, 1000));
        assertThat(notes("{min: 1e-5, max: 1.0e3}"))
                .containsExactly(
                        "study.yaml:3: parameters.x.min: 1e-5 is read as a number (YAML 1.1 takes it for a text).",
                        "study.yaml:3: parameters.x.max: 1.0e3 is read as a number (YAML 1.1 takes it for a text).");
    }

    @Test
    void wellFormedNumbersAreReadWithoutANote() {
        assertThat(distribution("{values: [1.0e-5, .5, 3., -2, +4, 1.5E+3]}"))
                .isEqualTo(CategoricalDistribution.of(1e-5, 0.5, 3.0, -2, 4, 1500.0));
        assertThat(notes("{values: [1.0e-5, .5, 3., -2, +4, 1.5E+3]}")).isEmpty();
    }

    @Test
    void yesAndNoAreBooleansAsInPythonAndNoted() {
        assertThat(distribution("{values: [yes, no]}")).isEqualTo(CategoricalDistribution.of(true, false));
        assertThat(notes("{values: [Off, ON, text]}"))
                .containsExactly(
                        "study.yaml:3: parameters.x.values: Off is the boolean false in YAML; quotes make it a text.",
                        "study.yaml:3: parameters.x.values: ON is the boolean true in YAML; quotes make it a text.");
        assertThat(distribution("{values: [\"no\", 'yes', y, n, nO]}"))
                .isEqualTo(CategoricalDistribution.of("no", "yes", "y", "n", "nO"));
        assertThat(notes("{values: [true, False]}")).isEmpty();
    }

    @Test
    void integersInOtherBasesAreWhatPythonMakesOfThemAndNoted() {
        assertThat(distribution("{values: [010, 0x1F, 0b11, 1_000]}"))
                .isEqualTo(CategoricalDistribution.of(8, 31, 3, 1000));
        assertThat(notes("{values: [010, 0x1F, 0b11, 1_000]}"))
                .containsExactly(
                        "study.yaml:3: parameters.x.values: 010 is the octal integer 8 in YAML.",
                        "study.yaml:3: parameters.x.values: 0x1F is the hexadecimal integer 31 in YAML.",
                        "study.yaml:3: parameters.x.values: 0b11 is the binary integer 3 in YAML.",
                        "study.yaml:3: parameters.x.values: 1_000 is the integer 1000 in YAML.");
        assertThat(distribution("{values: [08, 1_0_a, 0x]}"))
                .isEqualTo(CategoricalDistribution.of("08", "1_0_a", "0x"));
    }

    @Test
    void timesAndDatesStayTexts() {
        assertThat(distribution("{values: [12:30:00, 2024-01-31, 1.2.3]}"))
                .isEqualTo(CategoricalDistribution.of("12:30:00", "2024-01-31", "1.2.3"));
        assertThat(notes("{values: [12:30:00, 2024-01-31, 1.2.3]}"))
                .containsExactly(
                        "study.yaml:3: parameters.x.values: 12:30:00 stays a text (YAML 1.1 takes it for a number in base"
                                + " 60).",
                        "study.yaml:3: parameters.x.values: 2024-01-31 stays a text (YAML 1.1 takes it for a date).");
        refusedParameter(
                "{min: 0, max: 12:30:00}", "study.yaml:3: 'parameters.x.max' must be a number, but is '12:30:00'.");
    }

    @Test
    void timesAreDurationsWhereDurationsAreWantedWithAndWithoutQuotes() {
        assertThat(readMore("timeout: 01:30:00").timeout()).isEqualTo(Duration.ofMinutes(90));
        assertThat(readMore("timeout: \"01:30:00\"").timeout()).isEqualTo(Duration.ofMinutes(90));
        assertThat(readMore("timeout: 3-00:00:00").timeout()).isEqualTo(Duration.ofDays(3));
        assertThat(readMore("timeout: 90").timeout()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void integersBetween0And1AreProbablyNotMeant() {
        assertThat(distribution("{min: 0, max: 1}")).isEqualTo(new IntDistribution(0, 1));
        assertThat(notes("{min: 0, max: 1}"))
                .containsExactly(
                        "study.yaml:3: x: min 0 and max 1 are integers, so the values are 0 and 1; real numbers are"
                                + " written 0.0 and 1.0.");
        assertThat(notes("{distribution: int_uniform, min: 0, max: 1}")).isEmpty();
        assertThat(distribution("{min: 0.0, max: 1.0}")).isEqualTo(new FloatDistribution(0, 1));
    }

    @Test
    void aNumberInQuotesIsAText() {
        assertThat(distribution("{values: [\"16\", 16]}")).isEqualTo(CategoricalDistribution.of("16", 16));
        refusedParameter(
                "{min: \"1e-4\", max: 1.0}",
                "study.yaml:3: 'parameters.x.min' must be a number, but is the text '1e-4'.\nMaybe remove the quotes.");
    }

    @Test
    void pythonsNoneIsAText() {
        assertThat(distribution("{values: [None, relu]}")).isEqualTo(CategoricalDistribution.of("None", "relu"));
        assertThat(notes("{values: [None, relu]}"))
                .containsExactly("study.yaml:3: parameters.x.values: None is a text in YAML; null is nothing.");
    }

    @Test
    void numbersThatNoLongHoldsAndNumbersThatAreNoneAreNoChoices() {
        refusedParameter(
                "{values: [99999999999999999999]}",
                "study.yaml:3: 'parameters.x.values' must be within ±2^63, but is '99999999999999999999'.");
        refusedParameter("{values: [.nan]}", "study.yaml:3: 'parameters.x.values' must be finite, but is '.nan'.");
    }

    @Test
    void explicitTagsDecide() {
        assertThat(distribution("{values: [!!str 16, !!float 1, !!int 3]}"))
                .isEqualTo(CategoricalDistribution.of("16", 1.0, 3));
        refusedParameter(
                "{value: !!python/object/apply:os.system [ls]}",
                "study.yaml:3: The YAML tag 'tag:yaml.org,2002:python/object/apply:os.system' is not supported: values are"
                        + " numbers, texts, booleans, lists and maps.");
    }
}
