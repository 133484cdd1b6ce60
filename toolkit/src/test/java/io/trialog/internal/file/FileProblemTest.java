package io.trialog.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileProblemTest {

    private static String words(String reason) {
        return FileProblem.words(new FileSystemException("/none/x", null, reason));
    }

    @Test
    void aDiskWithRoomForBytesHasNoneForAnotherFile() {
        assertThat(words("No space left on device"))
                .isEqualTo("the file system has no room for another file (no inode is free), at /none/x."
                        + "\nMaybe make room and run the same again; nothing that was acknowledged is lost.");
    }

    @Test
    void aQuotaIsNamed() {
        assertThat(words("Disk quota exceeded")).startsWith("the quota of this user is used up, at /none/x.\nMaybe ");
    }

    @Test
    void whatIsMissingIsSaidWithoutTheNameOfAJavaClass() {
        assertThat(FileProblem.words(new AccessDeniedException("/x"))).isEqualTo("this user has no right to /x.");
        assertThat(FileProblem.words(new NoSuchFileException("/x"))).isEqualTo("/x is not there.");
        assertThat(words("Read-only file system")).isEqualTo("the file system can only be read, at /none/x.");
        assertThat(FileProblem.words(new IOException("Stale file handle"))).isEqualTo("Stale file handle.");
    }
}
