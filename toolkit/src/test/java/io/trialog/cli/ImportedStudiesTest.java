package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.study.OpenOptions;
import io.trialog.testing.Python;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies of Optuna that a program goes on with. Needs a Python with Optuna; skipped where there is none. */
@Tag("processes")
class ImportedStudiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void begin() throws Exception {
        Python.assume("optuna");
        trialog = new CommandLineInTest(directory);
    }

    private String python(String verb, Path file) throws Exception {
        return Python.output(directory, ImportedStudiesTest.class, "make_databases.py", verb, file.toString());
    }

    private void imported(String verb) throws Exception {
        python(verb, directory.resolve(verb + ".db"));
        Result result = trialog.call("import", directory.resolve(verb + ".db").toString(), verb);
        assertThat(result.code()).as(result.err()).isZero();
    }

    private Path program() throws Exception {
        return Files.writeString(directory.resolve("program.sh"), "echo \"ARGV $*\"\necho value: 1\n");
    }

    @Test
    void listsTuplesDictsAndDuplicatesAmongChoicesComeBackEqualFromStudyDb() throws Exception {
        imported("lists");
        trialog.call("rebuild", "lists");

        JsonNode before = JSON.readTree(python("read_back", directory.resolve("lists.db")));
        JsonNode after =
                JSON.readTree(python("read_back", trialog.study("lists").resolve("study.db")));

        assertThat(after).isEqualTo(before).hasSize(8);
        assertThat(after.get(0).get("choices").get("twice").toString()).isEqualTo("[\"a\",\"a\",\"b\"]");
        assertThat(after.get(0).get("choices").get("kind").toString()).isEqualTo("[{\"a\":1},{\"b\":[2.5,null,true]}]");
        assertThat(trialog.call("verify", "lists").code()).isZero();
    }

    @Test
    void theSearchHasADuplicateOnceAndStudyDbKeepsTheListOfOptuna() throws Exception {
        imported("lists");
        String sh = program().toString();
        Result run = trialog.call("run", "lists", "-n", "12", "--", "sh", sh);

        assertThat(run.code()).as(run.err()).isZero();
        Study study = Study.open(OpenOptions.of("lists").withRoot(trialog.studies()));
        assertThat(study.settings().space().parameters()).hasSize(4);
        study.optimizeMore(
                3, trial -> trial.suggestCategorical("twice", "a", "b").length());
        study.close();
        JsonNode after =
                JSON.readTree(python("read_back", trialog.study("lists").resolve("study.db")));
        assertThat(after).hasSize(15);
        for (JsonNode trial : after) {
            assertThat(trial.get("choices").get("twice").toString()).isEqualTo("[\"a\",\"a\",\"b\"]");
            assertThat(trial.get("choices").get("size").toString()).isEqualTo("[[1,2],[3,4]]");
        }
        assertThat(trialog.call("verify", "lists").code()).isZero();
    }

    @Test
    void withoutConditionsAskAndRunHandOverEveryParameterAtOnce() throws Exception {
        imported("plain");

        Result asked = trialog.call("ask", "plain", "--json");

        assertThat(asked.code()).as(asked.err()).isZero();
        JsonNode params = JSON.readTree(asked.out()).get("params");
        assertThat(params.get("x").asDouble()).isEqualTo(0.25);
        assertThat(params.get("constant").asInt()).isEqualTo(3);
        assertThat(params.has("n")).isTrue();
        assertThat(trialog.call("tell", "plain", "8", "1.0").code()).isZero();
        Result run =
                trialog.call("run", "plain", "-n", "11", "--", "sh", program().toString());
        assertThat(run.code()).as(run.err()).isZero();
        for (TrialRecord trial : StudyReader.open(trialog.study("plain")).view().trials()) {
            assertThat(trial.params().keySet()).as("trial " + trial.number()).contains("x", "constant", "n");
        }
        assertThat(trialog.call(
                                "run",
                                "plain",
                                "-n",
                                "12",
                                "--",
                                "sh",
                                program().toString())
                        .code())
                .isZero();
        assertThat(trialog.call("verify", "plain").code()).isZero();
    }

    @Test
    void aStudyWithAConditionalParameterIsRefusedWithAStudyFileThatSaysWhen() throws Exception {
        imported("conditional");

        Result asked = trialog.call("ask", "conditional", "--json");
        Result run = trialog.call(
                "run", "conditional", "-n", "12", "--", "sh", program().toString());

        assertThat(List.of(asked.code(), run.code())).as(asked.err()).containsExactly(2, 2);
        assertThat(asked.err())
                .contains(
                        "A study must declare its parameters before a program is handed them, but 'conditional' does not.")
                .contains("Only some of its trials have: depth")
                .contains("\nMaybe write this as conditional.yaml and take it with: trialog run conditional.yaml\n")
                .contains("\n  depth: {min: 1, max: 9, when: {model: [a]}}\n");
        assertThat(StudyReader.open(trialog.study("conditional")).view().running())
                .isEmpty();
        Path file = directory.resolve("conditional.yaml");
        Files.writeString(file, asked.err().substring(asked.err().indexOf("\n\n") + 2));

        Result taken = trialog.call("run", file.toString());
        Result again = trialog.call("ask", "conditional", "--json");

        assertThat(taken.code()).as(taken.err()).isZero();
        assertThat(taken.out()).contains("parameter depth: new").contains("Nothing to do");
        JsonNode params = JSON.readTree(again.out()).get("params");
        assertThat(params.get("x").asDouble()).isEqualTo(0.25);
        assertThat(params.has("depth")).isEqualTo(params.get("model").asText().equals("a"));
        assertThat(params.has("constant")).isTrue();
        assertThat(trialog.call("verify", "conditional").code()).isZero();
    }

    @Test
    void whatNoParameterTellsIsNamedInTheStudyFile() throws Exception {
        imported("mixed");

        Result asked = trialog.call("ask", "mixed");

        assertThat(asked.code()).isEqualTo(2);
        assertThat(asked.err()).contains("\n# needs a 'when', which the log does not tell: odd");
    }

    @Test
    void namesThatAProgramCanNotBeHandedAreRefusedAndTheStudyStaysAsItIs() throws Exception {
        imported("named");
        imported("alike");
        String sh = program().toString();

        Result run = trialog.call("run", "named", "-n", "9", "--", "sh", sh);
        Result asked = trialog.call("ask", "named");
        Result env = trialog.call("run", "alike", "-n", "9", "--set", "objective.parameters=env", "--", "sh", sh);

        assertThat(List.of(run.code(), asked.code(), env.code())).as(run.err()).containsExactly(2, 2, 2);
        assertThat(run.err())
                .contains("A parameter's name has 1 to 200 characters, no spaces")
                .contains("'learning rate'");
        assertThat(env.err()).contains("each parameter must have a variable of its own, but 'lr-1', 'lr.1'");
        try (Study study = Study.open(OpenOptions.of("named").withRoot(trialog.studies()))) {
            assertThat(study.settings().objective()).isEmpty();
            assertThat(study.settings().space().isEmpty()).isTrue();
        }
    }

    @Test
    void aJavaObjectiveGoesOnWithAnImportedStudyAsBefore() throws Exception {
        imported("conditional");

        try (Study study = Study.open(OpenOptions.of("conditional").withRoot(trialog.studies()))) {
            study.optimizeMore(2, trial -> trial.suggestFloat("x", 0, 1));
            assertThat(study.trial(8).params()).containsEntry("x", 0.25);
        }
    }

    @Test
    void aProgramOfAStudyWithoutParametersIsHandedWhatItsTrialWasEnqueuedWith() throws Exception {
        Path file = Files.writeString(directory.resolve("free.yaml"), """
                objective: {command: [sh, program.sh]}
                metric: {name: value, goal: minimize}
                executor: {parallel: 1}
                """);
        program();
        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(trialog.studies()))) {
            study.enqueue(Map.of("x", 0.25));
        }

        assertThat(trialog.call("run", file.toString(), "-n", "1").code()).isZero();
        assertThat(trialog.call("logs", "free", "0").out()).contains("ARGV --x=0.25");
        assertThat(trialog.call("enqueue", "free", "y=3").code()).isZero();
        assertThat(trialog.call("ask", "free", "--json").out()).contains("\"y\": 3");
        assertThat(StudyReader.open(trialog.study("free")).view().trial(0).state())
                .isEqualTo(TrialState.COMPLETE);
    }
}
