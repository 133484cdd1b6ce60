package io.trialog.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Says how a trial's program is run again with the same parameters.
 *
 * @param workdir where, absolute
 * @param variables the variables that carry parameters, in order; empty if the words do
 * @param command the words
 * @param shell all of it in one line for a POSIX shell
 */
public record Reproduction(Path workdir, Map<String, String> variables, List<String> command, String shell) {}
