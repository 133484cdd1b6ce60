package io.trialog.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.event.StudyListener;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.config.StudyFileWriter;
import io.trialog.study.OpenOptions;
import io.trialog.testing.MarkdownBlocks;
import io.trialog.testing.MlflowProcess;
import io.trialog.testing.MlflowRunsSeen;
import io.trialog.testing.Python;
import io.trialog.testing.WebServer;
import io.trialog.trial.TrialRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of the page about trackers and messages work as they stand there. */
@Tag("processes")
class TrackersPageTest {

    private static final String FILE = """
            metric: {name: acc, goal: maximize}
            parameters: {x: {min: 0.0, max: 1.0}}
            """;

    @TempDir
    private Path root;

    private StudyFile read(String section) {
        return StudyFileReader.parse(FILE + section, root.resolve("apple.yaml"), List.of());
    }

    @Test
    void everySectionIsReadAndWrittenAgain() throws Exception {
        List<String> sections = MarkdownBlocks.of("trackers-and-messages.md", "yaml");

        assertThat(sections).hasSize(4);
        for (String section : sections) {
            StudyFile file = read(section);
            StudyFile again = StudyFileReader.parse(StudyFileWriter.write(file), root.resolve("apple.yaml"), List.of());
            assertThat(again.trackers()).isEqualTo(file.trackers());
            assertThat(again.messages()).isEqualTo(file.messages());
            assertThat(again.objective().get("collect"))
                    .isEqualTo(file.objective().get("collect"));
        }
    }

    private static String section(String key) throws Exception {
        return MarkdownBlocks.of("trackers-and-messages.md", "yaml").stream()
                .filter(block -> block.startsWith(key + ":"))
                .findFirst()
                .orElseThrow();
    }

    private Study open(String section) throws IOException {
        Path file = Files.writeString(root.resolve("apple.yaml"), FILE + section);
        return Study.open(OpenOptions.of(file.toString()).withRoot(root));
    }

    @Test
    void theServerOfThePageGetsTheStudy() throws Exception {
        try (MlflowProcess server = MlflowProcess.in(root).start()) {
            try (Study study = open(section("mlflow").replace("http://127.0.0.1:5000", server.address()))) {
                study.optimize(2, trial -> trial.number());
            }

            assertThat(MlflowRunsSeen.in(server, "fruit").statuses().keySet())
                    .containsExactly("apple", "apple-0000", "apple-0001");
        }
    }

    @Test
    void theClientOfWeightsAndBiasesFindsTheProjectOfThePage() throws Exception {
        Python.assume("wandb");
        Files.writeString(root.resolve("train.py"), """
                import wandb
                run = wandb.init()
                print("is", run.entity, run.project, ",".join(run.tags), run.settings.mode)
                run.finish()
                print("acc: 0.25")
                """);
        try (Study study =
                open(section("wandb") + "objective: {command: ['" + Python.interpreter() + "', train.py]}\n")) {
            study.optimize(1);
        }

        assertThat(Files.readString(root.resolve("apple/trials/0000-0999/0000/attempt-1/out.log")))
                .containsPattern("is my-team fruit trialog,apple,night offline");
    }

    @Test
    void theCollectorOfThePageReadsWhatTensorBoardWrites() throws Exception {
        Python.assume("tensorboard");
        Files.writeString(root.resolve("train.py"), """
                import os, time
                from tensorboard.compat.proto.event_pb2 import Event
                from tensorboard.compat.proto.summary_pb2 import Summary
                from tensorboard.summary.writer.event_file_writer import EventFileWriter
                writer = EventFileWriter(os.path.join(os.environ["TRIALOG_TRIAL_DIR"], "runs"))
                for step, acc in enumerate((0.25, 0.5)):
                    value = Summary.Value(tag="val/acc", simple_value=acc)
                    writer.add_event(Event(wall_time=time.time(), step=step, summary=Summary(value=[value])))
                writer.close()
                """);
        try (Study study = open(section("objective").replace("[python,", "['" + Python.interpreter() + "',"))) {
            study.optimize(1);

            assertThat(study.best().value()).isEqualTo(0.5);
        }
    }

    @Test
    void theMessagesOfThePageAreSent() throws Exception {
        String section = section("notify");
        try (WebServer server = new WebServer()) {
            System.setProperty("trialog.env.TRIALOG_SLACK", server.address("/hook"));
            System.setProperty("trialog.env.TRIALOG_TOPIC", "apple");
            String here = section.replace(
                            "topic: {env: TRIALOG_TOPIC}",
                            "topic: {env: TRIALOG_TOPIC}, server: '" + server.address("") + "'")
                    .replace("to: [ann@example.org]", "to: [ann@example.org], program: /bin/true");
            try (Study study = open(here)) {
                study.optimize(2, trial -> trial.number());
            }

            assertThat(server.requests()).extracting(WebServer.Request::path).contains("/hook", "/");
            assertThat(server.requests().get(server.requests().size() - 1).body())
                    .contains("Study 'apple': done; 2 complete, 0 pruned, 0 failed; best acc 1.0 by trial 1; see ");
        } finally {
            System.clearProperty("trialog.env.TRIALOG_SLACK");
            System.clearProperty("trialog.env.TRIALOG_TOPIC");
        }
    }

    @Test
    void theListenerOfThePagePrintsBetterTrials() throws Exception {
        assertThat(MarkdownBlocks.of("trackers-and-messages.md", "java")).containsExactly("""
                study.listen(new StudyListener() {
                    @Override
                    public void best(TrialRecord trial) {
                        System.out.println("better: " + trial.value() + " by trial " + trial.number());
                    }
                });
                study.optimize(20, trial -> Math.pow(trial.suggestFloat("x", -1, 1), 2));
                """);
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Study study = Study.builder("apple").inMemory()) {
            study.listen(new StudyListener() {
                @Override
                public void best(TrialRecord trial) {
                    System.out.println("better: " + trial.value() + " by trial " + trial.number());
                }
            });
            study.optimize(20, trial -> Math.pow(trial.suggestFloat("x", -1, 1), 2));
        } finally {
            System.setOut(before);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("better: ");
    }
}
