package io.trialog.internal.option;

import io.trialog.spi.Option;
import io.trialog.spi.TypeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The types of executors, and the options of each. */
public final class ExecutorOptions {

    private static final List<String> TEXTS = List.of(
            "partition",
            "account",
            "qos",
            "gpus",
            "gres",
            "gpus_per_node",
            "gpus_per_task",
            "mem",
            "mem_per_cpu",
            "mem_per_gpu",
            "constraint",
            "nodelist",
            "reservation",
            "licenses",
            "dependency",
            "priority",
            "nice",
            "mail_user",
            "signal",
            "template");

    private static final List<String> COUNTS =
            List.of("cpus_per_task", "cpus_per_gpu", "nodes", "ntasks", "ntasks_per_node");

    /** What only a job of its own can ask for: a step has the partition, the account and the time of its allocation. */
    private static final Set<String> OF_JOBS = Set.of(
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

    private static final Once<OptionCatalogue<TypeProvider>> CATALOGUE =
            new Once<>(() -> OptionCatalogue.of(types(), "executor", "local"));

    private ExecutorOptions() {}

    /** Returns the types and their options. */
    public static OptionCatalogue<TypeProvider> catalogue() {
        return CATALOGUE.get();
    }

    private static List<TypeProvider> types() {
        List<Option> array = slurm();
        array.add(Option.duration("slot_wait", null, ""));
        List<Option> steps = slurm();
        steps.removeIf(option -> OF_JOBS.contains(option.name()));
        return List.of(
                new Type("local", common()),
                new Type("slurm", slurm()),
                new Type("slurm-array", array),
                new Type("slurm-steps", steps),
                new Type("auto", slurm()));
    }

    private record Type(String type, List<Option> options) implements TypeProvider {}

    private static List<Option> common() {
        List<Option> options = new ArrayList<>();
        options.add(Option.positive("parallel", null, ""));
        options.add(Option.positive("batch", null, ""));
        options.add(Option.duration("time_limit", null, ""));
        options.add(Option.duration("grace", null, ""));
        options.add(Option.duration("prune_grace", null, ""));
        options.add(Option.count("retries", null, ""));
        options.add(Option.duration("poll", null, ""));
        options.add(Option.word("on_interrupt", List.of("retry", "fail", "leave"), null, ""));
        options.add(Option.word("on_timeout", List.of("fail", "prune", "retry"), null, ""));
        options.add(Option.positive("max_failures", null, ""));
        return options;
    }

    private static List<Option> slurm() {
        List<Option> options = common();
        TEXTS.forEach(key -> options.add(Option.text(key, null, "")));
        COUNTS.forEach(key -> options.add(Option.positive(key, null, "")));
        options.add(Option.duration("time", null, ""));
        options.add(Option.duration("scheduler_timeout", null, ""));
        options.add(Option.duration("look_up", null, ""));
        options.add(Option.flag("exclusive", null, ""));
        options.add(Option.flag("requeue", null, ""));
        options.add(Option.texts("exclude", ""));
        options.add(Option.count("exclude_after", null, ""));
        options.add(Option.texts("mail_type", ""));
        options.add(Option.texts("env_setup", ""));
        options.add(Option.texts("directives", ""));
        options.add(Option.texts("srun_args", ""));
        options.add(Option.growth("escalate", null, ""));
        return options;
    }
}
