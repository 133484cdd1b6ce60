package io.trialog.internal.projection.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StoredEvent;
import io.trialog.internal.fold.ChangedTrials;
import io.trialog.internal.fold.StudyFold;
import io.trialog.study.StudyView;
import io.trialog.testing.RandomHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyDatabaseTest {

    private static final String ID = RandomHistory.STUDY_ID;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void followingStepByStepGivesTheRowsOfARebuild(long seed) {
        List<StoredEvent> events = RandomHistory.events(seed, 600);
        SplittableRandom cuts = new SplittableRandom(seed);
        StudyFold fold = new StudyFold();
        ChangedTrials changed = new ChangedTrials(0, 10_000);
        try (StudyDatabase database = new StudyDatabase(ID, file())) {
            for (StoredEvent event : events) {
                fold.apply(event);
                changed.add(event);
                if (cuts.nextInt(25) == 0) {
                    StudyView view = fold.view();
                    String hash = event.envelope().hash();
                    var touched = changed.between(database.position(), view.position(), view.trialCount());
                    database.project(view, hash, touched);
                    assertThat(database.position()).isEqualTo(view.position());
                    assertThat(differences(view, hash))
                            .as("seed %s at %s", seed, view)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void theCheckNamesTheFirstRowThatDiffers() throws Exception {
        List<StoredEvent> events = RandomHistory.events(1, 200);
        StudyView view = RandomHistory.view(events, 200);
        write(view, "hash199");
        execute("UPDATE trials SET value = 42 WHERE trial_id = 2");

        assertThat(differences(view, "hash199"))
                .singleElement()
                .asString()
                .startsWith("trials: found [2, 1, ")
                .contains("42.0")
                .contains("but the log gives [2, 1, ");
    }

    @Test
    void theCheckTellsATableOfAnotherVersionFromOneThatWasChanged() throws Exception {
        StudyView view = RandomHistory.view(RandomHistory.events(1, 200), 200);
        write(view, "hash199");
        execute("ALTER TABLE trialog_jobs RENAME COLUMN node TO place");

        assertThat(differences(view, "hash199"))
                .singleElement()
                .asString()
                .startsWith("trialog_jobs: has the columns [")
                .contains(", place,")
                .endsWith("; another version wrote it, and 'trialog rebuild' writes it anew");
    }

    @Test
    void theQuestionThatEverybodyAsksIsAnsweredAsWritten() throws Exception {
        StudyView view = RandomHistory.view(RandomHistory.events(2, 400), 400);
        write(view, "hash399");

        List<List<Object>> rows = query("SELECT trial_id, state, value FROM trials");

        assertThat(rows).hasSize(view.trialCount());
        assertThat(rows.get(0).get(0)).isEqualTo(1);
    }

    @Test
    void aPositionIsRememberedAcrossOpens() throws Exception {
        StudyView view = RandomHistory.view(RandomHistory.events(3, 100), 100);
        write(view, "hash99");

        try (StudyDatabase again = new StudyDatabase(ID, file())) {
            assertThat(again.position()).isEqualTo(99);
            assertThat(again.headHash()).isEqualTo("hash99");
        }
    }

    @Test
    void aDeletedFileIsWrittenAnewWhileTheStudyGoesOn() throws Exception {
        List<StoredEvent> events = RandomHistory.events(4, 200);
        try (StudyDatabase database = new StudyDatabase(ID, file())) {
            database.project(RandomHistory.view(events, 100), "hash99", new TreeSet<>());
            Files.delete(file());

            assertThat(database.position()).isEqualTo(-1);
            database.project(RandomHistory.view(events, 200), "hash199", new TreeSet<>());
        }
        assertThat(differences(RandomHistory.view(events, 200), "hash199")).isEmpty();
    }

    @ParameterizedTest(name = "cut to {0} bytes")
    @ValueSource(ints = {0, 50, 100, 4096, 5000, 8192, 40_000})
    void aTruncatedFileIsWrittenAnew(int size) throws Exception {
        StudyView view = RandomHistory.view(RandomHistory.events(5, 300), 300);
        write(view, "hash299");
        Files.write(file(), java.util.Arrays.copyOf(Files.readAllBytes(file()), size));

        assertThat(position()).isEqualTo(-1);
        write(view, "hash299");

        assertThat(differences(view, "hash299")).isEmpty();
        assertThat(directory.resolve("study.db.foreign-1").toFile().exists())
                .as("only what can't be recognized as ours is kept")
                .isEqualTo(size == 50);
    }

    @Test
    void aFileThatIsNoDatabaseIsKeptBesideTheNewOne() throws Exception {
        Files.writeString(file(), "my notes, which I called study.db, for reasons of my own".repeat(10));
        StudyView view = RandomHistory.view(RandomHistory.events(6, 100), 100);

        write(view, "hash99");

        assertThat(Files.readString(directory.resolve("study.db.foreign-1"))).startsWith("my notes");
        assertThat(differences(view, "hash99")).isEmpty();
    }

    @Test
    void aDatabaseOfAnotherStudyIsKeptBesideTheNewOne() throws Exception {
        StudyView view = RandomHistory.view(RandomHistory.events(7, 100), 100);
        try (StudyDatabase other = new StudyDatabase("another", file())) {
            other.project(view, "other", new TreeSet<>());
        }

        assertThat(position()).isEqualTo(-1);
        write(view, "hash99");
        try (StudyDatabase kept = new StudyDatabase("another", directory.resolve("study.db.foreign-1"))) {
            assertThat(kept.headHash()).isEqualTo("other");
        }
        assertThat(differences(view, "hash99")).isEmpty();
    }

    @Test
    void aDatabaseToWhichSomebodyElseAddedTrialsIsKeptBesideTheNewOne() throws Exception {
        List<StoredEvent> events = RandomHistory.events(8, 300);
        try (StudyDatabase database = new StudyDatabase(ID, file())) {
            database.project(RandomHistory.view(events, 200), "hash199", new TreeSet<>());
            execute("INSERT INTO trials (number, study_id, state) VALUES (999, 1, 'RUNNING')");
            database.project(RandomHistory.view(events, 300), "hash299", allTrials(events));
        }

        assertThat(directory.resolve("study.db.foreign-1")).exists();
        assertThat(differences(RandomHistory.view(events, 300), "hash299")).isEmpty();
    }

    @Test
    void aDatabaseAheadOfTheLogIsWrittenAnew() throws Exception {
        List<StoredEvent> events = RandomHistory.events(9, 300);
        write(RandomHistory.view(events, 300), "hash299");

        write(RandomHistory.view(events, 100), "hash99");

        assertThat(differences(RandomHistory.view(events, 100), "hash99")).isEmpty();
    }

    @Test
    void aResetDatabaseHasNoPositionAndIsWrittenAnew() throws Exception {
        List<StoredEvent> events = RandomHistory.events(10, 100);
        write(RandomHistory.view(events, 100), "of another log");
        try (StudyDatabase database = new StudyDatabase(ID, file())) {
            database.reset();
            assertThat(database.position()).isEqualTo(-1);
            database.project(RandomHistory.view(events, 100), "hash99", new TreeSet<>());
            assertThat(database.position()).isEqualTo(99);
        }
        assertThat(differences(RandomHistory.view(events, 100), "hash99")).isEmpty();
        assertThat(directory.resolve("study.db.foreign-1")).doesNotExist();
    }

    @Test
    void aReaderThatHoldsALockMakesItWaitWithoutAnError() throws Exception {
        List<StoredEvent> events = RandomHistory.events(11, 300);
        try (StudyDatabase database = new StudyDatabase(ID, file())) {
            database.project(RandomHistory.view(events, 200), "hash199", new TreeSet<>());
            try (Connection reader = Connections.toRead(file());
                    Statement statement = reader.createStatement()) {
                statement.execute("BEGIN");
                try (ResultSet rows = statement.executeQuery("SELECT * FROM trial_params")) {
                    assertThat(rows.next()).isTrue();
                    database.project(RandomHistory.view(events, 300), "hash299", allTrials(events));
                    assertThat(database.position()).isEqualTo(199);
                }
            }
            database.project(RandomHistory.view(events, 300), "hash299", allTrials(events));
            assertThat(database.position()).isEqualTo(299);
        }
        assertThat(differences(RandomHistory.view(events, 300), "hash299")).isEmpty();
    }

    @Test
    void aLeftOverJournalOfTheOldFileDoesNotRuinTheNewOne() throws Exception {
        List<StoredEvent> events = RandomHistory.events(12, 300);
        write(RandomHistory.view(events, 100), "hash99");
        Files.write(directory.resolve("study.db-journal"), Files.readAllBytes(file()));
        Files.delete(file());

        write(RandomHistory.view(events, 300), "hash299");

        assertThat(directory.resolve("study.db-journal")).doesNotExist();
        assertThat(differences(RandomHistory.view(events, 300), "hash299")).isEmpty();
    }

    @Test
    void readersFindOneWholeFileInJournalModeDelete() throws Exception {
        write(RandomHistory.view(RandomHistory.events(13, 100), 100), "hash99");

        byte[] header = Files.readAllBytes(file());
        assertThat(header[18]).isEqualTo((byte) 1);
        assertThat(header[19]).isEqualTo((byte) 1);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void theDirectoryMayHaveAnyName() throws Exception {
        Path odd = Files.createDirectories(directory.resolve("a b?mode=memory#%41;ü 漢"));
        StudyView view = RandomHistory.view(RandomHistory.events(14, 100), 100);
        try (StudyDatabase database = new StudyDatabase(ID, odd.resolve("study.db"))) {
            database.project(view, "hash99", new TreeSet<>());
        }
        assertThat(odd.resolve("study.db")).exists();
        try (StudyDatabase database = new StudyDatabase(ID, odd.resolve("study.db"))) {
            assertThat(database.position()).isEqualTo(99);
        }
    }

    private Path file() {
        return directory.resolve("study.db");
    }

    private long position() {
        try (StudyDatabase database = new StudyDatabase(ID, file())) {
            return database.position();
        }
    }

    private void write(StudyView view, String hash) {
        try (StudyDatabase database = new StudyDatabase(ID, file())) {
            database.project(view, hash, new TreeSet<>());
        }
    }

    private static TreeSet<Integer> allTrials(List<StoredEvent> events) {
        TreeSet<Integer> all = new TreeSet<>();
        for (int i = 0; i < RandomHistory.view(events, events.size()).trialCount(); i++) {
            all.add(i);
        }
        return all;
    }

    private List<String> differences(StudyView view, String hash) {
        return StudyDatabaseCheck.differences(ID, view, hash, file(), directory.resolve("expected.db"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = Connections.toFollow(file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private List<List<Object>> query(String sql) throws SQLException, IOException {
        assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
                .startsWith("SQLite format 3");
        List<List<Object>> rows = new ArrayList<>();
        try (Connection connection = Connections.toRead(file());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<Object> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getObject(i));
                }
                rows.add(columns);
            }
        }
        return rows;
    }
}
