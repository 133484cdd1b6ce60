package io.trialog.status;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many GPUs a job has, by what it asked for in the words of Slurm. */
final class Gpus {

    private Gpus() {}

    static int of(Map<String, @Nullable Object> resources) {
        if (resources.get("gpus") != null) {
            return count(resources.get("gpus"));
        }
        if (resources.get("gpus_per_task") != null) {
            return count(resources.get("gpus_per_task")) * integer(resources.get("ntasks"));
        }
        Object perNode = resources.get("gpus_per_node") != null ? resources.get("gpus_per_node") : gres(resources);
        return perNode == null ? 0 : count(perNode) * integer(resources.get("nodes"));
    }

    /** {@code gpu:a100:2,license:1}: the part about GPUs without its name. */
    private static @Nullable String gres(Map<String, @Nullable Object> resources) {
        for (String part : String.valueOf(resources.get("gres")).split(",", -1)) {
            if (part.equals("gpu")) {
                return "1";
            }
            if (part.startsWith("gpu:")) {
                return part.substring("gpu:".length());
            }
        }
        return null;
    }

    /** {@code 2}, {@code a100:2} or {@code a100}, or a list of such. */
    private static int count(@Nullable Object value) {
        int sum = 0;
        for (String part : String.valueOf(value).split(",", -1)) {
            String last = part.substring(part.lastIndexOf(':') + 1);
            boolean number = !last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9') && last.length() < 7;
            sum += number ? Integer.parseInt(last) : 1;
        }
        return sum;
    }

    private static int integer(@Nullable Object value) {
        return value instanceof Number number ? Math.max(1, number.intValue()) : 1;
    }
}
