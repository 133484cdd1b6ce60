package io.trialog.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that have several names, such as those of a copy that was made with {@code cp -al}. What is written to one is written to all. */
public final class HardLinks {

    private HardLinks() {}

    /**
     * Returns whether a file has more than one name.
     *
     * @param file the file
     * @return whether it has; false if there is no such file, or if its file system does not count names
     */
    public static boolean isShared(Path file) {
        try {
            return Files.getAttribute(file, "unix:nlink") instanceof Number names && names.longValue() > 1;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
