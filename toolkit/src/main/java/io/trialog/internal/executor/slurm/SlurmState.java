package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.SchedulerState;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells what Slurm's texts for states and reasons mean: those of 22.05 to 26.05, and the two-letter forms. A text that is not
 * known is UNKNOWN: never final, never an error.
 */
final class SlurmState {

    private static final Map<String, SchedulerState> WORDS = Map.ofEntries(
            Map.entry("PENDING", SchedulerState.QUEUED),
            Map.entry("CONFIGURING", SchedulerState.QUEUED),
            Map.entry("POWER_UP_NODE", SchedulerState.QUEUED),
            Map.entry("REQUEUED", SchedulerState.QUEUED),
            Map.entry("REQUEUE_FED", SchedulerState.QUEUED),
            Map.entry("EXPEDITING", SchedulerState.QUEUED),
            Map.entry("REQUEUE_HOLD", SchedulerState.HELD),
            Map.entry("SPECIAL_EXIT", SchedulerState.HELD),
            Map.entry("RESV_DEL_HOLD", SchedulerState.HELD),
            Map.entry("RUNNING", SchedulerState.RUNNING),
            Map.entry("RESIZING", SchedulerState.RUNNING),
            Map.entry("SIGNALING", SchedulerState.RUNNING),
            Map.entry("STAGE_OUT", SchedulerState.RUNNING),
            Map.entry("UPDATE_DB", SchedulerState.RUNNING),
            Map.entry("SUSPENDED", SchedulerState.SUSPENDED),
            Map.entry("STOPPED", SchedulerState.SUSPENDED),
            Map.entry("COMPLETING", SchedulerState.FINISHING),
            Map.entry("COMPLETED", SchedulerState.SUCCEEDED),
            Map.entry("FAILED", SchedulerState.FAILED),
            Map.entry("BOOT_FAIL", SchedulerState.INTERRUPTED),
            Map.entry("LAUNCH_FAILED", SchedulerState.INTERRUPTED),
            Map.entry("RECONFIG_FAIL", SchedulerState.INTERRUPTED),
            Map.entry("NODE_FAIL", SchedulerState.INTERRUPTED),
            Map.entry("PREEMPTED", SchedulerState.INTERRUPTED),
            Map.entry("REVOKED", SchedulerState.INTERRUPTED),
            Map.entry("CANCELLED", SchedulerState.CANCELLED),
            Map.entry("OUT_OF_MEMORY", SchedulerState.OUT_OF_MEMORY),
            Map.entry("TIMEOUT", SchedulerState.TIMED_OUT),
            Map.entry("DEADLINE", SchedulerState.TIMED_OUT));

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

    /** Returns the first word in full: {@code CANCELLED by 1000} and {@code CA} are CANCELLED. */
    static String word(String text) {
        String stripped = text.strip();
        int end = 0;
        while (end < stripped.length() && stripped.charAt(end) != ' ' && stripped.charAt(end) != '+') {
            end++;
        }
        String first = stripped.substring(0, end).toUpperCase(Locale.ROOT);
        return SHORT.getOrDefault(first, first);
    }

    /**
     * Returns the meaning of a state and, for a pending job, of its reason.
     *
     * @param text the state, as Slurm prints it
     * @param reason the reason, as Slurm prints it
     * @return the meaning
     */
    static SchedulerState of(String text, String reason) {
        SchedulerState state = WORDS.getOrDefault(word(text), SchedulerState.UNKNOWN);
        boolean hopeless = HOPELESS.contains(reason) || reason.startsWith("ReqNodeNotAvail");
        return state == SchedulerState.QUEUED && hopeless ? SchedulerState.HELD : state;
    }
}
