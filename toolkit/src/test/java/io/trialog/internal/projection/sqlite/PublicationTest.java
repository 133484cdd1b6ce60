package io.trialog.internal.projection.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.StoredEvent;
import io.trialog.testing.RandomHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copies of a working database that appear on a network file system. */
@Tag("processes")
class PublicationTest {

    private static final List<StoredEvent> EVENTS = RandomHistory.events(15, 300);

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private Path published() {
        return directory.resolve("nfs/study.db");
    }

    private StudyDatabase open() throws Exception {
        Files.createDirectories(published().getParent());
        return new StudyDatabase(RandomHistory.STUDY_ID, directory.resolve("local/study.db"), published(), () -> now);
    }

    private static void project(StudyDatabase database, int events) {
        TreeSet<Integer> all = new TreeSet<>();
        for (int i = 0; i < RandomHistory.view(EVENTS, events).trialCount(); i++) {
            all.add(i);
        }
        database.project(RandomHistory.view(EVENTS, events), "hash" + (events - 1), all);
    }

    private long position() {
        return StudyDatabaseCheck.position(published());
    }

    @Test
    void theFirstStateIsPublishedAtOnceLaterOnesAtMostEveryTenSecondsAndTheLastAtTheEnd() throws Exception {
        Files.createDirectories(directory.resolve("local"));
        try (StudyDatabase database = open()) {
            project(database, 50);
            assertThat(position()).isEqualTo(49);
            now = now.plusMillis(9_999);
            project(database, 100);
            database.tidy();
            assertThat(position()).isEqualTo(49);
            now = now.plusMillis(1);
            database.tidy();
            assertThat(position()).isEqualTo(99);
            project(database, 150);
            assertThat(position()).isEqualTo(99);
        }
        assertThat(position()).isEqualTo(149);
        assertThat(directory.resolve("nfs").toFile().list()).containsExactly("study.db");
    }

    @Test
    void whatSomebodyElsePutThereIsKept() throws Exception {
        Files.createDirectories(directory.resolve("local"));
        Files.createDirectories(published().getParent());
        Files.writeString(published(), "notes of mine ".repeat(100));
        try (StudyDatabase database = open()) {
            project(database, 50);
        }
        assertThat(position()).isEqualTo(49);
        assertThat(Files.readString(directory.resolve("nfs/study.db.foreign-1")))
                .startsWith("notes of mine");
    }

    @Test
    void aReaderOfThePublishedCopyHindersNothing() throws Exception {
        Files.createDirectories(directory.resolve("local"));
        try (StudyDatabase database = open()) {
            project(database, 50);
            try (ReadingProgram reader = ReadingProgram.on(published())) {
                now = now.plusSeconds(11);
                project(database, 200);
                assertThat(position()).isEqualTo(199);
            }
        }
        assertThat(StudyDatabaseCheck.differences(
                        RandomHistory.STUDY_ID,
                        RandomHistory.view(EVENTS, 200),
                        "hash199",
                        published(),
                        directory.resolve("expected.db")))
                .isEmpty();
    }

    @Test
    void aDirectoryThatCanNotBeWrittenToIsToldAndTriedAgain() throws Exception {
        Files.createDirectories(directory.resolve("local"));
        try (StudyDatabase database = open()) {
            Files.delete(published().getParent());
            Files.writeString(published().getParent(), "a file where the directory was");
            assertThatThrownBy(() -> project(database, 50))
                    .hasMessageStartingWith("The copy " + published() + " of the database ");
            Files.delete(published().getParent());
            now = now.plusSeconds(11);
            database.tidy();
            assertThat(position()).isEqualTo(49);
        }
    }
}
