package io.trialog.internal.configure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.configure.FormRow.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormFileTest {

    private final SweepForm form = SweepForm.of(
            "train.py",
            List.of(
                    FormRow.of("metric", Kind.METRIC, "", null),
                    FormRow.of("lr", Kind.REAL, "0.01", null),
                    FormRow.of("layers", Kind.INTEGER, "2", null),
                    FormRow.of("act", Kind.TEXT, "relu", null)),
            Map.of());

    @TempDir
    private Path folder;

    private FormFile read(String text) throws IOException {
        return FormFile.read(Files.writeString(folder.resolve("file.yaml"), text), form);
    }

    @Test
    void theSweeperAndTheLauncherOfHydraBecomeAStudyFile() throws IOException {
        FormFile file = read("""
                hydra:
                  sweeper:
                    direction: maximize
                    n_trials: 30
                    params:
                      lr: tag(log, interval(0.001, 0.1))
                      layers: range(1, 8, 2)
                      act: choice(relu, tanh)
                      other: choice(1, 2)
                  launcher: {partition: gpu, timeout_min: 90, mem_gb: 16, cpus_per_task: 4, array_parallelism: 8, comment: x}
                """);
        assertThat(SweepDraft.of(file.form()).text()).isEqualTo("""
                metric: {name: score, goal: maximize}
                parameters:
                  lr: {distribution: log_uniform_values, min: 0.001, max: 0.1}
                  layers: {values: [1, 3, 5, 7]}
                  act: {values: [relu, tanh]}
                sampler: tpe
                """);
        assertThat(file.more())
                .isEqualTo(
                        "trials: 30\n"
                                + "executor: {type: slurm, partition: gpu, time: \"90m\", mem: \"16G\", cpus_per_task: 4, parallel: 8}\n");
        assertThat(file.notes())
                .containsExactly(
                        "'other' is no key of the project's configuration, and is left out.",
                        "The score that main returns is the metric 'score'.",
                        "'hydra.launcher.comment' is left out.");
    }

    @Test
    void aSweepFileBeginsTheFormAgain() throws IOException {
        FormFile file = read("sweep: {grid: {lr: [0.1, 0.2], act: [relu, 'a,b']}}\n");
        assertThat(SweepDraft.of(file.form()).text()).isEqualTo("""
                parameters:
                  lr: {values: [0.1, 0.2]}
                  act: {values: [relu, "a,b"]}
                sampler: grid
                """);
        assertThat(file.form().count()).isEqualTo("2 lr × 2 act = 4 trials");
    }

    @Test
    void aFileWithoutAnythingForTheFormIsRefused() {
        assertThatThrownBy(() -> read("model: {lr: 1}\n")).hasMessageContaining("must have 'sweep', 'parameters' or");
        assertThatThrownBy(() -> FormFile.read(folder.resolve("none.yaml"), form))
                .hasMessageContaining("can't be read");
    }
}
