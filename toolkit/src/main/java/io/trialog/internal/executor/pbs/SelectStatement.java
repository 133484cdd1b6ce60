package io.trialog.internal.executor.pbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a job asks for, as PBS's {@code select} and {@code place}: as they stand, or made from the keys of all schedulers. */
final class SelectStatement {

    private static final Pattern MEMORY = Pattern.compile("(\\d+)([KMGT]?)B?", Pattern.CASE_INSENSITIVE);
    private static final Pattern STATEMENT = Pattern.compile("[A-Za-z0-9_.:=+,@/\"'-]+");
    private static final List<String> PARTS =
            List.of("nodes", "ntasks", "ntasks_per_node", "cpus_per_task", "mem", "gpus", "exclusive");

    private SelectStatement() {}

    /**
     * Returns the value of {@code -l select=}.
     *
     * @throws IllegalArgumentException if the keys can't be told to PBS, with the reason and a remedy
     */
    static String select(Map<String, @Nullable Object> resources) {
        Object own = resources.get("select");
        if (own != null) {
            return own(resources, "select", own);
        }
        long nodes = count(resources, "nodes");
        long tasks = tasksPerNode(resources, nodes);
        StringBuilder select =
                new StringBuilder().append(nodes).append(":ncpus=").append(tasks * count(resources, "cpus_per_task"));
        Object memory = resources.get("mem");
        if (memory != null) {
            select.append(":mem=").append(memory(memory.toString()));
        }
        Object gpus = resources.get("gpus");
        if (gpus != null) {
            select.append(":ngpus=").append(gpusPerNode(gpus.toString(), nodes));
        }
        if (tasks > 1 || nodes > 1) {
            select.append(":mpiprocs=").append(tasks);
        }
        return select.toString();
    }

    /** Returns the value of {@code -l place=}, or an empty text: several nodes are meant to be different ones. */
    static String place(Map<String, @Nullable Object> resources) {
        Object own = resources.get("place");
        if (own != null) {
            return checked("place", own.toString());
        }
        if (resources.get("select") != null) {
            return "";
        }
        List<String> words = new ArrayList<>();
        if (count(resources, "nodes") > 1) {
            words.add("scatter");
        }
        if (Boolean.TRUE.equals(resources.get("exclusive"))) {
            words.add("exclhost");
        }
        return String.join(":", words);
    }

    private static String own(Map<String, @Nullable Object> resources, String key, Object value) {
        for (String part : PARTS) {
            if (resources.get(part) != null && !isDefault(part, resources.get(part))) {
                throw new IllegalArgumentException("executor." + key + " and executor." + part
                        + " can't stand together: PBS refuses to mix them.\nMaybe write " + part + " into " + key
                        + ", as in 2:ncpus=8:mem=16gb:ngpus=1:mpiprocs=4.");
            }
        }
        return checked(key, value.toString());
    }

    /** What a controller's job says of itself, beside what the user says. */
    private static boolean isDefault(String part, @Nullable Object value) {
        return (part.equals("nodes") || part.equals("ntasks"))
                && value instanceof Number number
                && number.longValue() == 1;
    }

    private static String checked(String key, String value) {
        if (!STATEMENT.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "executor." + key + " must be one statement of PBS without blanks, but is \"" + value + "\".");
        }
        return value;
    }

    private static long tasksPerNode(Map<String, @Nullable Object> resources, long nodes) {
        if (resources.get("ntasks_per_node") != null) {
            return count(resources, "ntasks_per_node");
        }
        return share("ntasks", count(resources, "ntasks"), nodes);
    }

    private static long share(String key, long total, long nodes) {
        if (total % nodes != 0 && total > 1) {
            throw new IllegalArgumentException(
                    "executor." + key + " (" + total + ") must be a multiple of executor.nodes (" + nodes
                            + "), since PBS gives every node the same.\nMaybe use select: 1:ncpus=8+1:ncpus=4.");
        }
        return Math.max(1, total / nodes);
    }

    private static long gpusPerNode(String gpus, long nodes) {
        if (!gpus.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("executor.gpus must be a number on PBS, but is \"" + gpus
                    + "\": PBS has no word of its own for types of GPUs.\nMaybe use your site's resource for it, as in"
                    + " select: 1:ncpus=8:ngpus=1:gpu_model=a100; 'pbsnodes -a' shows what nodes have.");
        }
        long total = Long.parseLong(gpus);
        return total == 0 ? 0 : share("gpus", total, nodes);
    }

    /** Slurm's notation, where a number alone means MiB, in PBS's. */
    static String memory(String text) {
        Matcher matcher = MEMORY.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "executor.mem must be a number with K, M, G or T, but is \"" + text + "\".");
        }
        String unit = matcher.group(2).isEmpty() ? "m" : matcher.group(2).toLowerCase(Locale.ROOT);
        return matcher.group(1) + unit + "b";
    }

    private static long count(Map<String, @Nullable Object> resources, String key) {
        return resources.get(key) instanceof Number number ? Math.max(1, number.longValue()) : 1;
    }
}
