package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.study.Durability;
import io.trialog.testing.HashedLines;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts, files and numbers that nobody meant to be kind. */
class RoughInputTest {

    private static final String RED = "\u001b[31mred";

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void begin() throws IOException {
        trialog = new CommandLineInTest(directory);
    }

    private Study study(Distribution x) {
        return Study.builder("rough")
                .minimize("loss")
                .parameter("x", x)
                .seed(1)
                .durability(Durability.LEDGER)
                .under(trialog.studies())
                .open();
    }

    private void optimized(String choice, String attribute) {
        try (Study study = study(CategoricalDistribution.of(choice))) {
            study.optimize(3, trial -> {
                trial.setUserAttribute("note", attribute);
                if (trial.number() == 1) {
                    throw new IllegalStateException(attribute);
                }
                return trial.number();
            });
        }
    }

    @Test
    void noCommandPrintsTheControlCharactersOfOthers() {
        optimized(RED, "over\r" + RED);
        for (String[] words : List.of(
                new String[] {"status"},
                new String[] {"status", "rough"},
                new String[] {"trials", "rough"},
                new String[] {"best", "rough"},
                new String[] {"log", "rough"},
                new String[] {"log", "rough", "--trial", "1"},
                new String[] {"why", "rough", "1"},
                new String[] {"monitor", "rough"})) {
            Result result = trialog.call(words);
            assertThat(result.out() + result.err())
                    .as(String.join(" ", words))
                    .isNotEmpty()
                    .doesNotContain("\u001b", "\r");
        }
        assertThat(trialog.call("best", "rough").out()).contains("\\u001b[31mred");
        assertThat(trialog.call("best", "rough", "--json").out()).contains("\\u001b[31mred");
        assertThat(trialog.call("status", RED).err()).doesNotContain("\u001b");
    }

