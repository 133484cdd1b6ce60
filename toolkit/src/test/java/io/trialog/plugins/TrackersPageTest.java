package io.trialog.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.event.StudyListener;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.config.StudyFileWriter;
import io.trialog.study.OpenOptions;
import io.trialog.testing.MarkdownBlocks;
import io.trialog.testing.WebServer;
import io.trialog.trial.TrialRecord;
import java.io.ByteArrayOutputStream;
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

    @Test
    void theMessagesOfThePageAreSent() throws Exception {
        String section = MarkdownBlocks.of("trackers-and-messages.md", "yaml").stream()
                .filter(block -> block.startsWith("notify:"))
                .findFirst()
                .orElseThrow();
        try (WebServer server = new WebServer()) {
            System.setProperty("trialog.env.TRIALOG_SLACK", server.address("/hook"));
            System.setProperty("trialog.env.TRIALOG_TOPIC", "apple");
            String here = section.replace(
                            "topic: {env: TRIALOG_TOPIC}",
                            "topic: {env: TRIALOG_TOPIC}, server: '" + server.address("") + "'")
                    .replace("to: [ann@example.org]", "to: [ann@example.org], program: /bin/true");
            Path file = Files.writeString(root.resolve("apple.yaml"), FILE + here);
            try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
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
