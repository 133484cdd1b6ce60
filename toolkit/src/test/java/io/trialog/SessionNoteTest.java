package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.trialog.optimize.Budget;
import io.trialog.status.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionNoteTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00.123456Z");

    @TempDir
    private Path study;

    @Test
    void whatRunsIsReadAsItWasWritten() {
        for (Budget budget : new Budget[] {
            Budget.trials(50), Budget.trials(50).within(Duration.ofMinutes(90)), Budget.trials(Integer.MAX_VALUE)
        }) {
            Session session = Session.begin(budget, START, 12);

            SessionNote.write(study, 3, session);

            assertThat(SessionNote.read(study, 3)).isEqualTo(session);
        }
    }

    @Test
    void whatAnEarlierControllerSaidIsNotTakenForTheNewOnes() {
        SessionNote.write(study, 3, Session.begin(Budget.trials(50), START, 0));

        assertThat(SessionNote.read(study, 4)).isNull();
    }

    @Test
    void aControllerThatWasReplacedLeavesTheNoteOfTheNewOne() {
        SessionNote.write(study, 4, Session.begin(Budget.trials(50), START, 0));

        SessionNote.remove(study, 3);
        assertThat(SessionNote.read(study, 4)).isNotNull();
        SessionNote.remove(study, 4);
        assertThat(study).isEmptyDirectory();
    }

    @Test
    void aNoteThatCanBeNeitherWrittenNorReadHarmsNothing() throws Exception {
        Path file = Files.createFile(study.resolve("file"));
        assertThatCode(() -> SessionNote.write(file, 1, Session.begin(Budget.trials(50), START, 0)))
                .doesNotThrowAnyException();
        for (String text : new String[] {
            "",
            "{",
            "[]",
            "{\"epoch\":1}",
            "{\"epoch\":1,\"startedAt\":\"now\"}",
            "{\"epoch\":1,\"startedAt\":\"2026-11-21T10:00:00Z\",\"wanted\":-5}"
        }) {
            Files.writeString(study.resolve("controller-session.json"), text);
            assertThat(SessionNote.read(study, 1)).as(text).isNull();
        }
    }
}
