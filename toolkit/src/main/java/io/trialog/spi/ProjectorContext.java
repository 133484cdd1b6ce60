package io.trialog.spi;

import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says for which study a projector is made.
 *
 * @param directory the study's directory, absolute
 * @param studyId the study's id, unique for ever
 * @param studyName the study's name, for people
 * @param localDirectory a directory on a disk of this machine for files that can't be worked on in the study's directory, since
 *     that is on a network file system; it need not exist. {@code null} if the study's directory is on a local disk.
 * @param clock tells the time
 * @param reproduction how a trial's program is run again; {@code null} for an objective in Java
 */
public record ProjectorContext(
        Path directory,
        String studyId,
        String studyName,
        @Nullable Path localDirectory,
        InstantSource clock,
        Function<TrialRecord, @Nullable Reproduction> reproduction) {}
