package io.trialog.internal.projection.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.Trial;
import io.trialog.TrialPruned;
import io.trialog.exception.StudyFileException;
import io.trialog.exception.TrialogException;
import io.trialog.study.OpenOptions;
import io.trialog.testing.MlflowProcess;
import io.trialog.testing.MlflowRunsSeen;
import io.trialog.testing.Python;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies in a real server of MLflow. Skipped where Python has no mlflow. */
@Tag("processes")
class MlflowTest {

    private static final String STUDY = """
        metric: {name: loss, goal: minimize}
        parameters: {x: {min: 0.0, max: 1.0}, 'layers[0]': {min: 1, max: 9}}
        sampler: {type: random, seed: 3}
        """;
    private static final String PASSWORD = "pass-4711-word";

    @TempDir
    private static Path home;

    private static MlflowProcess server;

    @TempDir
    private Path root;

    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void start() throws Exception {
        server = MlflowProcess.in(home).start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private Study study(String more) throws IOException {
        Path file = Files.writeString(root.resolve("apple.yaml"), STUDY + more);
        Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root));
        study.onNotice(notes::add);
        return study;
    }

    private static String section(String experiment) {
        return "mlflow: {tracking_uri: '" + server.address() + "', experiment: " + experiment + "}\n";
    }

    private static double objective(Trial trial) {
        for (int step = 0; step < 3; step++) {
            trial.report(1.0 / (step + 1) + trial.number(), step);
        }
        if (trial.number() == 1) {
            throw new TrialPruned();
        }
        if (trial.number() == 2) {
            throw new IllegalStateException("no data");
        }
        return trial.number() + 0.25;
    }

    private Path written() throws IOException {
        try (Study study = study("executor: {max_failures: 9}\n")) {
            study.optimize(3, MlflowTest::objective);
            return study.directory();
        }
    }

    private void send(Path study, String address, String experiment) {
        MlflowExport.send(study, new MlflowSettings(address, experiment, false), Map.of(), notes::add);
    }

    @Test
    void aStudyIsAParentWithARunPerTrial() throws Exception {
        try (Study study = study(section("parent") + "executor: {max_failures: 9}\n")) {
            study.optimize(4, MlflowTest::objective);
        }

        MlflowRunsSeen runs = MlflowRunsSeen.in(server, "parent");
        assertThat(runs.statuses())
                .isEqualTo(Map.of(
                        "apple", "FINISHED",
                        "apple-0000", "FINISHED",
                        "apple-0001", "KILLED",
                        "apple-0002", "FAILED",
                        "apple-0003", "FINISHED",
                        "apple-0004", "FINISHED"));
        assertThat(runs.tags("apple-0000"))
                .containsEntry("mlflow.parentRunId", runs.id("apple"))
                .containsEntry("trialog.trial", "0")
                .containsEntry("trialog.attempt", "1")
                .containsEntry("trialog.state", "COMPLETE");
        assertThat(runs.params("apple-0000")).containsKey("x").hasSize(2);
        assertThat(runs.tags("apple-0000").values()).as("the original name").contains("layers[0]");
        assertThat(runs.history("apple-0000", "loss"))
                .containsExactlyInAnyOrder("0=1.0", "1=0.5", "2=" + 1.0 / 3, "2=0.25");
        assertThat(runs.tags("apple-0002").get("trialog.reason")).contains("no data");
        assertThat(runs.tags("apple")).containsEntry("trialog.best_trial", "0");
        assertThat(notes).isEmpty();
    }

    @Test
    void whereverTheConnectionBreaksNothingIsTwiceAndNothingIsLost() throws Exception {
        Path study = written();
        boolean isFull = Boolean.getBoolean("trialog.full");
        try (CuttingProxy proxy = new CuttingProxy(server.address())) {
            send(study, proxy.address(), "reference");
            int calls = proxy.pass();
            String expected = MlflowRunsSeen.in(server, "reference").summary("loss");
            assertThat(calls).isGreaterThan(15);
            for (int call = 0; call < calls; call += isFull ? 1 : 3) {
                for (boolean heard : isFull ? List.of(false, true) : List.of(call % 2 == 0)) {
                    String experiment = "cut-" + call + "-" + heard;
                    proxy.cut(call, heard);
                    assertThatThrownBy(() -> send(study, proxy.address(), experiment))
                            .isInstanceOf(TrialogException.class);
                    proxy.pass();
                    send(study, proxy.address(), experiment);

                    assertThat(MlflowRunsSeen.in(server, experiment).summary("loss"))
                            .as(experiment)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void sendingAgainSendsOnlyWhatIsMissing() throws Exception {
        Path study = written();
        try (CuttingProxy proxy = new CuttingProxy(server.address())) {
            send(study, proxy.address(), "again");
            int first = proxy.pass();
            send(study, proxy.address(), "again");

            assertThat(proxy.pass())
                    .as("calls for nothing")
                    .isLessThanOrEqualTo(2)
                    .isLessThan(first);
        }
    }

    @Test
    void aDeletedRunStaysDeleted() throws Exception {
        Path study = written();
        send(study, server.address(), "deleted");
        MlflowRunsSeen before = MlflowRunsSeen.in(server, "deleted");
        server.post("runs/delete", "{\"run_id\": \"" + before.id("apple-0001") + "\"}");
        server.post(
                "runs/set-tag",
                "{\"run_id\": \"" + before.id("apple") + "\", \"key\": \"trialog.head\", \"value\": \"other\"}");
        send(study, server.address(), "deleted");

        MlflowRunsSeen after = MlflowRunsSeen.in(server, "deleted");
        assertThat(after.statuses().keySet()).isEqualTo(before.statuses().keySet());
        assertThat(after.isDeleted("apple-0001")).isTrue();
        server.post("runs/delete", "{\"run_id\": \"" + before.id("apple") + "\"}");
        send(study, server.address(), "deleted");

        assertThat(MlflowRunsSeen.in(server, "deleted").isDeleted("apple")).isTrue();
        assertThat(notes)
                .containsExactly("The run of this study was deleted in MLflow, and stays deleted: nothing is sent.");
    }

    @Test
    void whatMlflowCanNotStoreIsLeftOutWithANote() throws Exception {
        try (Study study = study(section("odd"))) {
            study.optimize(1, trial -> {
                trial.report(Double.NaN, 0);
                trial.report(Double.POSITIVE_INFINITY, 1);
                trial.report(Map.of("loss", 2.0, "a@b", 7.0), 2);
                trial.suggestCategorical("long", "y".repeat(6001));
                trial.suggestCategorical("../up", "z");
                return 2;
            });
        }

        MlflowRunsSeen runs = MlflowRunsSeen.in(server, "odd");
        assertThat(runs.history("apple-0000", "loss")).containsExactly("0=NaN", "2=2.0");
        assertThat(runs.params("apple-0000")).doesNotContainKey("long").containsValue("z");
        assertThat(runs.tags("apple-0000").values()).contains("../up", "a@b");
        assertThat(runs.tags("apple-0000").get("trialog.left_out")).contains("long", "infinite values of loss");
        assertThat(notes)
                .containsExactlyInAnyOrder(
                        "MLflow can't store infinite values of loss. It is left out.",
                        "MLflow can't store the parameter long: longer than 6000 characters. It is left out.");
    }

    @Test
    void aProgramThatLogsItselfGetsItsRunAndWeWriteTagsOnly() throws Exception {
        Files.writeString(root.resolve("train.py"), """
            import os, mlflow
            with mlflow.start_run():
                mlflow.log_param("mine", 7)
                mlflow.log_metric("acc", 0.5)
            print("loss: 0.25")
            """);
        String command = "objective: {command: ['" + Python.interpreter() + "', train.py]}\n"
                + "executor: {type: local, parallel: 1}\n";
        try (Study study = study(command + section("program").replace("}", ", program: true}"))) {
            study.optimize(1);
        }

        MlflowRunsSeen runs = MlflowRunsSeen.in(server, "program");
        assertThat(runs.statuses()).containsOnlyKeys("apple", "apple-0000").containsEntry("apple-0000", "FINISHED");
        assertThat(runs.params("apple-0000")).isEqualTo(Map.of("mine", "7"));
        assertThat(runs.tags("apple-0000")).containsEntry("trialog.state", "COMPLETE");
        assertThat(notes).isEmpty();
    }

    @Test
    void aPasswordIsTakenByReferenceOnlyAndStaysOffTheDisk() throws Exception {
        assertThatThrownBy(() -> study("mlflow: {tracking_uri: 'http://ann:" + PASSWORD + "@host:5000'}\n"))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("'mlflow.tracking_uri' must not hold a user or a password")
                .hasMessageNotContaining(PASSWORD);
        System.setProperty(
                "trialog.env.TEST_MLFLOW", server.address().replace("http://", "http://ann:" + PASSWORD + "@"));
        try (Study study = study("objective: {command: [echo, 'loss: 1']}\n"
                + "mlflow: {tracking_uri: {env: TEST_MLFLOW}, experiment: secret, program: true}\n"
                + "executor: {type: local, parallel: 1}\n")) {
            study.optimize(1);
        } finally {
            System.clearProperty("trialog.env.TEST_MLFLOW");
        }

        assertThat(MlflowRunsSeen.in(server, "secret").statuses()).containsOnlyKeys("apple", "apple-0000");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(PASSWORD);
            }
        }
        assertThat(String.join("", notes)).doesNotContain(PASSWORD);
    }
}
