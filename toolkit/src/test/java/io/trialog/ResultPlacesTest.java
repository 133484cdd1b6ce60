package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.RefusedException;
import io.trialog.exception.StudyFileException;
import io.trialog.study.OpenOptions;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the results of programs are found that know nothing of trials: in files of their own. */
@Tag("processes")
class ResultPlacesTest {

    @TempDir
    Path root;

    private OpenOptions options(String objective, String script, int parallel) throws IOException {
        Path program = Files.writeString(root.resolve("train.sh"), script);
        Path file = Files.writeString(root.resolve("study.yaml"), """
                name: s
                objective: {command: [sh, %s], parameters: env, %s}
                metric: {name: loss, goal: minimize}
                parameters: {x: {values: [1, 2, 3, 4]}}
                sampler: grid
                executor: {type: local, parallel: %d, poll: 20ms, max_failures: 9}
                """.formatted(program, objective, parallel));
        return OpenOptions.of(file.toString()).withRoot(root);
    }

    private List<TrialRecord> run(String objective, String script, int parallel) throws IOException {
        try (Study study = Study.open(options(objective, script, parallel))) {
            study.optimize(4);
            return study.view().trials();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "results: {file: \"${trial_dir}/m.json\", key: loss} | $TRIALOG_TRIAL_DIR/m.json",
                "results: {file: \"out/${trial}-${attempt}.json\", key: loss} | out/$TRIALOG_TRIAL-1.json",
                "results: {file: m.json, key: loss}, workdir: \"${trial_dir}\" | m.json",
                "results: {file: m.json, key: loss}, workdir: \"runs/${trial}\" | m.json",
                "collect: {type: file, file: \"${trial_dir}/m.json\", key: loss} | $TRIALOG_TRIAL_DIR/m.json",
                "score_file: \"${trial_dir}/score\" | $TRIALOG_SCORE_FILE",
                "score_file: score, workdir: \"${trial_dir}\" | score",
                "score_file: \"out/${trial}.txt\" | out/$TRIALOG_TRIAL.txt",
            })
    void eachOfSeveralTrialsHasItsOwnFile(String objective, String file) throws IOException {
        String text = file.contains("json") ? "{\\\"loss\\\": $TRIALOG_PARAM_X}" : "$TRIALOG_PARAM_X";
        List<TrialRecord> trials =
                run(objective, "mkdir -p out; sleep 0.1; echo \"" + text + "\" >\"" + file + "\"; sleep 0.2\n", 3);

        assertThat(trials).allSatisfy(trial -> {
            assertThat(trial.state()).as(trial.error()).isEqualTo(TrialState.COMPLETE);
            assertThat(trial.value()).isEqualTo(((Number) trial.params().get("x")).doubleValue());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "results: {file: m.json, key: loss}",
                "results: {file: \"${attempt}/m.json\", key: loss}",
                "results: {file: /tmp/m.json, key: loss}, workdir: \"${trial_dir}\"",
                "score_file: m.json",
                "collect: {type: file, file: m.json, key: loss}",
            })
    void aFileThatTrialsAtTheSameTimeWouldShareIsRefusedBeforeAnythingIsMade(String objective) throws IOException {
        OpenOptions options = options(objective, "exit 0", 2);

        assertThatThrownBy(() -> Study.open(options))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContainingAll(
                        "share the results file",
                        "2 run at a time",
                        "Maybe '${trial_dir}/m.json'",
                        "one trial at a time: executor: {parallel: 1}");
        assertThat(root.resolve("s")).doesNotExist();
    }

    @Test
    void aStudyThatRunsOneTrialAtATimeStaysAtThat() throws IOException {
        String script = "echo \"{\\\"loss\\\": $TRIALOG_PARAM_X}\" >m.json\n";
        OpenOptions options = options("results: {file: m.json, key: loss}", script, 1);
        try (Study study = Study.open(options)) {
            study.optimize(4);

            assertThat(study.view().count(TrialState.COMPLETE)).isEqualTo(4);
            assertThatThrownBy(() -> study.parallelism(2))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("share the results file 'm.json'");
        }
        assertThatThrownBy(() -> Study.open(options.withOverrides(List.of("executor.parallel=2"))))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("share the results file 'm.json'");
    }

    @Test
    void aFileThatWasThereBeforeTheTrialDoesNotCountHoweverNewItIs() throws IOException {
        Path old = Files.writeString(root.resolve("m.json"), "{\"loss\": 7}");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().plusSeconds(3600)));
        String script = "[ $TRIALOG_PARAM_X = 3 ] && echo '{\"loss\": 3}' >m.json; exit 0\n";
        List<TrialRecord> trials = run("results: {file: m.json, key: loss}", script, 1);

        assertThat(trials)
                .extracting(TrialRecord::state)
                .filteredOn(TrialState.COMPLETE::equals)
                .hasSize(1);
        assertThat(trials)
                .filteredOn(trial -> trial.state() == TrialState.FAIL)
                .allSatisfy(trial -> assertThat(trial.error()).contains("neither in", "written since the trial began"));
    }

    @Test
    void unknownMacrosAndVariablesThatAreNotSetAreRefused() throws IOException {
        OpenOptions unknown = options("results: {file: \"${trail_dir}/m.json\"}", "exit 0", 1);
        assertThatThrownBy(() -> Study.open(unknown))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContainingAll(
                        "Unknown macro '${trail_dir}' in 'objective.results.file'", "Maybe 'trial_dir'");
        OpenOptions unset = options("workdir: \"${envvar:NOWHERE_AT_ALL}/x\"", "exit 0", 1);
        assertThatThrownBy(() -> Study.open(unset))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("'objective.workdir' names the environment variable NOWHERE_AT_ALL");
    }

    @Test
    void aRelativeProgramIsFoundBesideTheStudyFileWhereverTheTrialWorks() throws IOException {
        Files.writeString(root.resolve("train.sh"), "cat \"$1\"; pwd\n");
        Files.writeString(root.resolve("config.txt"), "loss: 0.5\n");
        Path file = Files.writeString(root.resolve("study.yaml"), """
                name: s
                objective: {command: [sh, train.sh, config.txt], parameters: env, workdir: "${trial_dir}/work"}
                metric: {name: loss, goal: minimize}
                parameters: {x: {values: [1]}}
                sampler: grid
                """);
        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
            study.optimize(1);

            assertThat(study.best().value()).isEqualTo(0.5);
            assertThat(root.resolve("s/trials/0000-0999/0000/attempt-1/work")).isDirectory();
            assertThat(Files.readString(root.resolve("s/trials/0000-0999/0000/attempt-1/out.log")))
                    .contains("attempt-1/work");
        }
    }
}
