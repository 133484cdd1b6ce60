package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.ClusterOptions;
import io.trialog.spi.Option;
import java.util.List;
import java.util.Set;

/** The options of executors on Slurm. */
public final class SlurmOptions {

    /** What a job of its own can ask for. */
    public static final List<Option> OF_JOBS = ClusterOptions.and(List.of(
            Option.text("partition", null, "The partition of jobs."),
            Option.text("qos", null, "The quality of service of jobs."),
            Option.text("gres", null, "Generic resources of a trial, per node."),
            Option.text("gpus_per_node", null, "The GPUs of a trial on each of its nodes."),
            Option.text("gpus_per_task", null, "The GPUs of each task of a trial."),
            Option.text("mem_per_cpu", null, "The memory of a trial, per CPU."),
            Option.text("mem_per_gpu", null, "The memory of a trial, per GPU."),
            Option.text("constraint", null, "Features that nodes must have."),
            Option.text("nodelist", null, "The nodes on which jobs run."),
            Option.text("reservation", null, "The reservation that jobs use."),
            Option.text("licenses", null, "The licenses that jobs hold."),
            Option.text("nice", null, "By how much jobs lower their priority."),
            Option.text("signal", null, "The signal that jobs get before their limit."),
            Option.positive("cpus_per_gpu", null, "The CPUs for each GPU of a trial."),
            Option.texts("exclude", "Nodes on which no job runs."),
            Option.count("exclude_after", null, "Exclude a node after this many failures; 0 for never. Default: 2."),
            Option.texts("directives", "Further options of sbatch."),
            Option.texts("srun_args", "Further options of srun.")));

    /** A step has the partition, the account and the time of its allocation. */
    private static final Set<String> FIXED_BY_ALLOCATION = Set.of(
            "partition",
            "account",
            "qos",
            "constraint",
            "nodelist",
            "reservation",
            "licenses",
            "dependency",
            "priority",
            "nice",
            "mail_user",
            "mail_type",
            "signal",
            "time",
            "requeue",
            "max_array_size",
            "exclude",
            "exclude_after",
            "directives");

    /** What a step of an allocation can ask for. */
    public static final List<Option> OF_STEPS = OF_JOBS.stream()
            .filter(option -> !FIXED_BY_ALLOCATION.contains(option.name()))
            .toList();

    private SlurmOptions() {}
}
