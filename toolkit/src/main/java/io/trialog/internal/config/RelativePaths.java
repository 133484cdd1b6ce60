package io.trialog.internal.config;

import io.trialog.internal.yaml.Item;
import java.nio.file.Path;

/**
 * Where relative paths of settings lead: those of a file are meant from its directory, those that were typed beside it from the
 * directory in which they were typed. They are resolved when they are read, and never again.
 *
 * @param file the directory of the study file, absolute
 */
record RelativePaths(Path file) {

    /** Returns the directory from which a setting is meant, absolute. */
    Path base(Item setting) {
        return setting.isGiven() ? Path.of("").toAbsolutePath() : file;
    }
}
