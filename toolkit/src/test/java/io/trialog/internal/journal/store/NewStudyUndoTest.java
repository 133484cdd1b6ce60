package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.JournalException;
import io.trialog.study.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that could not be made leaves nothing that looks like one. */
class NewStudyUndoTest {

    @TempDir
    Path root;

    private Path study() {
        return root.resolve("new");
    }

    @Test
    void aStudyThatCouldNotBeCreatedLeavesNothing() {
        OpenRequest request = Studies.request(study(), Durability.FULL).creating(() -> {
            throw new IllegalStateException("no settings");
        });

        assertThatThrownBy(() -> JournalOpener.open(request, stored -> {})).hasMessage("no settings");

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void whatStoodInTheDirectoryBeforeStaysThere() throws IOException {
        Files.createDirectories(study());
        Path notes = Files.writeString(study().resolve("notes.txt"), "mine");
        OpenRequest request = Studies.request(study(), Durability.FULL).creating(() -> {
            throw new IllegalStateException("no settings");
        });

        assertThatThrownBy(() -> JournalOpener.open(request, stored -> {})).hasMessage("no settings");

        assertThat(study()).isDirectoryContaining(path -> path.equals(notes));
        assertThat(study().resolve("ledger")).doesNotExist();
        assertThat(study().resolve("queue")).doesNotExist();
    }

    @Test
    void aDamagedExportLeavesNothing() throws IOException {
        Path lines = Files.writeString(root.resolve("lines.jsonl"), "{\"no\":\"event\"}\n");

        assertThatThrownBy(() -> LogTransfer.importInto(study(), lines)).isInstanceOf(JournalException.class);

        assertThat(study()).doesNotExist();
    }

    @Test
    void anExportWithoutALineIsRefusedAndLeavesNothing() throws IOException {
        Path lines = Files.writeString(root.resolve("lines.jsonl"), "");

        assertThatThrownBy(() -> LogTransfer.importInto(study(), lines))
                .hasMessage("The file " + lines + " must hold an exported log, but is empty.");

        assertThat(study()).doesNotExist();
    }

    @Test
    void aForkOfWhatIsNotThereLeavesNothing() {
        Path other = root.resolve("other");
        Studies.create(other, Durability.LEDGER, 5);

        assertThatThrownBy(() -> LogTransfer.fork(other, 1000, study()))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith(
                        "The log of " + other + " must reach seq 1000 to be forked there, but ends at ");
        assertThatThrownBy(() -> LogTransfer.fork(root.resolve("none"), 3, study()))
                .isInstanceOf(JournalException.class);

        assertThat(study()).doesNotExist();
    }
}
