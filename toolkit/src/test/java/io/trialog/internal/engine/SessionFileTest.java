package io.trialog.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.trialog.status.Session;
import io.trialog.study.Budget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00.123456Z");

    @TempDir
    private Path study;

    @Test
    void whatRunsIsReadAsItWasWritten() {
        for (Budget budget : new Budget[] {
            Budget.trials(50), Budget.trials(50).within(Duration.ofMinutes(90)), Budget.trials(Integer.MAX_VALUE)
        }) {
            Session session = Session.begin(budget, START, 12);

            SessionFile.write(study, 3, session);

            assertThat(SessionFile.read(study, 3)).isEqualTo(session);
        }
    }

    @Test
    void whatAnEarlierControllerSaidIsNotTakenForTheNewOnes() {
        SessionFile.write(study, 3, Session.begin(Budget.trials(50), START, 0));

        assertThat(SessionFile.read(study, 4)).isNull();
    }

    @Test
    void aControllerThatWasReplacedLeavesTheNoteOfTheNewOne() {
        SessionFile.write(study, 4, Session.begin(Budget.trials(50), START, 0));

        SessionFile.remove(study, 3);
        assertThat(SessionFile.read(study, 4)).isNotNull();
        SessionFile.remove(study, 4);
        assertThat(study).isEmptyDirectory();
    }

    @Test
    void aNoteThatCanBeNeitherWrittenNorReadHarmsNothing() throws Exception {
        Path file = Files.createFile(study.resolve("file"));
        assertThatCode(() -> SessionFile.write(file, 1, Session.begin(Budget.trials(50), START, 0)))
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
            assertThat(SessionFile.read(study, 1)).as(text).isNull();
        }
    }
}
