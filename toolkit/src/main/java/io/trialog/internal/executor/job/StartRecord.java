package io.trialog.internal.executor.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code started.json}: the wrapper entered and started its program.
 *
 * @param token the job's token
 * @param pid the wrapper's process id
 * @param start when the wrapper's process started, in the kernel's clock ticks since boot; 0 if not known
 * @param program the process id of the program, which is also its process group and session
 * @param programStart when the program's process started, as {@code start}
 * @param host the name of the host
 * @param node its name at the scheduler, or an empty text
 * @param boot the id of the host's boot, or an empty text
 * @param restart the scheduler's restart count
 * @param grace time between TERM and KILL
 * @param at when the program was started, by the host's clock, or {@code null} if the record does not say
 */
public record StartRecord(
        String token,
        long pid,
        long start,
        long program,
        long programStart,
        String host,
        String node,
        String boot,
        int restart,
        Duration grace,
        @Nullable Instant at) {

    /** The record in a job's directory, or {@code null} if there is none. */
    public static @Nullable StartRecord read(Path directory) throws IOException {
        JsonNode node = RecordFile.read(directory.resolve(JobFiles.STARTED));
        if (node == null) {
            return null;
        }
        return new StartRecord(
                node.path("token").asText(),
                node.path("pid").asLong(),
                node.path("start").asLong(),
                node.path("program").asLong(),
                node.path("program_start").asLong(),
                node.path("host").asText(),
                node.path("node").asText(),
                node.path("boot").asText(),
                node.path("restart").asInt(),
                Duration.ofMillis(Math.round(1000 * node.path("grace").asDouble())),
                node.path("at").isIntegralNumber()
                        ? Instant.ofEpochSecond(node.path("at").asLong())
                        : null);
    }

    /** The job runs, as far as this record tells. */
    public JobStatus status() {
        return new JobStatus(JobState.RUNNING, "", null, null, restart, new JobStatus.Details(location(), at, null));
    }

    /** Returns the node by its name at the scheduler, else the host. */
    public String location() {
        return node.isEmpty() ? host : node;
    }
}
