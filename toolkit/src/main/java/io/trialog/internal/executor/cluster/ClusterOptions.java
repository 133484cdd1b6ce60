package io.trialog.internal.executor.cluster;

import io.trialog.spi.Option;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The options that executors on a cluster have in common, whatever its scheduler. */
public final class ClusterOptions {

    /** The most tasks of an array. */
    public static final String MAX_ARRAY_SIZE = "max_array_size";

    private static final List<Option> OF_EVERY_SCHEDULER = List.of(
            Option.text("account", null, "The account that jobs are charged to."),
            Option.text("gpus", null, "The GPUs of a trial."),
            Option.text("mem", null, "The memory of a trial, per node."),
            Option.text("dependency", null, "The jobs that jobs wait for."),
            Option.text("priority", null, "The priority of jobs."),
            Option.text("mail_user", null, "Who gets mail about jobs."),
            Option.text("template", null, "The file of a script around the program."),
            Option.positive("cpus_per_task", null, "The CPUs of each task of a trial."),
            Option.positive(MAX_ARRAY_SIZE, null, "The most tasks of an array, below the scheduler's own limit."),
            Option.positive("nodes", null, "The nodes of a trial."),
            Option.positive("ntasks", null, "The tasks of a trial."),
            Option.positive("ntasks_per_node", null, "The tasks of a trial on each of its nodes."),
            Option.duration("time", null, "The time limit of a job at the scheduler."),
            Option.duration("scheduler_timeout", null, "How long a command of the scheduler may take. Default: 60s."),
            Option.duration("look_up", null, "How long a job may turn up after an unclear submission. Default: 45s."),
            Option.flag("exclusive", null, "Whether a trial has its nodes alone."),
            Option.flag("requeue", null, "Whether the scheduler starts a job again after a failure."),
            Option.texts("mail_type", "The events that cause mail."),
            Option.texts("env_setup", "Lines of shell that run before the program."),
            Option.growth("escalate", null, "Ask for this many times more after a job ran out of memory or time."));

    private static final Option SLOT_WAIT =
            Option.duration("slot_wait", null, "How long a place waits for a trial. Default: 5m.");

    private ClusterOptions() {}

    /**
     * Returns these options and those that only one scheduler has.
     *
     * @param own the options of one scheduler
     * @return all of them
     */
    public static List<Option> and(Collection<Option> own) {
        List<Option> all = new ArrayList<>(OF_EVERY_SCHEDULER);
        all.addAll(own);
        return List.copyOf(all);
    }

    /**
     * Returns the options of trials in the places of arrays.
     *
     * @param jobs the options of jobs
     * @return those, and what only places have
     */
    public static List<Option> ofPlaces(Collection<Option> jobs) {
        List<Option> all = new ArrayList<>(jobs);
        all.add(SLOT_WAIT);
        return List.copyOf(all);
    }
}
