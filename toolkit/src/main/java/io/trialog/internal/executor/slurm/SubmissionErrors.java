package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.spi.SubmissionException.Kind;
import java.util.List;
import java.util.Locale;

/**
 * What a failed {@code sbatch} means. Decided by the first line that it complained with, since the second one is the same
 * for limits that go away and for limits that do not; but whatever leaves open whether the job was taken comes first. The texts are those of Slurm's {@code slurm_errno.c}.
 */
final class SubmissionErrors {

    private static final List<String> AMBIGUOUS = List.of(
            "socket timed out",
            "receive failure",
            "send failure",
            "shutdown failure",
            "zero bytes were transmitted",
            "unexpected message received",
            "unexpected msg");

    private static final List<String> TRANSIENT = List.of(
            "unable to contact slurm controller",
            "connect failure",
            "temporarily unable to accept job",
            "queue full",
            "job creation temporarily disabled",
            "munge",
            "authentication agent",
            "resource temporarily unavailable",
            "slurmctld is in standby",
            "batch script is empty");

    private static final List<String> QUOTA = List.of(
            "qosmaxsubmitjob",
            "assocmaxsubmitjob",
            "assocgrpsubmitjobs",
            "qosgrpsubmitjobs",
            "maxsubmitjobs",
            "reached the maximum number of");

    private SubmissionErrors() {}

    /** The kind of a failure. A client that was ended by a signal, or by us, may have submitted before. */
    static Kind classify(CommandRunner.Answer answer) {
        return answer.isTimeout() || answer.wasKilled() ? Kind.AMBIGUOUS : classify(answer.errors());
    }

    /**
     * The kind of a failure.
     *
     * @param errors what the command printed to its error stream
     */
    static Kind classify(String errors) {
        String first = firstLine(errors).toLowerCase(Locale.ROOT);
        if (contains(errors.toLowerCase(Locale.ROOT), AMBIGUOUS)) {
            return Kind.AMBIGUOUS; // also after a first try of sbatch's own that surely failed
        }
        if (contains(first, QUOTA)) {
            return Kind.QUOTA;
        }
        if (contains(first, TRANSIENT)) {
            return Kind.TRANSIENT;
        }
        return first.isEmpty() ? Kind.AMBIGUOUS : Kind.PERMANENT;
    }

    /** The first line with words of Slurm's own; those of site wrappers before it do not begin with the command's name. */
    static String firstLine(String errors) {
        List<String> lines = errors.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .filter(line -> line.startsWith("sbatch: error:"))
                .findFirst()
                .orElse(lines.isEmpty() ? "" : lines.get(0))
                .replaceFirst("^sbatch: error: ", "")
                .strip();
    }

    private static boolean contains(String line, List<String> parts) {
        return parts.stream().anyMatch(line::contains);
    }
}
