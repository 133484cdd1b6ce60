package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.engine.Reasons;
import io.trialog.spi.Origin;
import io.trialog.study.OpenOptions;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters that vary together, from the study file to the trials. */
class PairedParametersTest {

    private static final String PAIRED = """
            metric: {name: loss, goal: minimize}
            durability: ledger
            parameters:
              lr: {values: [0.1, 0.01]}
              layers: {min: 1, max: 2, when: {model: [mlp]}}
            paired:
              - net: {model: [cnn, mlp, mlp], dropout: [0.1, 0.2, 0.3]}
            sampler: {type: grid, seed: 3}
            """;

    /** The same without a condition. */
    private static final String PLAIN = PAIRED.replace("  layers: {min: 1, max: 2, when: {model: [mlp]}}\n", "");

    @TempDir
    Path directory;

    private Study open(String file, String... overrides) throws IOException {
        Path path = directory.resolve("pairs.yaml");
        Files.writeString(path, file);
        return Study.open(OpenOptions.of(path.toString()).withRoot(directory).withOverrides(List.of(overrides)));
    }

    private static double loss(Trial trial) {
        Map<String, Object> params = trial.params();
        return ("cnn".equals(params.get("model")) ? 1 : 0) + number(params, "dropout") + number(params, "lr");
    }

    private static double number(Map<String, Object> params, String name) {
        return (double) Objects.requireNonNull(params.get(name));
    }

    private static String row(TrialRecord trial) {
        return trial.params().get("model") + " " + trial.params().get("dropout");
    }

    @Test
    void inAGridTheGroupVariesFastestAndAConditionMayNameAMember() throws IOException {
        try (Study study = open(PAIRED)) {
            study.optimize(100, PairedParametersTest::loss);

            assertThat(study.trials())
                    .extracting(trial -> trial.params().get("lr") + " " + row(trial) + " "
                            + trial.params().getOrDefault("layers", "-"))
                    .containsExactly(
                            "0.1 cnn 0.1 -",
                            "0.1 mlp 0.2 1",
                            "0.1 mlp 0.2 2",
                            "0.1 mlp 0.3 1",
                            "0.1 mlp 0.3 2",
                            "0.01 cnn 0.1 -",
                            "0.01 mlp 0.2 1",
                            "0.01 mlp 0.2 2",
                            "0.01 mlp 0.3 1",
                            "0.01 mlp 0.3 2");
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
        try (Study again = open(PAIRED)) {
            assertThat(again.optimize(100, PairedParametersTest::loss).finishedTrials())
                    .isEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpe", "random", "gp", "auto", "cmaes", "brute_force"})
    void everySamplerProposesRowsOnly(String sampler) throws IOException {
        try (Study study = open(PLAIN, "sampler.type=" + sampler)) {
            study.optimize(25, PairedParametersTest::loss);

            assertThat(study.trials())
                    .extracting(PairedParametersTest::row)
                    .isSubsetOf("cnn 0.1", "mlp 0.2", "mlp 0.3")
                    .contains("cnn 0.1", "mlp 0.2", "mlp 0.3");
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void anEnqueuedValueTellsItsRowOrIsRefused() throws IOException {
        try (Study study = open(PAIRED, "sampler.type=random")) {
            study.enqueue(Map.of("dropout", 0.3));
            study.optimize(1, PairedParametersTest::loss);

            assertThat(row(study.trials().list().get(0))).isEqualTo("mlp 0.3");
            assertThatThrownBy(() -> study.enqueue(Map.of("model", "cnn", "dropout", 0.2)))
                    .hasMessage(
                            "The values of paired parameters must stand in one row of the group 'net', but model=cnn,"
                                    + " dropout=0.2 stand in none.\nMaybe model=cnn, dropout=0.1.");
            assertThatThrownBy(() -> study.enqueue(Map.of("model", "mlp")))
                    .hasMessage(
                            "The values of paired parameters must tell the row of the group 'net', but model=mlp fits 2"
                                    + " rows.\nMaybe name dropout too.");
        }
    }

    @Test
    void aFixedValueTellsItsRow() throws IOException {
        try (Study study = open(PAIRED, "sampler.fixed={dropout: 0.3}")) {
            study.optimize(100, PairedParametersTest::loss);

            assertThat(study.trials()).hasSize(4).allMatch(trial -> row(trial).equals("mlp 0.3"));
        }
    }

    @Test
    void rowsMayNotChange() throws IOException {
        open(PAIRED).close();

        assertThatThrownBy(() -> open(PAIRED.replace("[0.1, 0.2, 0.3]", "[0.1, 0.3, 0.2]"))
                        .close())
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining(
                        "paired: [{net: {model: [cnn, mlp, mlp], dropout: [0.1, 0.2, 0.3]}}] -> [{net: {model: [cnn, mlp,"
                                + " mlp], dropout: [0.1, 0.3, 0.2]}}]");
    }

    @Test
    void aMemberIsDrawnAroundTheValueOfTheOtherTrialAndNotAroundTheNumberOfItsRow() throws IOException {
        try (Study study = open(PLAIN, "sampler={type: tpe, seed: 3, startup_trials: 4}")) {
            study.optimize(12, PairedParametersTest::loss);

            Pattern around = Pattern.compile("around trial (\\d+), which has (\\S+)$");
            Set<String> told = new HashSet<>();
            List<TrialRecord> trials = new ArrayList<>();
            study.trials().forEach(trials::add);
            for (TrialRecord trial : trials) {
                for (Origin origin :
                        Reasons.of(directory.resolve("pairs"), trial.number()).origins()) {
                    Matcher words = around.matcher(origin.source());
                    if (words.find()) {
                        Object value = trials.get(Integer.parseInt(words.group(1)))
                                .params()
                                .get(origin.parameter());
                        assertThat(words.group(2)).isEqualTo(String.valueOf(value));
                        told.add(origin.parameter());
                    }
                }
            }
            assertThat(told).contains("model", "dropout");
        }
    }

    @Test
    void importanceHasOneLinePerGroup() throws IOException {
        try (Study study = open(PLAIN)) {
            study.optimize(100, PairedParametersTest::loss);

            assertThat(study.importances().keySet()).containsExactlyInAnyOrder("net", "lr");
            assertThat(Objects.requireNonNull(study.importances().get("net"))).isGreaterThan(0.5);
        }
    }
}
