package io.trialog.internal.executor.pbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.internal.executor.cluster.SchedulerState;

/** Tells what PBS's letters for states, its substates and its exit statuses mean. Pure. */
final class PbsState {

    private static final int DELETED = 91;
    private static final int DELETED_BEFORE_ITS_START = 70;
    private static final int SIGNALS = 256;
    private static final int HELD_AFTER_RUNS = 20;

    private static final int OVER_VMEM = -26;
    private static final int OVER_MEM = -27;
    private static final int OVER_CPU_TIME = -28;
    private static final int OVER_WALLTIME = -29;

    private PbsState() {}

    /** Returns the meaning of a job's attributes. */
    static SchedulerState of(JsonNode job) {
        return switch (letter(job)) {
            case "Q", "W", "T" -> canNeverRun(job) ? SchedulerState.HELD : SchedulerState.QUEUED;
            case "H" -> waitsForJobs(job) ? SchedulerState.QUEUED : SchedulerState.HELD;
            case "R", "B" -> SchedulerState.RUNNING;
            case "S", "U" -> SchedulerState.SUSPENDED;
            case "E" -> SchedulerState.FINISHING;
            case "F", "X" -> ended(job);
            default -> SchedulerState.UNKNOWN;
        };
    }

    /** Whatever the exit status of a deleted job says, it may be that of a program that took its time to end. */
    private static SchedulerState ended(JsonNode job) {
        if (wasDeleted(job) || !job.has("Exit_status")) {
            return SchedulerState.CANCELLED;
        }
        int status = job.get("Exit_status").asInt();
        if (status >= 0) {
            return status == 0 ? SchedulerState.SUCCEEDED : SchedulerState.FAILED;
        }
        return switch (status) {
            case OVER_WALLTIME, OVER_CPU_TIME -> SchedulerState.TIMED_OUT;
            case OVER_MEM, OVER_VMEM -> SchedulerState.OUT_OF_MEMORY;
            default -> SchedulerState.INTERRUPTED;
        };
    }

    private static boolean wasDeleted(JsonNode job) {
        int substate = job.path("substate").asInt();
        return substate == DELETED || substate == DELETED_BEFORE_ITS_START;
    }

    /** Returns why a job waits or how it ended, in words; empty if there is nothing to say. */
    static String reason(JsonNode job) {
        String comment = comment(job);
        return switch (letter(job)) {
            case "F", "X" -> ending(job, comment);
            case "H" -> held(job, comment);
            case "Q", "W", "T", "E" -> comment;
            default -> "";
        };
    }

    private static String held(JsonNode job, String comment) {
        int runs = job.path("run_count").asInt();
        if (runs > HELD_AFTER_RUNS) {
            return "held after " + runs + " runs" + (comment.isEmpty() ? "" : ": " + comment);
        }
        return waitsForJobs(job) ? "waits for " + job.path("depend").asText() : comment;
    }

    private static String ending(JsonNode job, String comment) {
        if (!job.has("Exit_status")) {
            return job.has("depend") && !wasDeleted(job)
                    ? "removed, since what it depends on can't be met any more"
                    : "deleted before it started";
        }
        int status = job.get("Exit_status").asInt();
        String words = "Exit_status " + status;
        if (wasDeleted(job)) {
            return words + ", deleted";
        }
        if (status > SIGNALS) {
            return words + ", ended by signal " + (status - SIGNALS);
        }
        return status >= 0 || comment.isEmpty() ? words : words + ", " + comment;
    }

    private static boolean waitsForJobs(JsonNode job) {
        String holds = job.path("Hold_Types").asText();
        return job.has("depend") && !holds.contains("u") && !holds.contains("o");
    }

    /** Such a job is accepted, and waits for ever. */
    private static boolean canNeverRun(JsonNode job) {
        return comment(job).startsWith("Can Never Run");
    }

    private static String comment(JsonNode job) {
        return job.path("comment").asText().strip();
    }

    static String letter(JsonNode job) {
        return job.path("job_state").asText();
    }
}
