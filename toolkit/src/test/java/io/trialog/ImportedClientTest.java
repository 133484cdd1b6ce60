package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.study.OpenOptions;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Python program finds the client wherever it lies and wherever it runs. */
@Tag("processes")
class ImportedClientTest {

    @TempDir
    Path root;

    @Test
    void aProgramImportsTheClientFromAnyDirectoryAndKeepsItsOwnPath() throws Exception {
        Path elsewhere = Files.createDirectories(root.resolve("a project/src"));
        Files.writeString(elsewhere.resolve("train.py"), """
                import os
                import trialog
                paths = os.environ["PYTHONPATH"].split(os.pathsep)
                assert paths[0] == "/mine" and len(paths) == 2, paths
                trialog.log({"loss": trialog.params()["x"]}, step=1)
                trialog.finish({"loss": trialog.params()["x"]})
                """);
        Path file = Files.writeString(root.resolve("study.yaml"), """
                name: s
                objective: {command: [python3, train.py], workdir: '%s'}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: random, seed: 5}
                executor: {type: local, parallel: 1, poll: 20ms}
                """.formatted(elsewhere));
        System.setProperty("trialog.env.PYTHONPATH", "/mine");
        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
            study.optimize(1);

            assertThat(study.trial(0).state())
                    .as(() -> study.trial(0).toString())
                    .isEqualTo(TrialState.COMPLETE);
        } finally {
            System.clearProperty("trialog.env.PYTHONPATH");
        }
    }
}
