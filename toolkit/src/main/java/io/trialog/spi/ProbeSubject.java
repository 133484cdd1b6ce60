package io.trialog.spi;

import java.nio.file.Path;

/**
 * What a compute node must see to run trials.
 *
 * @param directory an empty directory beside the studies, shared with the nodes; the caller removes it
 * @param workdir the programs' working directory
 * @param jar Trialog's jar
 * @param java the Java in use
 */
public record ProbeSubject(Path directory, Path workdir, Path jar, Path java) {}
