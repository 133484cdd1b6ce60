package io.trialog.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.trialog.exception.StudyFileException;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Pairing;
import io.trialog.space.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweep files of hpc-sweep-manager run as they stand. */
class HsmSweepFileTest {

    private static final String SWEEP = """
            defaults:
              - override hydra/launcher: basic
            sweep:
              grid:
                seed: [1, 2, 3]
                model: {hidden_size: [64, 128]}
              paired:
                - net:
                    model.name: [cnn, mlp]
                    model.dropout: [0.1, 0.2]
            metadata:
              description: nets and widths
              wandb_project: digits
              tags: [first]
              source: configure
            script: train.py
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void aProject() throws IOException {
        Files.createDirectories(directory.resolve("sweeps"));
        Files.createDirectories(directory.resolve(".venv/bin"));
        Files.writeString(directory.resolve("pyproject.toml"), "");
        Files.writeString(
                directory.resolve("train.py"), "import hydra\n\n@hydra.main(config_path='conf')\ndef main(c): pass\n");
        Files.writeString(directory.resolve("sweeps/trialog.yaml"), "paths: {python: .venv/bin/python}\n");
    }

    private StudyFile read(String text, String... overrides) throws IOException {
        Path file = Files.writeString(directory.resolve("sweeps/sweep.yaml"), text);
        return StudyFileReader.readOfUser(file, List.of(overrides), true);
    }

    private void refused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(StudyFileException.class)
                .hasMessage(directory.resolve("sweeps/sweep.yaml") + message);
    }

    @Test
    void aSweepIsAGridOfAProgramOfHydraThatSucceedsOrFails() throws IOException {
        StudyFile file = read(SWEEP);

        assertThat(file.space().parameters())
                .containsExactly(
                        new Parameter("seed", CategoricalDistribution.of(1L, 2L, 3L)),
                        new Parameter("model.hidden_size", CategoricalDistribution.of(64L, 128L)),
                        new Parameter("model.name", CategoricalDistribution.of("cnn", "mlp")),
                        new Parameter("model.dropout", CategoricalDistribution.of(0.1, 0.2)));
        assertThat(file.space().pairings()).extracting(Pairing::group).containsExactly("net");
        assertThat(file.sampler()).containsExactly(entry("type", "grid"));
        assertThat(file.pruner()).containsExactly(entry("type", "nop"));
        assertThat(file.metrics()).containsExactly("exit_status");
        assertThat(file.objective())
                .containsOnly(
                        entry(
                                "command",
                                List.of(directory.resolve(".venv/bin/python").toString(), "train.py")),
                        entry("parameters", "hydra"),
                        entry("workdir", directory.toString()),
                        entry(
                                "hydra",
                                Map.of(
                                        "run_dir",
                                        true,
                                        "returned_score",
                                        true,
                                        "output_dir",
                                        true,
                                        "wandb_group",
                                        true)),
                        entry("success", true));
        assertThat(file.labels())
                .isEqualTo(Map.of("description", "nets and widths", "metadata", Map.of("tags", List.of("first"))));
        assertThat(file.trackers())
                .containsExactly(entry("wandb", Map.of("project", "digits", "tags", List.of("first"))));
    }

    @Test
    void whatHasNoEffectIsNoted() throws IOException {
        String place = directory.resolve("sweeps/sweep.yaml") + ":";

        assertThat(read(SWEEP).notes())
                .containsExactly(
                        place
                                + "1: 'defaults' has no effect, as in hpc-sweep-manager: a trial is a single run of Hydra.",
                        place + "11: 'metadata' has keys without effect: source.",
                        place
                                + "3: There is no metric, so a trial is complete if its program ends with exit code 0. Every"
                                + " metric that it prints or reports is kept.");
    }

    @Test
    void theNameFollowsTheContentOfTheSweepAndNotHowItIsRun() throws IOException {
        String name = read(SWEEP).name();

        assertThat(name).matches("sweep-[0-9a-f]{6}");
        assertThat(read(SWEEP, "executor.parallel=3", "sampler.max_runs=2").name())
                .isEqualTo(name);
        Files.writeString(directory.resolve("sweeps/trialog.yaml"), "paths: {python: /usr/bin/python3.11}\n");
        assertThat(read(SWEEP).name()).isEqualTo(name);
        assertThat(read(SWEEP.replace("seed: [1, 2, 3]", "seed: [1, 2]")).name())
                .isNotEqualTo(name);
        assertThat(read(SWEEP.replace("[0.1, 0.2]", "[0.1, 0.3]")).name()).isNotEqualTo(name);
        assertThat(read(SWEEP + "name: mine\n").name()).isEqualTo("mine");
        assertThat(read(SWEEP.replace("metadata:\n", "metadata:\n  name: theirs\n"))
                        .name())
                .isEqualTo("theirs");
    }

    @Test
    void withoutSweepTheWholeFileCounts() throws IOException {
        StudyFile file = read("grid: {lr: [0.1, 0.01]}\npaired: [{a: [1, 2], b: [x, y]}]\nscript: train.py\n");

        assertThat(file.space().parameters()).extracting(Parameter::name).containsExactly("lr", "a", "b");
        assertThat(file.space().pairings()).extracting(Pairing::group).containsExactly("a+b");
    }

    @Test
    void keysOfStudyFilesStandBesideTheSweep() throws IOException {
        StudyFile file = read(SWEEP + "metric: {name: acc, goal: maximize}\nexecutor: {parallel: 2}\n");

        assertThat(file.metrics()).containsExactly("acc");
        assertThat(file.executor()).containsEntry("parallel", 2L);
        assertThat(file.objective()).doesNotContainKey("success");
    }

    @Test
    void aSweepWithoutAScriptRunsThatOfTheProjectOrIsObjectedTo() throws IOException {
        String sweep = SWEEP.replace("script: train.py\n", "");

        assertThat(read(sweep).notes())
                .contains(directory.resolve("sweeps/sweep.yaml")
                        + ":3: The script is train.py: train.py has a main function of Hydra (@hydra.main).");
        Files.copy(directory.resolve("train.py"), directory.resolve("fit.py"));
        assertThat(TestFiles.objectionsOf(read(sweep)))
                .containsExactly(directory.resolve("sweeps/sweep.yaml")
                        + ":3: The sweep must say which script it runs. 2 files could be it: each of fit.py, train.py has a"
                        + " main function of Hydra (@hydra.main).\nMaybe script: fit.py.");
    }

    @Test
    void whatCanNotBeMeantIsRefusedWithItsLine() {
        refused("sweep: {}\n", ":1: A sweep must have 'grid' or 'paired'.\nMaybe sweep: {grid: {lr: [0.1, 0.01]}}.");
        refused(
                "sweep:\n  grid:\n    lr: {min: 0.1, max: 1}\n",
                ":3: 'grid' has a list of values per parameter, but 'lr' has the key 'min'.\nMaybe lr: [...]; ranges stand"
                        + " in 'parameters'.");
        refused(
                "sweep:\n  grid: {lr: [1]}\n  paired:\n    - {lr: [1, 2]}\n",
                ":4: The parameter 'lr' is declared twice; first at " + directory.resolve("sweeps/sweep.yaml") + ":2.");
        refused("sweep:\n  gird: {lr: [1]}\n", ":2: Unknown key 'gird' in 'sweep'.\nMaybe 'grid'.");
        refused(
                "sweep: {grid: {lr: [1]}}\ngrid: {lr: [2]}\n",
                ":2: 'grid' must stand in 'sweep' (" + directory.resolve("sweeps/sweep.yaml") + ":1), not beside it.");
    }
}
