package io.trialog.internal.executor.slurm;

import io.trialog.spi.Option;
import java.util.List;
import java.util.Set;

/** The options of executors on Slurm. */
public final class SlurmOptions {

    /** What a job of its own can ask for. */
    public static final List<Option> OF_JOBS = List.of(
            Option.text("partition", null, "The partition of jobs."),
            Option.text("account", null, "The account that jobs are charged to."),
            Option.text("qos", null, "The quality of service of jobs."),
            Option.text("gpus", null, "The GPUs of a trial."),
            Option.text("gres", null, "Generic resources of a trial, per node."),
            Option.text("gpus_per_node", null, "The GPUs of a trial on each of its nodes."),
            Option.text("gpus_per_task", null, "The GPUs of each task of a trial."),
            Option.text("mem", null, "The memory of a trial, per node."),
            Option.text("mem_per_cpu", null, "The memory of a trial, per CPU."),
            Option.text("mem_per_gpu", null, "The memory of a trial, per GPU."),
            Option.text("constraint", null, "Features that nodes must have."),
            Option.text("nodelist", null, "The nodes on which jobs run."),
            Option.text("reservation", null, "The reservation that jobs use."),
            Option.text("licenses", null, "The licenses that jobs hold."),
            Option.text("dependency", null, "The jobs that jobs wait for."),
            Option.text("priority", null, "The priority of jobs."),
            Option.text("nice", null, "By how much jobs lower their priority."),
            Option.text("mail_user", null, "Who gets mail about jobs."),
            Option.text("signal", null, "The signal that jobs get before their limit."),
            Option.text("template", null, "The file of a script around the program."),
            Option.positive("cpus_per_task", null, "The CPUs of each task of a trial."),
            Option.positive("cpus_per_gpu", null, "The CPUs for each GPU of a trial."),
            Option.positive("nodes", null, "The nodes of a trial."),
            Option.positive("ntasks", null, "The tasks of a trial."),
            Option.positive("ntasks_per_node", null, "The tasks of a trial on each of its nodes."),
            Option.duration("time", null, "The time limit of a job at the scheduler."),
            Option.duration("scheduler_timeout", null, "How long a command of the scheduler may take. Default: 60s."),
            Option.duration("look_up", null, "How long a job may turn up after an unclear submission. Default: 45s."),
            Option.flag("exclusive", null, "Whether a trial has its nodes alone."),
            Option.flag("requeue", null, "Whether the scheduler starts a job again after a failure."),
            Option.texts("exclude", "Nodes on which no job runs."),
            Option.count("exclude_after", null, "Exclude a node after this many failures; 0 for never. Default: 2."),
            Option.texts("mail_type", "The events that cause mail."),
            Option.texts("env_setup", "Lines of shell that run before the program."),
            Option.texts("directives", "Further options of sbatch."),
            Option.texts("srun_args", "Further options of srun."),
            Option.growth("escalate", null, "Ask for this many times more after a job ran out of memory or time."));

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
            "exclude",
            "exclude_after",
            "directives");

    /** What a step of an allocation can ask for. */
    public static final List<Option> OF_STEPS = OF_JOBS.stream()
            .filter(option -> !FIXED_BY_ALLOCATION.contains(option.name()))
            .toList();

    private SlurmOptions() {}
}
