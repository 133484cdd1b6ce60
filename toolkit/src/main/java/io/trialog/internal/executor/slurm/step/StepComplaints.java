package io.trialog.internal.executor.slurm.step;

import io.trialog.internal.executor.job.JobFiles;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code srun} and the daemons said about a step that did not end well. It is the only evidence that there is: steps
 * vanish from the scheduler when they end, and {@code srun}'s exit code is 1 for a program's 1 and for its own troubles alike.
 */
final class StepComplaints {

    private static final int TAIL = 16 * 1024;
    private static final Pattern DAEMON = Pattern.compile("^(?:srun|slurmstepd[^:]*): .*", Pattern.CASE_INSENSITIVE);
    private static final Pattern MEMORY = Pattern.compile("oom.kill|out of memory", Pattern.CASE_INSENSITIVE);
    private static final Pattern NODE =
            Pattern.compile("node failure|DUE TO PREEMPTION|DUE TO TIME LIMIT", Pattern.CASE_INSENSITIVE);
    private static final Pattern CANCELLED = Pattern.compile("\\*\\*\\* (?:STEP|JOB) .* CANCELLED AT ");

    private static final Pattern TASK_ENDED = Pattern.compile("^srun: error: \\S+: tasks? ");

    private StepComplaints() {}

    /** The status, corrected by what was said. */
    static JobStatus judge(Path directory, JobStatus status, boolean started) throws IOException {
        if (status.state() == JobState.CANCELLED || Integer.valueOf(0).equals(status.exitCode())) {
            return status;
        }
        List<String> lines = lines(directory);
        String last = lines.isEmpty() ? "srun said nothing" : lines.get(lines.size() - 1);
        if (!started) {
            boolean waited = status.state() == JobState.TIMED_OUT;
            return waited || !lines.isEmpty()
                    ? status.as(JobState.INFRASTRUCTURE_FAILURE, "its step was not started: " + last)
                    : status; // a line of env_setup failed
        }
        if (status.state() != JobState.EXITED) {
            return status;
        }
        return ended(status, lines);
    }

    private static JobStatus ended(JobStatus status, List<String> lines) {
        String memory = find(lines, MEMORY);
        if (memory != null) {
            return status.as(JobState.OUT_OF_MEMORY, memory);
        }
        String node = find(lines, NODE);
        if (node != null) {
            return status.as(JobState.INFRASTRUCTURE_FAILURE, node);
        }
        String cancelled = find(lines, CANCELLED);
        return cancelled == null || status.signal() == null || taskEndedBefore(lines, cancelled)
                ? status
                : status.as(JobState.CANCELLED, cancelled);
    }

    /** Whether a task ended before the step was cancelled: srun does that itself when a task fails. */
    private static boolean taskEndedBefore(List<String> lines, String cancelled) {
        return lines.subList(0, lines.indexOf(cancelled)).stream()
                .anyMatch(line -> TASK_ENDED.matcher(line).find());
    }

    private static @Nullable String find(List<String> lines, Pattern pattern) {
        return lines.stream()
                .filter(line -> pattern.matcher(line).find())
                .findFirst()
                .orElse(null);
    }

    private static List<String> lines(Path directory) throws IOException {
        Path errors = directory.resolve(JobFiles.ERRORS);
        if (!Files.exists(errors)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(errors.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(TAIL, file.length())];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> DAEMON.matcher(line).matches())
                    .toList();
        }
    }
}
