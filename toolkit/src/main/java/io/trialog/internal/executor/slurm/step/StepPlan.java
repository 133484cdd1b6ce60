package io.trialog.internal.executor.slurm.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an allocation is shared out among trials: how many run at a time, and what each step must state so that they do. A step
 * that states no memory takes all of it, and the next one waits; the same holds for GPUs.
 *
 * <p>What the executor section does not say is an even share: of a node that has room for four trials a fourth of its CPUs,
 * memory and GPUs. In an allocation with GPUs a trial has at least one, unless the section says {@code gpus: 0}.
 *
 * @param capacity how many trials run at a time
 * @param options the options of {@code srun} for one of them
 */
record StepPlan(int capacity, List<String> options) {

    StepPlan {
        options = List.copyOf(options);
    }

    /**
     * A plan.
     *
     * @param resources the executor section
     * @throws IllegalArgumentException if no trial fits, with what is asked for and what there is
     */
    static StepPlan of(Allocation allocation, Map<String, @Nullable Object> resources) {
        StepDemand demand = StepDemand.of(resources);
        int limit = resources.get("parallel") instanceof Number parallel
                ? up(parallel.intValue() * demand.nodes(), allocation.nodes().size())
                : Integer.MAX_VALUE;
        List<Share> shares = new ArrayList<>();
        for (Allocation.Node node : allocation.nodes()) {
            int places = places(node, demand, limit);
            if (places > 0) {
                shares.add(Share.of(node, places, demand));
            }
        }
        int capacity = shares.stream().mapToInt(Share::places).sum() / demand.nodes();
        if (capacity == 0 || shares.size() < demand.nodes()) {
            throw new IllegalArgumentException(
                    "A trial does not fit into allocation " + allocation.job() + ": it asks for " + text(demand)
                            + ", and there are " + text(allocation)
                            + ".\nMaybe lower what the executor section asks for, or ask for a larger allocation.");
        }
        Share smallest = shares.stream().reduce(Share::least).orElseThrow();
        return new StepPlan(capacity, options(demand, smallest, resources));
    }

    /** How many trials a node holds at a time. */
    private static int places(Allocation.Node node, StepDemand demand, int limit) {
        int places = Math.min(limit, node.cpus() / Math.max(demand.cpus(), demand.tasksPerNode()));
        if (demand.memory() > 0 && node.memory() > 0) {
            places = (int) Math.min(places, node.memory() / demand.memory());
        }
        if (demand.gpus() > 0) {
            places = Math.min(places, node.gpus() / demand.gpus());
        } else if (demand.gpus() < 0 && node.gpus() > 0) {
            places = Math.min(places, node.gpus());
        }
        return demand.exclusive() ? Math.min(1, places) : places;
    }

    /** What a trial gets of a node. */
    private record Share(int places, int cpus, long memory, int gpus) {

        static Share of(Allocation.Node node, int places, StepDemand demand) {
            int cpus = demand.cpus() > 0 && !demand.exclusive() ? demand.cpus() : node.cpus() / places;
            long memory = demand.memory() > 0 && node.memory() > 0 ? demand.memory() : node.memory() / places;
            return new Share(places, cpus, memory, demand.gpus() >= 0 ? demand.gpus() : node.gpus() / places);
        }

        Share least(Share other) {
            return new Share(
                    places + other.places,
                    Math.min(cpus, other.cpus),
                    Math.min(memory, other.memory),
                    Math.min(gpus, other.gpus));
        }
    }

    private static List<String> options(StepDemand demand, Share share, Map<String, @Nullable Object> resources) {
        List<String> words = new ArrayList<>(List.of(
                "--exact",
                "--kill-on-bad-exit=1",
                "--nodes=" + demand.nodes(),
                "--ntasks=" + demand.tasks(),
                "--cpus-per-task=" + share.cpus() / demand.tasksPerNode()));
        if (resources.get("ntasks_per_node") != null) {
            words.add("--ntasks-per-node=" + resources.get("ntasks_per_node"));
        }
        if (share.memory() > 0) {
            words.add("--mem=" + share.memory() + "M");
        }
        gpus(share, resources, words);
        if (resources.get("srun_args") instanceof List<?> list) {
            list.forEach(word -> words.add(String.valueOf(word)));
        }
        return words;
    }

    /** As the section says it, so that types are kept; else the share. A step that says nothing takes all. */
    private static void gpus(Share share, Map<String, @Nullable Object> resources, List<String> words) {
        for (String key : List.of("gpus_per_node", "gpus_per_task", "gpus")) {
            if (resources.get(key) != null && share.gpus() > 0) {
                words.add("--" + key.replace('_', '-') + "=" + resources.get(key));
                return;
            }
        }
        String gres = String.valueOf(resources.getOrDefault("gres", "none"));
        if (share.gpus() == 0 || gres.contains("gpu")) {
            words.add("--gres=" + gres);
        } else {
            words.add("--gres=" + (gres.equals("none") ? "" : gres + ",") + "gpu:" + share.gpus());
        }
    }

    private static String text(StepDemand demand) {
        return text(demand.nodes(), "node")
                + (demand.nodes() > 1 ? ", on each " : " with ")
                + text(Math.max(demand.cpus(), demand.tasksPerNode()), "CPU")
                + (demand.memory() > 0 ? ", " + demand.memory() + " MB" : "")
                + (demand.gpus() > 0 ? ", " + text(demand.gpus(), "GPU") : "");
    }

    /** What there is, for people. */
    static String text(Allocation allocation) {
        List<String> nodes = allocation.nodes().stream()
                .distinct()
                .map(node -> text(node.cpus(), "CPU") + ", " + node.memory() + " MB, " + text(node.gpus(), "GPU"))
                .toList();
        return text(allocation.nodes().size(), "node") + " with " + String.join(" or ", nodes);
    }

    private static String text(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static int up(int amount, int parts) {
        return (amount + parts - 1) / parts;
    }
}
