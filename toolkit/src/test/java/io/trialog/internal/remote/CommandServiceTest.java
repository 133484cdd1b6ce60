package io.trialog.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.StudyBuilder;
import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.ledger.LedgerReader;
import io.trialog.space.FloatDistribution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
}
