package io.trialog.internal.executor.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.spi.Executor;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code exit.json}: the program and everything it had started are over.
 *
 * @param token the job's token
 * @param exitCode the exit code, or {@code null} if a signal ended the program
 * @param signal the signal that ended it, or {@code null}. A shell can't tell a program killed by signal n from one
 *     that exits with 128 + n, so codes from 129 to 192 count as signals
 * @param restart the restart count of the run that ended
 * @param seconds how long it ran, in seconds of wall-clock time
 * @param timedOut whether it was ended by its time limit
 * @param cancelled whether it was told to end, by {@link Executor#cancel} or by a signal to its wrapper
 */
public record ExitRecord(
        String token,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        int restart,
        double seconds,
        boolean timedOut,
        boolean cancelled) {

    /** The reason of a job that its wrapper ended, since it reached the limit that Trialog itself keeps. */
    public static final String OWN_LIMIT = "time limit";

    /** The record in a job's directory, or {@code null} if there is none. */
    public static @Nullable ExitRecord read(Path directory) throws IOException {
        JsonNode node = RecordFile.read(directory.resolve(JobFiles.EXIT));
        if (node == null) {
            return null;
        }
        return new ExitRecord(
                node.path("token").asText(),
                RecordFile.integer(node, "exit_code"),
                RecordFile.integer(node, "signal"),
                node.path("restart").asInt(),
                node.path("seconds").asDouble(),
                node.path("timed_out").asBoolean(),
                node.path("cancelled").asBoolean());
    }

    /** What it says about the job. */
    public JobStatus status() {
        JobStatus.Details details = new JobStatus.Details("", null, seconds);
        JobStatus exited = new JobStatus(JobState.EXITED, "", exitCode, signal, restart, details);
        if (cancelled) {
            return exited.as(JobState.CANCELLED, "cancelled");
        }
        return timedOut ? exited.as(JobState.TIMED_OUT, OWN_LIMIT) : exited;
    }
}
