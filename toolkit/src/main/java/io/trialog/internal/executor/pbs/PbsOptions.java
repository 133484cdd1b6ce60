package io.trialog.internal.executor.pbs;

import io.trialog.internal.executor.cluster.ClusterOptions;
import io.trialog.spi.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of executors on PBS, and what to do in the stead of those that PBS can't have. */
final class PbsOptions {

    /** What a job of its own can ask for. */
    static final List<Option> OF_JOBS = ClusterOptions.and(List.of(
            Option.text("partition", null, "The queue of jobs (qsub -q)."),
            Option.text("project", null, "The project of jobs (qsub -P)."),
            Option.text("select", null, "What jobs ask for, as PBS's select statement."),
            Option.text("place", null, "How jobs are placed on nodes, as PBS's place statement."),
            Option.texts("directives", "Further options of qsub.")));

    private static final Map<String, String> REMEDIES = remedies();

    private PbsOptions() {}

    /** Returns what to do in the stead of an option that other executors have; empty if there is nothing to say. */
    static String remedy(String option) {
        return REMEDIES.getOrDefault(option, "");
    }

    private static Map<String, String> remedies() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("qos", "PBS has no QOS; sites give that to queues.\nMaybe partition: QUEUE.");
        map.put(
                "exclude",
                "PBS can't keep a job away from nodes.\nMaybe ask for a resource that only good nodes have, in select.");
        map.put(
                "exclude_after",
                "PBS can't keep a job away from nodes.\nMaybe ask the site to take the node offline; retries: 5 tries"
                        + " elsewhere.");
        map.put(
                "srun_args",
                "PBS has no srun.\nMaybe begin the command with mpiexec, as in [mpiexec, python, train.py].");
        map.put("nice", "PBS has no nice value.\nMaybe priority: -100, from -1024 to 1023.");
        map.put("nodelist", "PBS asks for a node in select.\nMaybe select: 1:ncpus=4:host=n1.");
        map.put("constraint", "PBS asks for features in select.\nMaybe select: 1:ncpus=4:gpu_model=a100.");
        map.put("reservation", "A reservation of PBS is a queue.\nMaybe partition: R1234.");
        map.put("licenses", "PBS asks for licenses as resources.\nMaybe directives: [\"-l matlab=1\"].");
        map.put("gres", "PBS asks for GPUs by a count.\nMaybe gpus: 1.");
        map.put("gpus_per_node", "PBS asks for GPUs in select.\nMaybe select: 2:ncpus=8:ngpus=1.");
        map.put("gpus_per_task", "PBS asks for GPUs in select.\nMaybe select: 2:ncpus=8:ngpus=1.");
        map.put("cpus_per_gpu", "PBS asks for CPUs in select.\nMaybe select: 1:ncpus=8:ngpus=1.");
        map.put("mem_per_cpu", "PBS asks for the memory of a node.\nMaybe mem: 8G.");
        map.put("mem_per_gpu", "PBS asks for the memory of a node.\nMaybe mem: 8G.");
        map.put(
                "signal",
                "PBS warns no job before its limit.\nMaybe time_limit: 55m below time: 1h; then the program gets TERM and"
                        + " has grace to end.");
        return map;
    }
}
