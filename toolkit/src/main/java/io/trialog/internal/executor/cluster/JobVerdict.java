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

    private JobVerdict() {}

    /**
     * The state of a job that the scheduler knows.
     *
     * @param observations in how many answers in a row it stood like this
     */
    static JobStatus seen(JobEvidence evidence, QueueRow row, int observations) {
        JobStatus files = evidence.status();
        if (evidence.isConclusive() && files != null) {
            return files;
        }
        return switch (row.state()) {
            case QUEUED, HELD -> waiting(files, row);
            case RUNNING, SUSPENDED -> running(evidence, files, row);
            case UNKNOWN -> status(files, JobState.UNKNOWN, row.text());
            case FINISHING -> status(files, JobState.FINISHING, row.text());
            default -> ended(evidence, files, row, observations);
        };
    }

    /** Also a job that ran already waits, if the scheduler starts it again. */
    private static JobStatus waiting(@Nullable JobStatus files, QueueRow row) {
        return new JobStatus(row.state().jobState(), row.text(), null, null, files == null ? 0 : files.restart());
    }

    private static JobStatus running(JobEvidence evidence, @Nullable JobStatus files, QueueRow row) {
        if (row.state() == SchedulerState.SUSPENDED) {
            return status(files, JobState.SUSPENDED, row.text());
        }
        if (files == null) {
            return new JobStatus(
                    JobState.QUEUED, "starting on " + (row.node().isEmpty() ? "a node" : row.node()), null, null, 0);
        }
        return evidence.exit() == null ? files : files.as(JobState.FINISHING, row.text());
    }

    private static JobStatus ended(JobEvidence evidence, @Nullable JobStatus files, QueueRow row, int observations) {
        if (observations < ANSWERS && evidence.exit() == null) {
            return status(files, JobState.FINISHING, row.text() + ", to be confirmed");
        }
        if (row.state() == SchedulerState.OUT_OF_MEMORY || row.state() == SchedulerState.TIMED_OUT) {
            return status(files, row.state().jobState(), row.text());
        }
        if (evidence.exit() != null && files != null) {
            boolean outside = evidence.wasStoppedFromOutside()
                    || evidence.wasKilled()
                            && !evidence.cancelled()
                            && !row.state().isEndOfScript();
            return outside ? fromOutside(files, row, observations) : files;
        }
        return row.state() == SchedulerState.SUCCEEDED
                ? status(files, JobState.LOST, "the scheduler says " + row.text() + ", but it left no exit.json")
                : status(files, row.state().jobState(), row.text());
    }

    private static JobStatus fromOutside(JobStatus files, QueueRow row, int observations) {
        if (observations < ANSWERS) {
            return files.as(JobState.FINISHING, row.text() + ", to be confirmed");
        }
        JobState state = row.state() == SchedulerState.SUCCEEDED
                ? JobState.CANCELLED
                : row.state().jobState();
        return files.as(state, row.text() + ", not by Trialog");
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
