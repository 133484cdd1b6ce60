package io.trialog.internal.executor.cluster;

import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * Joins what a job's files say with what the scheduler says. Pure.
 *
 * <p>An end that only the scheduler tells must be told by several answers in a row, since a requeue may follow it and a
 * network file system may show the job's own word late; a job that is missing must be missing several times.
 */
final class JobVerdict {

    /** So many answers of the scheduler in a row. */
    static final int ANSWERS = 2;

    private static final String PROGRAM_FAILED = "FAILED";

    private JobVerdict() {}

    /**
     * The state of a job that the scheduler knows.
     *
     * @param sightings in how many answers in a row it stood like this
     */
    static JobStatus seen(JobEvidence evidence, QueueRow row, int sightings) {
        JobStatus files = evidence.status();
        JobState state = row.state();
        if (evidence.isConclusive() && files != null) {
            return files;
        }
        return switch (state) {
            case QUEUED, HELD -> waiting(files, row, state);
            case RUNNING, SUSPENDED -> running(evidence, files, row);
            case UNKNOWN -> status(files, JobState.UNKNOWN, row.words());
            case FINISHING -> status(files, JobState.FINISHING, row.words());
            default -> ended(evidence, files, row, sightings);
        };
    }

    /** Also a job that ran already waits, if the scheduler starts it again. */
    private static JobStatus waiting(@Nullable JobStatus files, QueueRow row, JobState state) {
        return new JobStatus(state, row.words(), null, null, files == null ? 0 : files.restart());
    }

    private static JobStatus running(JobEvidence evidence, @Nullable JobStatus files, QueueRow row) {
        if (row.state() == JobState.SUSPENDED) {
            return status(files, JobState.SUSPENDED, row.words());
        }
        if (files == null) {
            return new JobStatus(
                    JobState.QUEUED, "starting on " + (row.node().isEmpty() ? "a node" : row.node()), null, null, 0);
        }
        return evidence.exit() == null ? files : files.as(JobState.FINISHING, row.words());
    }

    private static JobStatus ended(JobEvidence evidence, @Nullable JobStatus files, QueueRow row, int sightings) {
        if (sightings < ANSWERS && evidence.exit() == null) {
            return status(files, JobState.FINISHING, row.words() + ", to be confirmed");
        }
        if (row.state() == JobState.OUT_OF_MEMORY || row.state() == JobState.TIMED_OUT) {
            return status(files, row.state(), row.words());
        }
        if (evidence.exit() != null && files != null) {
            boolean outside =
                    evidence.wasStoppedFromOutside() || evidence.wasKilled() && !evidence.cancelled() && endsJobs(row);
            return outside ? fromOutside(files, row, sightings) : files;
        }
        return row.state() == JobState.EXITED
                ? status(files, JobState.LOST, "the scheduler says " + row.words() + ", but it left no exit.json")
                : status(files, row.state(), row.words());
    }

    /** Whether the scheduler names something else than the program as the cause. */
    private static boolean endsJobs(QueueRow row) {
        return row.state() != JobState.EXITED && !row.word().equals(PROGRAM_FAILED);
    }

    private static JobStatus fromOutside(JobStatus files, QueueRow row, int sightings) {
        if (sightings < ANSWERS) {
            return files.as(JobState.FINISHING, row.words() + ", to be confirmed");
        }
        JobState state = row.state() == JobState.EXITED ? JobState.CANCELLED : row.state();
        return files.as(state, row.words() + ", not by Trialog");
    }

    /**
     * The state of a job that the scheduler does not know, or no longer.
     *
     * @param absences in how many answers in a row it was missing
     */
    static JobStatus absent(JobEvidence evidence, int absences) {
        JobStatus files = evidence.status();
        if (evidence.isConclusive() && files != null) {
            return files;
        }
        if (absences < ANSWERS) {
            return files == null
                    ? JobStatus.of(JobState.UNKNOWN, "not in the queue")
                    : files.as(evidence.exit() == null ? files.state() : JobState.FINISHING, "not in the queue");
        }
        if (evidence.exit() != null && files != null) {
            return evidence.wasStoppedFromOutside() || evidence.wasTerminated()
                    ? files.as(JobState.CANCELLED, "ended by somebody else, and gone from the queue")
                    : files;
        }
        return status(files, JobState.LOST, "it is gone from the queue and left no exit.json");
    }

    /** The state of a job while nothing newer is known from the scheduler. */
    static JobStatus unasked(JobEvidence evidence, String trouble) {
        JobStatus files = evidence.status();
        if (files == null) {
            return JobStatus.of(JobState.QUEUED, trouble.isEmpty() ? "submitted" : "submitted; " + trouble);
        }
        if (evidence.exit() == null || evidence.isConclusive()) {
            return files;
        }
        return files.as(JobState.FINISHING, trouble.isEmpty() ? "ended, to be confirmed" : "ended; " + trouble);
    }

    private static JobStatus status(@Nullable JobStatus files, JobState state, String reason) {
        return files == null ? JobStatus.of(state, reason) : files.as(state, reason);
    }
}
