package io.trialog.internal.executor.slurm.step;

import io.trialog.internal.executor.slurm.HostList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a running job has been given, as {@code scontrol --details show job} tells it, node by node.
 *
 * @param job the id of the job
 * @param nodes its nodes
 */
record Allocation(String job, List<Node> nodes) {

    private static final Pattern STATE = Pattern.compile("\\bJobState=(\\S+)");
    private static final Pattern NODES =
            Pattern.compile("\\bNodes=(\\S+)\\s+CPU_IDs=(\\S+)\\s+Mem=(\\d+)\\S*\\s+GRES=(\\S*)");
    private static final Pattern GPUS = Pattern.compile("\\bgpu(?::[^:,()]+)?:(\\d+)");

    /**
     * The job's part of a node.
     *
     * @param cpus CPUs as Slurm counts them
     * @param memory megabytes; 0 where the cluster does not count memory
     * @param gpus GPUs of all types
     */
    record Node(int cpus, long memory, int gpus) {}

    Allocation {
        nodes = List.copyOf(nodes);
    }

    /**
     * Reads the answer of {@code scontrol}.
     *
     * @throws IllegalArgumentException if the job does not run, or the answer does not say what it was given
     */
    static Allocation parse(String job, String text) {
        Matcher state = STATE.matcher(text);
        if (state.find() && !state.group(1).equals("RUNNING")) {
            throw new IllegalArgumentException("job " + job + " is " + state.group(1) + " and not RUNNING.");
        }
        List<Node> nodes = new ArrayList<>();
        Matcher matcher = NODES.matcher(text);
        while (matcher.find()) {
            Node node = new Node(count(matcher.group(2)), Long.parseLong(matcher.group(3)), gpus(matcher.group(4)));
            for (String unused : HostList.expand(matcher.group(1))) {
                nodes.add(node);
            }
        }
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("scontrol does not say what job " + job + " was given.");
        }
        return new Allocation(job, nodes);
    }

    private static int gpus(String gres) {
        int sum = 0;
        Matcher matcher = GPUS.matcher(gres);
        while (matcher.find()) {
            sum += Integer.parseInt(matcher.group(1));
        }
        return sum;
    }

    /** How many numbers a list such as {@code 0-3,8} names. */
    private static int count(String ranges) {
        int sum = 0;
        for (String range : ranges.split(",", -1)) {
            String[] ends = range.split("-", -1);
            sum += ends.length == 2 ? Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]) + 1 : 1;
        }
        return sum;
    }
}
