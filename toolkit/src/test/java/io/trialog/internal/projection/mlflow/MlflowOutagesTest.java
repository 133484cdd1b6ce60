package io.trialog.internal.projection.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.study.OpenOptions;
import io.trialog.testing.Eventually;
import io.trialog.testing.MlflowProcess;
import io.trialog.testing.MlflowRunsSeen;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of MLflow that starts late, is killed in the middle and comes back. Skipped where Python has no mlflow. */
@Tag("processes")
class MlflowOutagesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path root;

    private MlflowProcess server;
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void prepare() throws Exception {
        server = MlflowProcess.in(root);
    }

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    private Study study() throws IOException {
        Path file = Files.writeString(root.resolve("apple.yaml"), """
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: random, seed: 3}
                mlflow: {tracking_uri: '%s'}
                """.formatted(server.address()));
        Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root));
        study.onNotice(notes::add);
        return study;
    }

    private int sent() {
        try {
            return MlflowRunsSeen.in(server, "apple").statuses().size();
        } catch (Exception e) {
            return 0;
        }
    }

    @Test
    void aServerThatStartsLateIsKilledAndComesBackGetsEverythingOnce() throws Exception {
        try (Study study = study()) {
            study.optimize(3, trial -> trial.number());
            assertThat(notes).as("not there yet").hasSize(2);
            assertThat(notes.get(0)).startsWith("MLflow does not take this study at the moment (ConnectException)");
            assertThat(notes.get(1))
                    .isEqualTo("MLflow has not got all of this study yet.\nMaybe later: trialog mlflow apple");

            server.start();
            study.optimize(40, trial -> {
                if (trial.number() == 20) {
                    Eventually.holds("some runs are there", PATIENCE, () -> sent() > 3);
                    server.kill();
                }
                return trial.number();
            });
            assertThat(study.view().count(TrialState.COMPLETE)).isEqualTo(40);

            server.start();
            study.optimize(42, trial -> trial.number());
        }
        MlflowExport.send(
                root.resolve("apple"), new MlflowSettings(server.address(), "apple", false), Map.of(), notes::add);

        MlflowRunsSeen runs = MlflowRunsSeen.in(server, "apple");
        assertThat(runs.statuses()).hasSize(43).doesNotContainValue("RUNNING");
        for (int trial = 0; trial < 42; trial++) {
            String name = "apple-%04d".formatted(trial);
            assertThat(runs.history(name, "loss")).as(name).containsExactly("0=" + (double) trial);
            assertThat(runs.params(name)).as(name).containsOnlyKeys("x");
        }
    }
}
