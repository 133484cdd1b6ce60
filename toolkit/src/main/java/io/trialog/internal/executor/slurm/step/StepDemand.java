package io.trialog.internal.executor.slurm.step;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the executor section asks for a trial that is a step, per node.
 *
 * @param nodes how many nodes
 * @param tasks how many tasks in all
 * @param cpus CPUs of a node; 0 if the section does not say
 * @param memory megabytes of a node; 0 if it does not say
 * @param gpus GPUs of a node; -1 if it does not say
 * @param exclusive whether the trial wants whole nodes
 */
record StepDemand(int nodes, int tasks, int cpus, long memory, int gpus, boolean exclusive) {

    private static final Pattern MEMORY = Pattern.compile("([0-9]+)([KMGT]?)B?");
    private static final Pattern GPU_COUNT = Pattern.compile("(?:[^:,]+:)?([0-9]+)");
    private static final Pattern GRES_GPU = Pattern.compile("(?:gres[:/])?gpu(?::[^:,0-9][^:,]*)?(?::([0-9]+))?");

    /** @throws IllegalArgumentException if a value can't be read, with its name */
    static StepDemand of(Map<String, @Nullable Object> resources) {
        int nodes = integer(resources, "nodes", 1);
        int perNode = integer(resources, "ntasks_per_node", 1);
        int tasks = integer(resources, "ntasks", nodes * perNode);
        if (tasks < nodes) {
            throw new IllegalArgumentException(
                    "ntasks (" + tasks + ") must be at least the number of nodes (" + nodes + ").");
        }
        int here = up(tasks, nodes);
        int gpus = gpus(resources, nodes, here);
        int cpus = here * integer(resources, "cpus_per_task", 0);
        if (cpus == 0 && gpus > 0) {
            cpus = gpus * integer(resources, "cpus_per_gpu", 0);
        }
        return new StepDemand(
                nodes,
                tasks,
                cpus,
                memory(resources, Math.max(cpus, here), gpus),
                gpus,
                Boolean.TRUE.equals(resources.get("exclusive")));
    }

    /** How many tasks the fullest node holds. */
    int tasksPerNode() {
        return up(tasks, nodes);
    }

    private static long memory(Map<String, @Nullable Object> resources, int cpus, int gpus) {
        if (resources.get("mem") != null) {
            return megabytes("mem", resources);
        }
        if (resources.get("mem_per_cpu") != null) {
            return cpus * megabytes("mem_per_cpu", resources);
        }
        return resources.get("mem_per_gpu") == null || gpus <= 0 ? 0 : gpus * megabytes("mem_per_gpu", resources);
    }

    private static long megabytes(String key, Map<String, @Nullable Object> resources) {
        String text = String.valueOf(resources.get(key));
        Matcher matcher = MEMORY.matcher(text.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    key + " must be a whole number and K, M, G or T, such as 32G, but is \"" + text + "\".");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "K" -> (amount + 1023) / 1024;
            case "G" -> amount * 1024;
            case "T" -> amount * 1024 * 1024;
            default -> amount;
        };
    }

    private static int gpus(Map<String, @Nullable Object> resources, int nodes, int tasksPerNode) {
        if (resources.get("gpus_per_node") != null) {
            return sum("gpus_per_node", resources, GPU_COUNT);
        }
        if (resources.get("gpus_per_task") != null) {
            return tasksPerNode * sum("gpus_per_task", resources, GPU_COUNT);
        }
        if (resources.get("gpus") != null) {
            return up(sum("gpus", resources, GPU_COUNT), nodes);
        }
        String gres = String.valueOf(resources.get("gres"));
        if (gres.equals("none")) {
            return 0;
        }
        return gres.contains("gpu") ? sum("gres", resources, GRES_GPU) : -1;
    }

    private static int sum(String key, Map<String, @Nullable Object> resources, Pattern form) {
        String text = String.valueOf(resources.get(key));
        int sum = 0;
        for (String part : text.split(",", -1)) {
            Matcher matcher = form.matcher(part.strip());
            if (matcher.matches()) {
                sum += matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
            } else if (!key.equals("gres")) {
                throw new IllegalArgumentException(
                        key + " must be a number, or a type and a number such as a100:1, but is \"" + text + "\".");
            }
        }
        return sum;
    }

    private static int integer(Map<String, @Nullable Object> resources, String key, int defaultValue) {
        return resources.get(key) instanceof Number number ? number.intValue() : defaultValue;
    }

    private static int up(int amount, int parts) {
        return (amount + parts - 1) / parts;
    }
}
