package io.trialog.spi;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Says where the program of a trial left its results.
 *
 * @param directory the attempt's own directory, absolute; the program finds it as {@code $TRIALOG_TRIAL_DIR}
 * @param workdir the program's working directory, absolute; trials may share it
 * @param started when the attempt began, by the clock of its file system: older files are of somebody else
 * @param metric the study's first metric
 */
public record EndedAttempt(Path directory, Path workdir, Instant started, String metric) {}
