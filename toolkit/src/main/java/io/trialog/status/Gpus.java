package io.trialog.status;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How many GPUs a job has, by what it asked for in the words of Slurm or PBS. */
final class Gpus {

    private static final Pattern CHUNK = Pattern.compile("(?:(\\d{1,6})(?=:|$))?(.*)");
    private static final Pattern IN_CHUNK = Pattern.compile("\\bngpus=(\\d{1,6})\\b");

    private Gpus() {}

    static int of(Map<String, @Nullable Object> resources) {
        if (resources.get("gpus") != null) {
            return count(resources.get("gpus"));
        }
        if (resources.get("gpus_per_task") != null) {
            return count(resources.get("gpus_per_task")) * integer(resources.get("ntasks"));
        }
        if (resources.get("select") != null) {
            return select(String.valueOf(resources.get("select")));
        }
        Object perNode = resources.get("gpus_per_node") != null ? resources.get("gpus_per_node") : gres(resources);
        return perNode == null ? 0 : count(perNode) * integer(resources.get("nodes"));
    }

    /** {@code 2:ncpus=8:ngpus=1+1:ncpus=4} has two. */
    private static int select(String select) {
        int sum = 0;
        for (String chunk : select.split("\\+", -1)) {
            Matcher parts = CHUNK.matcher(chunk);
            Matcher gpus = IN_CHUNK.matcher(chunk);
            if (parts.matches() && gpus.find()) {
                int times = parts.group(1) == null ? 1 : Integer.parseInt(parts.group(1));
                sum += times * Integer.parseInt(gpus.group(1));
            }
        }
        return sum;
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
