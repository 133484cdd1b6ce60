package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.TrialogException;
import io.trialog.study.OpenOptions;
import io.trialog.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can't be given to a controller on the cluster is refused before anything is closed; no cluster is asked. */
@Tag("processes")
class LaunchRefusalsTest {

    @TempDir
    private Path folder;

    private Study open(String more) throws IOException {
        Path file = Files.writeString(folder.resolve("here.yaml"), """
                objective: {command: [sh, -c, "sleep 60"]}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                executor: {type: local, grace: 1s}
                """ + more);
        return Study.open(OpenOptions.of(file.toString()).withRoot(folder));
    }

    @Test
    void aStudyIsNotLaunchedWhileItsTrialsRunOnThisMachine() throws Exception {
        try (Study study = open("trials: 1\n")) {
            BackgroundRun run = study.optimizeAsync(1);
            Eventually.holds(
                    "a trial runs",
                    Duration.ofSeconds(20),
                    () -> !study.view().running().isEmpty());

            assertThatThrownBy(study::launch)
                    .isInstanceOf(TrialogException.class)
                    .hasMessage(
                            "The study 'here' can't be launched while trial 0 runs in this process or on this machine."
                                    + "\nMaybe stop it first: study.stop(), or wait until it has ended.");
            assertThat(study.progress().isActive()).as("it goes on").isTrue();
            study.interrupt(Duration.ofSeconds(20));
            run.await();
        }
    }

    @Test
    void aStudyThatHasNoEndIsNotLaunched() throws Exception {
        try (Study study = open("")) {
            assertThatThrownBy(study::launch)
                    .hasMessage("The study 'here' does not say when it is done."
                            + "\nMaybe study.planTrials(50), or 'trials: 50' in its study file.");
        }
    }

    @Test
    void aStudyWhoseTrialsWouldRunInTheControllersSmallJobIsNotLaunched() throws Exception {
        try (Study study = open("trials: 1\n")) {
            assertThatThrownBy(study::launch)
                    .isInstanceOf(TrialogException.class)
                    .hasMessageStartingWith(
                            "The study 'here' must have an executor that runs trials as jobs of the cluster")
                    .hasMessageContaining("\nMaybe add this to its study file:\n  executor:\n    type: slurm\n")
                    .hasMessageEndingWith("executor: {type: local} and controller: {cpus: 8}.");
        }
    }

    @Test
    void aStudyInMemoryIsNotLaunched() {
        try (Study study = Study.builder("thought").inMemory()) {
            assertThatThrownBy(study::launch)
                    .hasMessageContaining("can't be launched on a cluster: it lives in memory");
        }
    }
}
