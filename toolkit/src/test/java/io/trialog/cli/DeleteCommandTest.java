package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.CommandLineInTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class DeleteCommandTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void run() throws IOException {
        trialog = new CommandLineInTest(directory);
        trialog.call("run", trialog.studyFile("tiny"), "-n", "1");
    }

    @Test
    void deletingMustBeConfirmed() {
        Result unconfirmed = trialog.call("delete", "tiny");
        assertThat(unconfirmed.code()).isEqualTo(2);
        assertThat(unconfirmed.err()).isEqualTo("trialog: Deleting a study must be confirmed.\nMaybe add --yes.\n");
        assertThat(trialog.callAtTerminal("n\n", "delete", "tiny").out()).endsWith("Nothing was deleted.\n");
        assertThat(trialog.study("tiny")).exists();
        Result confirmed = trialog.callAtTerminal("y\n", "delete", "tiny");
        assertThat(confirmed.out())
                .isEqualTo("Delete the study 'tiny' with all its trials, for good? [y/N] Deleted the study 'tiny'.\n");
        assertThat(trialog.study("tiny")).doesNotExist();
    }

    @Test
    void aDeletedStudyLeavesNothing() {
        assertThat(trialog.call("delete", "tiny", "--yes").code()).isZero();
        assertThat(trialog.studies()).isEmptyDirectory();
    }

    @Test
    void nothingOutsideTheStudiesIsEverDeleted() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside/ledger"));
        for (String name : new String[] {"../outside", outside.getParent().toString(), "..", ".", "a b;rm", ""}) {
            assertThat(trialog.call("delete", name, "--yes").code()).as(name).isEqualTo(2);
        }
        Files.createSymbolicLink(trialog.study("link"), outside.getParent());
        Result link = trialog.call("delete", "link", "--yes");
        assertThat(link.code()).isEqualTo(2);
        assertThat(link.err()).startsWith("trialog: The study 'link' is a symbolic link");
        Files.createSymbolicLink(trialog.study("tiny").resolve("link"), outside.getParent());
        assertThat(trialog.call("delete", "tiny", "--yes").code()).isZero();
        assertThat(outside).exists();
    }
}
