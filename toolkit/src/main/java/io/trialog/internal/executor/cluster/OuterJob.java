package io.trialog.internal.executor.cluster;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a process finds in its environment because it runs in a job itself. It must not hand that down to the scheduler's commands:
 * they would change what these do.
 */
public final class OuterJob {

    /** What a job is told about its devices: not what a job has that it submits. */
    public static final Set<String> DEVICES = Set.of(
            "CUDA_VISIBLE_DEVICES",
            "GPU_DEVICE_ORDINAL",
            "ROCR_VISIBLE_DEVICES",
            "HIP_VISIBLE_DEVICES",
            "ZE_AFFINITY_MASK");

    private OuterJob() {}

    /**
     * Returns an environment without what a job finds in its own.
     *
     * @param inherited the environment of this process
     * @param inside the variable that only a job has
     * @param prefixes how the names of the scheduler's own variables begin
     * @param kept names that begin like this and are the user's
     * @return the environment for commands
     */
    public static Map<String, String> without(
            Map<String, String> inherited, String inside, Collection<String> prefixes, Collection<String> kept) {
        Map<String, String> clean = new TreeMap<>(inherited);
        if (inherited.containsKey(inside)) {
            clean.keySet().removeAll(DEVICES);
        }
        clean.keySet()
                .removeIf(name -> !kept.contains(name) && prefixes.stream().anyMatch(name::startsWith));
        return clean;
    }
}
