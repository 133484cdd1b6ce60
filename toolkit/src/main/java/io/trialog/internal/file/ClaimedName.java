package io.trialog.internal.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A name that at most one of several processes gets, on one machine or many, together with what it says. The content is prepared
 * in a directory; one rename gives that directory the name. POSIX renames a directory onto no directory that holds something.
 */
public final class ClaimedName {

    private ClaimedName() {}

    /**
     * Gives a prepared directory the name, unless another directory has it.
     *
     * @param prepared a directory on the same file system, not empty
     * @param name the name
     * @return whether it has the name now; otherwise it is where it was. An answer that was lost on the way to a file server may be
     *     false although it has: what stands there tells
     * @throws IOException if it can't be renamed, and nobody has the name
     */
    public static boolean claim(Path prepared, Path name) throws IOException {
        try {
            Files.move(prepared, name, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileSystemException e) {
            if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            throw e;
        }
    }
}
