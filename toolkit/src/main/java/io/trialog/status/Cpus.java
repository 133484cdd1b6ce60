package io.trialog.status;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads from what a job asks for how many CPUs it holds. */
final class Cpus {

    private Cpus() {}

    /** The CPUs of a job; 1 where it asks for none. */
    static int of(Map<String, @Nullable Object> resources) {
        int tasks = resources.get("ntasks") != null
                ? integer(resources.get("ntasks"))
                : integer(resources.get("ntasks_per_node")) * integer(resources.get("nodes"));
        if (resources.get("cpus_per_gpu") != null) {
            return integer(resources.get("cpus_per_gpu")) * Math.max(1, Gpus.of(resources));
        }
        Object perTask = resources.get("cpus") != null ? resources.get("cpus") : resources.get("cpus_per_task");
        return tasks * integer(perTask);
    }

    private static int integer(@Nullable Object value) {
        return value instanceof Number number ? Math.max(1, number.intValue()) : 1;
    }
}
