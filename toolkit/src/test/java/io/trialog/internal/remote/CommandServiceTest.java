package io.trialog.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.StudyBuilder;
import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.ledger.LedgerReader;
import io.trialog.space.FloatDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandServiceTest {

    @TempDir
    Path root;

    private StudyBuilder apple() {
        return Study.builder("apple").seed(1).under(root);
    }

    private CommandInbox inbox() {
        return new CommandInbox(root.resolve("apple"));
    }

    private List<String> received() {
        List<String> ids = new ArrayList<>();
        LedgerReader.read(root.resolve("apple/ledger"), 0, Long.MAX_VALUE, stored -> {
            if (stored.event() instanceof StudyEvent.CommandReceived command) {
                ids.add(command.commandId());
            }
            return true;
        });
        return ids;
    }

    private void awaitAnswerTo(String id) throws InterruptedException {
        while (inbox().answerTo(id) == null) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void aStudyThatIsOpenCarriesOutWhatWasQueuedBefore() throws Exception {
        apple().minimize().open().close();
        String id = inbox().put("enqueue", Map.of("params", Map.of("x", 0.5)), 1);

        try (Study study = apple().minimize().open()) {
            awaitAnswerTo(id);
            assertThat(study.view().waiting()).hasSize(1);
        }
        assertThat(received()).containsExactly(id);
    }

    /** The comparison of the settings takes a while, in which a service that ran already would meet the command. */
    @Test
    void aRefusedOpeningCarriesOutNothing() {
        StudyBuilder refused = apple().maximize();
        StudyBuilder accepted = apple().minimize();
        for (int i = 0; i < 2000; i++) {
            accepted.parameter("x" + i, new FloatDistribution(0, 1));
            refused.parameter("x" + i, new FloatDistribution(0, 2));
        }
        accepted.open().close();
        inbox().put("enqueue", Map.of("params", Map.of("x1", 0.5)), 1);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(refused::open).hasMessageContaining("MINIMIZE -> MAXIMIZE");
        }

        assertThat(inbox().pending()).hasSize(1);
        assertThat(received()).isEmpty();
    }

    @Test
    void requestsOfThisProcessAreCarriedOutWithoutAFile() {
        apple().minimize().open().close();

        Map<String, Object> answer = new StudyRequest(
                        root.resolve("apple"), "enqueue", Map.of("params", Map.of("x", 0.5)))
                .send(Duration.ofSeconds(30));

        assertThat(answer).containsEntry("trial", 0);
        assertThat(received()).hasSize(1);
    }

    @Test
    void noFileInTheInboxBlocksThoseBehindIt() throws Exception {
        apple().minimize().open().close();
        Path commands = Files.createDirectories(root.resolve("apple/commands"));
        String numbers = String.join(",", Collections.nCopies(60_000, "1e9"));
        Files.writeString(
                commands.resolve("0-large.json"),
                "{\"kind\":\"attribute\",\"arguments\":{\"key\":\"list\",\"value\":[" + numbers + "]}}");
        Files.writeString(
                commands.resolve("1-deep.json"), "{\"kind\":\"stop\",\"arguments\":{\"a\":" + "[".repeat(100_000));
        Files.createDirectory(commands.resolve("2-directory.json"));
        Files.createSymbolicLink(commands.resolve("3-link.json"), Path.of("/dev/zero"));
        Files.writeString(
                commands.resolve("4-state.json"),
                "{\"kind\":\"tell\",\"arguments\":{\"trial\":0,\"state\":\"nonsense\"}}");
        Files.writeString(commands.resolve("5-unanswerable.json"), "{\"kind\":\"nothing\",\"arguments\":{}}");
        Files.createSymbolicLink(commands.resolve("5-unanswerable.answer"), Path.of("nowhere/at/all"));
        String last = inbox().put("enqueue", Map.of("params", Map.of("x", 0.5)), 9);

        try (Study study = apple().minimize().open()) {
            awaitAnswerTo(last);
            assertThat(study.view().waiting()).hasSize(1);
        }
        assertThat(String.valueOf(inbox().answerTo("0-large").get("error")))
                .contains("An event must not be longer than 524288 bytes");
        for (String id : List.of("1-deep", "2-directory", "3-link", "4-state")) {
            assertThat(inbox().answerTo(id)).as(id).containsKey("error");
        }
        assertThat(received()).doesNotContain("0-large").contains(last);
    }
}
