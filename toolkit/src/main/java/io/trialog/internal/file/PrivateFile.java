package io.trialog.internal.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that their owner alone may read and write: mode 600. */
public final class PrivateFile {

    private static final int MOST = 1 << 16;

    private static final FileAttribute<?>[] NONE = {};

    private PrivateFile() {}

    /** Makes an empty file of mode 600, unless there is one of that name already. */
    public static void create(Path path) throws IOException {
        try {
            Files.createFile(path, attributes(path));
        } catch (FileAlreadyExistsException e) {
            return; // made before
        }
    }

    /** Returns what makes a new file one that only its owner may read and write, where file systems know owners. */
    static FileAttribute<?>[] attributes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
                }
                : NONE;
    }

    /**
     * Reads a small file that nobody else could have read or written.
     *
     * @return its text, in UTF-8
     * @throws IOException if there is none, or if somebody else owns it or may read it; its message is what follows "but"
     */
    public static String read(Path path) throws IOException {
        try {
            if (!Files.isRegularFile(path)) {
                throw new IOException(Files.exists(path) ? "is no file" : "is not there");
            }
            FileAccess access = FileAccess.of(path);
            if (!access.isOursOrRoots()) {
                throw new IOException("belongs to the user " + access.owner());
            }
            if (!access.isPrivate()) {
                throw new IOException("can be read or written by others: its mode is " + access.modeText());
            }
            if (Files.size(path) > MOST) {
                throw new IOException("has more than " + MOST + " bytes");
            }
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new IOException("is not there", e);
        } catch (AccessDeniedException e) {
            throw new IOException("can't be read by this user", e);
        }
    }
}
