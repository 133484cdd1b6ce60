package io.trialog.internal.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Directories in places that all users share, such as {@code /tmp}: made with mode 700, and used only if nobody else made them. */
public final class PrivateDirectory {

    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateDirectory() {}

    /**
     * Makes a directory unless there is one, and the directories above it.
     *
     * @throws IOException if it can't be made or belongs to somebody else; its message is a sentence that names the directory at fault
     */
    public static void make(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(directory, attributes(directory));
        } catch (FileAlreadyExistsException e) {
            check(directory);
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "The directory " + existing(parent) + " must be writable for this user, but is not.", e);
        }
    }

    /**
     * Refuses a directory that somebody else made. One of this user's that others may enter is closed to them.
     *
     * @throws IOException if it belongs to somebody else or is no directory; its message is a sentence that names it
     */
    public static void check(Path directory) throws IOException {
        FileAccess access;
        try {
            access = FileAccess.ofName(directory);
        } catch (NoSuchFileException e) {
            return; // nobody made it
        }
        String rule = "The directory " + directory + " must belong to this user, but ";
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(rule + "is " + (Files.isSymbolicLink(directory) ? "a link." : "no directory."));
        }
        if (!access.isOurs()) {
            throw new IOException(rule + "belongs to the user '" + access.owner() + "'.");
        }
        if (!access.isPrivate()) {
            Files.setPosixFilePermissions(directory, OWNER);
        }
    }

    private static @Nullable Path existing(@Nullable Path path) {
        Path found = path;
        while (found != null && found.getParent() != null && !Files.exists(found)) {
            found = found.getParent();
        }
        return found;
    }

    private static FileAttribute<?>[] attributes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }
}
