package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.StudyReader;
import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.testing.Python;
import io.trialog.testing.SampleProject;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of the real Hydra is swept as it stands. */
@Tag("processes")
class HydraProgramTest {

    @TempDir
    private Path project;

    private CommandLineInTest trialog;

    @BeforeEach
    void copyTheProject() throws Exception {
        Python.assume("hydra");
        SampleProject.copyTo(project);
        Files.writeString(project.resolve("sweeps/trialog.yaml"), "paths: {python: " + Python.interpreter() + "}\n");
        trialog = new CommandLineInTest(project);
    }

    private String sweep(String grid) throws IOException {
        return Files.writeString(
                        project.resolve("sweeps/own.yaml"), "sweep: {grid: {" + grid + "}}\nscript: train.py\n")
                .toString();
    }

    private String refused(String grid) throws IOException {
        Result run = trialog.call("sweep", sweep(grid));
        assertThat(run.code()).isEqualTo(2);
        assertThat(project.resolve("studies")).doesNotExist();
        return run.err();
    }

    @Test
    void whatMainReturnsIsTheValueAndEachTrialHasItsOwnDirectory() throws Exception {
        Python.assume("sklearn");
        Result run = trialog.call(
                "sweep",
                project.resolve("sweeps/sweep.yaml").toString(),
                "--max-runs",
                "2",
                "--metric",
                "accuracy",
                "--goal",
                "maximize");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        Path study = study();
        List<TrialRecord> trials = StudyReader.open(study).view().trials();
        assertThat(trials).hasSize(2).allMatch(trial -> trial.value() > 0.7);
        assertThat(study.resolve("trials/0000-0999/0001/attempt-1/.hydra/overrides.yaml"))
                .content()
                .contains("seed=0", "data.size=200", "model.k=5");
        assertThat(project.resolve("outputs")).doesNotExist();
    }

    @Test
    void aKeyThatTheConfigurationLacksIsRefusedWithTheNearestOne() throws IOException {
        assertThat(refused("seed: [1], data.sise: [100]"))
                .contains(
                        "Hydra: its configuration has no key 'data.sise'.\nMaybe 'data.size', or write '+data.sise' to add it.");
        assertThat(refused("model: [neighbors, logistic], k: [3, 5]"))
                .contains(
                        "Hydra: its configuration with model=neighbors has no key 'k'.\nMaybe 'model.k', or write '+k' to add"
                                + " it.");
    }

    @Test
    void anOptionThatAGroupLacksIsRefusedInHydrasWords() throws IOException {
        assertThat(refused("model: [neighbours]"))
                .contains(
                        "Hydra: refuses its configuration with model=neighbours: ",
                        "Could not find 'model/neighbours'");
    }

    @Test
    void theLastWordsAreThoseOfTheProgram() throws IOException {
        Result run = trialog.call("sweep", sweep("fail: [true]"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("ValueError: there are no such digits").doesNotContain("HYDRA_FULL_ERROR");
    }

    @Test
    void aConfigurationForSeveralRunsIsRunOnce() throws IOException {
        Path config = project.resolve("conf/config.yaml");
        Files.writeString(config, Files.readString(config) + "hydra:\n  mode: MULTIRUN\n");

        Result run = trialog.call("sweep", sweep("seed: [1], data.size: [0], +note: ['it''s ${x}, [1]']"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("[1/1] trial 0 complete");
        assertThat(project.resolve("multirun")).doesNotExist();
    }

    @Test
    void aProgramThatCanNotBeAskedIsOnlyNoted() throws IOException {
        Path script = project.resolve("train.py");
        Files.writeString(script, "import no_such_module\n" + Files.readString(script));

        Result run = trialog.call("sweep", sweep("seed: [1]"), "--timeout", "0s");

        assertThat(run.out())
                .contains(
                        "note: Hydra: its configuration could not be composed here: ModuleNotFoundError: No module named"
                                + " 'no_such_module'. Whether the parameters fit is not known.");
    }

    @Test
    void theProgramsOwnValuesAreTheFirstTrialAndAreQueuedOnce() throws IOException {
        Path config = project.resolve("conf/config.yaml");
        Files.writeString(config, Files.readString(config).replace("size: 200", "size: 0"));
        String file = sweep("seed: [1, 0], model.k: [4]");
        Files.writeString(Path.of(file), "name: own\nbaseline: true\n", StandardOpenOption.APPEND);

        assertThat(trialog.call("create", file).out())
                .contains(
                        "note: baseline: the program's own value of model.k, 3, is none of the study's",
                        "note: baseline: trial 0 has the program's own values: seed=0.\n");
        assertThat(trialog.call("sweep", file).code()).isZero();
        assertThat(trialog.call("sweep", file).out()).contains("Nothing to do");

        List<TrialRecord> trials =
                StudyReader.open(project.resolve("studies/own")).view().trials();
        assertThat(trials)
                .extracting(TrialRecord::params)
                .containsExactly(Map.of("seed", 0L, "model.k", 4L), Map.of("seed", 1L, "model.k", 4L));
        assertThat(trials.get(0).userAttributes()).isEqualTo(Map.of("baseline", true));
        assertThat(trialog.call("verify", "own").code()).isZero();
    }

    private Path study() throws IOException {
        try (var studies = Files.newDirectoryStream(project.resolve("studies"))) {
            return studies.iterator().next();
        }
    }
}