    @Test
    void aSpreadsheetFindsNoFormulaInAnExportForIt() throws IOException {
        optimized("=1+1", "@SUM(A1)");
        Path file = directory.resolve("rough.csv");
        trialog.call("export", "rough", file.toString());
        assertThat(Files.readString(file)).contains(",=1+1,", ",@SUM(A1)");

        Result result = trialog.call("export", "rough", file.toString(), "--force", "--spreadsheet");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readString(file)).contains(",'=1+1,", ",'@SUM(A1)").doesNotContain(",=", ",@");
        assertThat(trialog.call("export", "rough", directory + "/rough.json", "--spreadsheet")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aNegativeNumberOfTrialsAtATimeIsRefused() {
        try (Study study = study(CategoricalDistribution.of("a"))) {
            assertThatThrownBy(() -> study.parallelism(-3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The number of trials at a time must not be negative, but is -3.");
        }
        assertThat(trialog.call("parallel", "rough", "-3").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent.yaml", "sub/absent.yaml", "./absent.yml", "/absent/absent.yaml"})
    void aStudyFileThatIsNotThereIsNoWrongName(String name) {
        for (String verb : List.of("run", "launch", "doctor", "status", "best")) {
            Result result = trialog.call(verb, name);
            assertThat(result.code()).as(verb).isEqualTo(2);
            assertThat(result.err())
                    .as(verb)
                    .contains("There is no study file ")
                    .doesNotContain("A study's name");
        }
    }

    /** Comparing each with each would take many minutes. */
    @Test
    @Timeout(60)
    void aStudyMayHaveVeryManyChoices() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            many.add("choice number " + i);
        }
        CategoricalDistribution choices = new CategoricalDistribution(many);
        for (int i = 0; i < many.size(); i++) {
            assertThat(choices.toInternal(many.get(i))).isEqualTo(i);
        }
        assertThat(choices.contains("choice number 200000")).isFalse();
        assertThat(choices.choices()).isEqualTo(many).hasSameHashCodeAs(many);
        assertThatThrownBy(() -> CategoricalDistribution.of("a", "b", "a")).hasMessageContaining("listed twice");
    }

    @Test
    @Timeout(60)
    void aStudyFileMayListVeryManyChoices() throws IOException {
        StringBuilder values = new StringBuilder("parameters: {x: {values: [0");
        for (int i = 1; i < 60_000; i++) {
            values.append(", v").append(i);
        }
        Path file = Files.writeString(
                directory.resolve("many.yaml"),
                "objective: {command: ['true']}\nmetric: {name: loss}\n" + values + ", 0.0]}}\n");
        String text = trialog.call("run", file.toString(), "-n", "0").err();
        assertThat(text).contains("'trials' must be an integer, at least 1");
    }

    @Test
    void settingsThatNoEventCanHoldAreRefusedAndMakeNothing() throws IOException {
        StringBuilder all = new StringBuilder("first");
        for (int i = 0; i < 60_000; i++) {
            all.append(", v").append(i);
        }
        Path file = Files.writeString(
                directory.resolve("large.yaml"),
                "objective: {command: ['true']}\nmetric: {name: loss}\nparameters: {x: {values: [" + all + "]}}\n");
        Result result = trialog.call("run", file.toString(), "-n", "1");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("The settings of a study must have at most 520,192 bytes in its log");
        assertThat(trialog.study("large")).doesNotExist();
    }

    private Path database(String... changes) throws SQLException, IOException {
        try (Study study = study(CategoricalDistribution.of("a", "b"))) {
            study.optimize(3, trial -> {
                trial.report(0.5, 1);
                return 1.0 + trial.number();
            });
        }
        trialog.call("rebuild", "rough");
        Path file = directory.resolve("optuna.db");
        Files.copy(trialog.study("rough").resolve("study.db"), file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String change : changes) {
                statement.executeUpdate(change);
            }
        }
        return file;
    }

    private Result imported(Path file) {
        return trialog.call("import", file.toString(), "copy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE trial_values SET value = NULL WHERE trial_id = 1",
                "UPDATE trial_values SET value = 'low' WHERE trial_id = 1",
                "DELETE FROM trial_values WHERE trial_id = 1"
            })
    void anImportedTrialWithoutANumberAsItsValueFails(String change) throws Exception {
        Result result = imported(database(change));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("note: COMPLETE in the database, but without a number as the value, and so FAIL here: trial"
                        + " 0.");
        StudyReader study = StudyReader.open(trialog.study("copy"));
        assertThat(study.view().trial(0).state()).isEqualTo(TrialState.FAIL);
        assertThat(study.view().best().number()).isEqualTo(1);
        assertThat(trialog.call("best", "copy").code()).isZero();
        assertThat(trialog.call("verify", "copy").code()).isZero();
    }

    @Test
    void anIntermediateValueThatIsNoNumberIsNaN() throws Exception {
        imported(database("UPDATE trial_intermediate_values SET intermediate_value = 'x' WHERE trial_id = 1"));
        assertThat(StudyReader.open(trialog.study("copy"))
                        .view()
                        .trial(0)
                        .reports()
                        .lastValue())
                .isNaN();
    }

    @Test
    void aFailedImportLeavesNothing() throws Exception {
        Result result = imported(database("UPDATE trial_params SET param_value = NULL WHERE trial_id = 1"));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("The parameter 'x' of the trial with key 1 must be a number in the database");
        assertThat(trialog.study("copy")).doesNotExist();

        Path lines = directory.resolve("rough.jsonl");
        trialog.call("export", "rough", lines.toString());
        String text = Files.readString(lines);
        Files.writeString(lines, text.replace("\"step\":1", "\"step\":2"));
        assertThat(imported(lines).code()).isEqualTo(4);
        assertThat(trialog.study("copy")).doesNotExist();

        Files.writeString(lines, text);
        assertThat(imported(lines).code()).isZero();
    }

    @Test
    void whatIsTooLargeInAnotherDatabaseIsLeftOutAlone() throws Exception {
        Path file = database("INSERT INTO trial_user_attributes (trial_id, \"key\", value_json) VALUES (1, 'model', '\""
                + "x".repeat(600_000) + "\"'), (1, 'small', '7')");

        Result result = imported(file);

        assertThat(result.out()).contains("note: Trial 0: the attribute 'model' has 600,0");
        assertThat(StudyReader.open(trialog.study("copy")).view().trial(0).userAttributes())
                .containsOnlyKeys("small");
    }

    @Test
    void aLogInWhichATrialIsCompleteWithoutAValueIsReadAll() throws IOException {
        try (Study study = study(CategoricalDistribution.of("a"))) {
            study.optimize(2, trial -> trial.number());
        }
        Path ledger = trialog.study("rough").resolve("ledger/000001.jsonl");
        List<String> lines = Files.readAllLines(ledger);
        int told = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("\"TrialTold\"") && told++ == 0) {
                lines.set(i, lines.get(i).replaceFirst("\"values\":\\[[^]]*]", "\"values\":[]"));
            }
        }
        Path file = directory.resolve("forged.jsonl");
        Files.write(file, HashedLines.anew(lines));

        assertThat(imported(file).code()).isZero();

        StudyReader study = StudyReader.open(trialog.study("copy"));
        assertThat(study.view().trial(0).state()).isEqualTo(TrialState.FAIL);
        assertThat(study.view().trial(0).error()).contains("told COMPLETE with 0 values");
        assertThat(trialog.call("best", "copy").code()).isZero();
    }
}
