package io.trialog.internal.executor.slurm;

import io.trialog.spi.JobState;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What Slurm's words for states and reasons mean; those of 22.05 to 26.05, and the two-letter forms. A word that is not
 * known is UNKNOWN: never final, never an error.
 */
public final class SlurmState {

    private static final Map<String, JobState> WORDS = Map.ofEntries(
            Map.entry("PENDING", JobState.QUEUED),
            Map.entry("CONFIGURING", JobState.QUEUED),
            Map.entry("POWER_UP_NODE", JobState.QUEUED),
            Map.entry("REQUEUED", JobState.QUEUED),
            Map.entry("REQUEUE_FED", JobState.QUEUED),
            Map.entry("EXPEDITING", JobState.QUEUED),
            Map.entry("REQUEUE_HOLD", JobState.HELD),
            Map.entry("SPECIAL_EXIT", JobState.HELD),
            Map.entry("RESV_DEL_HOLD", JobState.HELD),
            Map.entry("RUNNING", JobState.RUNNING),
            Map.entry("RESIZING", JobState.RUNNING),
            Map.entry("SIGNALING", JobState.RUNNING),
            Map.entry("STAGE_OUT", JobState.RUNNING),
            Map.entry("UPDATE_DB", JobState.RUNNING),
            Map.entry("SUSPENDED", JobState.SUSPENDED),
            Map.entry("STOPPED", JobState.SUSPENDED),
            Map.entry("COMPLETING", JobState.FINISHING),
            Map.entry("COMPLETED", JobState.EXITED),
            Map.entry("FAILED", JobState.INFRASTRUCTURE_FAILURE),
            Map.entry("BOOT_FAIL", JobState.INFRASTRUCTURE_FAILURE),
            Map.entry("LAUNCH_FAILED", JobState.INFRASTRUCTURE_FAILURE),
            Map.entry("RECONFIG_FAIL", JobState.INFRASTRUCTURE_FAILURE),
            Map.entry("NODE_FAIL", JobState.INFRASTRUCTURE_FAILURE),
            Map.entry("PREEMPTED", JobState.INFRASTRUCTURE_FAILURE),
            Map.entry("REVOKED", JobState.INFRASTRUCTURE_FAILURE),
            Map.entry("CANCELLED", JobState.CANCELLED),
            Map.entry("OUT_OF_MEMORY", JobState.OUT_OF_MEMORY),
            Map.entry("TIMEOUT", JobState.TIMED_OUT),
            Map.entry("DEADLINE", JobState.TIMED_OUT));

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("PD", "PENDING"),
            Map.entry("CF", "CONFIGURING"),
            Map.entry("RQ", "REQUEUED"),
            Map.entry("RF", "REQUEUE_FED"),
            Map.entry("RH", "REQUEUE_HOLD"),
            Map.entry("SE", "SPECIAL_EXIT"),
            Map.entry("RD", "RESV_DEL_HOLD"),
            Map.entry("R", "RUNNING"),
            Map.entry("RS", "RESIZING"),
            Map.entry("SI", "SIGNALING"),
            Map.entry("SO", "STAGE_OUT"),
            Map.entry("S", "SUSPENDED"),
            Map.entry("ST", "STOPPED"),
            Map.entry("CG", "COMPLETING"),
            Map.entry("CD", "COMPLETED"),
            Map.entry("F", "FAILED"),
            Map.entry("BF", "BOOT_FAIL"),
            Map.entry("NF", "NODE_FAIL"),
            Map.entry("PR", "PREEMPTED"),
            Map.entry("RV", "REVOKED"),
            Map.entry("CA", "CANCELLED"),
            Map.entry("OOM", "OUT_OF_MEMORY"),
            Map.entry("TO", "TIMEOUT"),
            Map.entry("DL", "DEADLINE"));

    /** Pending jobs with these reasons will not start by themselves. */
    private static final Set<String> HOPELESS = Set.of(
            "DependencyNeverSatisfied",
            "InvalidAccount",
            "InvalidQOS",
            "PartitionTimeLimit",
            "PartitionNodeLimit",
            "PartitionDown",
            "PartitionInactive",
            "BadConstraints",
            "JobHeldUser",
            "JobHeldAdmin",
            "JobHoldMaxRequeue",
            "QOSMaxWallDurationPerJobLimit",
            "AssocMaxWallDurationPerJobLimit",
            "AccountNotAllowed",
            "QOSNotAllowed");

    private SlurmState() {}

    /** The first word in full: {@code CANCELLED by 1000} and {@code CA} are CANCELLED. */
    public static String word(String text) {
        String stripped = text.strip();
        int end = 0;
        while (end < stripped.length() && stripped.charAt(end) != ' ' && stripped.charAt(end) != '+') {
            end++;
        }
        String first = stripped.substring(0, end).toUpperCase(Locale.ROOT);
        return SHORT.getOrDefault(first, first);
    }

    /** The meaning of a state and, for a pending job, of its reason. */
    public static JobState of(String text, String reason) {
        JobState state = WORDS.getOrDefault(word(text), JobState.UNKNOWN);
        boolean hopeless = HOPELESS.contains(reason) || reason.startsWith("ReqNodeNotAvail");
        return state == JobState.QUEUED && hopeless ? JobState.HELD : state;
    }
}
