package io.trialog.internal.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says in plain words why a file could not be read or written: a full disk, no free inode, a used up quota, a right that is missing. */
public final class FileProblem {

    private static final long ROOM = 1L << 20;
    private static final String AGAIN =
            ".\nMaybe make room and run the same again; nothing that was acknowledged is lost.";

    private FileProblem() {}

    /**
     * Returns what went wrong.
     *
     * @param failure what an operation on a file threw
     * @return the rest of a sentence with its point, and where room is missing a line that begins with "Maybe"
     */
    public static String words(IOException failure) {
        String file = failure instanceof FileSystemException system ? system.getFile() : null;
        String reason = reason(failure);
        if (reason.contains("No space left on device")) {
            return full(file) + AGAIN;
        }
        if (reason.contains("quota exceeded")) {
            return "the quota of this user is used up" + on(file) + AGAIN;
        }
        if (reason.contains("Read-only file system")) {
            return "the file system can only be read" + on(file) + ".";
        }
        if (failure instanceof AccessDeniedException) {
            return "this user has no right to " + file + ".";
        }
        if (failure instanceof NoSuchFileException) {
            return file + " is not there.";
        }
        return (reason.isEmpty() ? failure.toString() : reason + on(file)) + ".";
    }

    private static String reason(IOException failure) {
        String reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return reason == null ? "" : reason;
    }

    /** A disk with room for bytes may have none for another file. */
    private static String full(@Nullable String file) {
        Path nearest = nearest(file);
        try {
            if (nearest != null && Files.getFileStore(nearest).getUsableSpace() >= ROOM) {
                return "the file system has no room for another file (no inode is free)" + on(file);
            }
        } catch (IOException e) {
            return "the disk is full" + on(file);
        }
        return "the disk is full" + on(file);
    }

    private static @Nullable Path nearest(@Nullable String file) {
        try {
            Path path = file == null ? null : Path.of(file).toAbsolutePath();
            while (path != null && !Files.exists(path)) {
                path = path.getParent();
            }
            return path;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static String on(@Nullable String file) {
        return file == null ? "" : ", at " + file;
    }
}
