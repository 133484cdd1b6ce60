package io.trialog.internal.option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of every type of executor. */
final class ExecutorOptions {

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

    private ExecutorOptions() {}

    static Map<String, Map<String, OptionKind>> types() {
        Map<String, Map<String, OptionKind>> types = new LinkedHashMap<>();
        types.put("local", common());
        types.put("slurm", slurm());
        Map<String, OptionKind> array = slurm();
        array.put("slot_wait", OptionKind.DURATION);
        types.put("slurm-array", array);
        Map<String, OptionKind> steps = slurm();
        steps.keySet().removeAll(OF_JOBS);
        types.put("slurm-steps", steps);
        types.put("auto", slurm());
        return types;
    }

    private static Map<String, OptionKind> common() {
        Map<String, OptionKind> options = new LinkedHashMap<>();
        options.put("parallel", OptionKind.POSITIVE);
        options.put("batch", OptionKind.POSITIVE);
        options.put("time_limit", OptionKind.DURATION);
        options.put("grace", OptionKind.DURATION);
        options.put("prune_grace", OptionKind.DURATION);
        options.put("retries", OptionKind.COUNT);
        options.put("poll", OptionKind.DURATION);
        options.put("on_interrupt", OptionKind.ON_INTERRUPT);
        options.put("on_timeout", OptionKind.ON_TIMEOUT);
        options.put("max_failures", OptionKind.POSITIVE);
        return options;
    }

    private static Map<String, OptionKind> slurm() {
        Map<String, OptionKind> options = common();
        TEXTS.forEach(key -> options.put(key, OptionKind.TEXT));
        COUNTS.forEach(key -> options.put(key, OptionKind.POSITIVE));
        options.put("time", OptionKind.DURATION);
        options.put("scheduler_timeout", OptionKind.DURATION);
        options.put("look_up", OptionKind.DURATION);
        options.put("exclusive", OptionKind.FLAG);
        options.put("requeue", OptionKind.FLAG);
        options.put("exclude", OptionKind.TEXTS);
        options.put("exclude_after", OptionKind.COUNT);
        options.put("mail_type", OptionKind.TEXTS);
        options.put("env_setup", OptionKind.TEXTS);
        options.put("directives", OptionKind.TEXTS);
        options.put("srun_args", OptionKind.TEXTS);
        options.put("escalate", OptionKind.ESCALATION);
        return options;
    }
}
