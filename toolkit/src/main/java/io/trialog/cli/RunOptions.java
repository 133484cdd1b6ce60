package io.trialog.cli;

import io.trialog.internal.format.Durations;
import io.trialog.internal.json.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What can be said about how a study is to be run. Most of it is a setting of the study file, laid over it. */
final class RunOptions {

    /** What else a study file may run. */
    private static final List<String> OTHER_PROGRAMS =
            List.of("program", "command", "objective.class", "objective.classpath", "objective.java_args");

    @Option(
            names = {"-n", "--trials"},
            paramLabel = "N",
            description =
                    "Until the study holds N finished (complete or pruned) trials; else what the study file says.")
    private @Nullable Integer trials;

    @Option(
            names = "--more",
            paramLabel = "N",
            description = "N finished trials more than there are now; not together with --trials.")
    private @Nullable Integer more;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Start no further trial after this time, such as 90s, 30m or 1h30m.")
    private @Nullable Duration timeout;

    @Option(
            names = {"-j", "--parallel", "--parallel-jobs"},
            paramLabel = "N",
            description = "How many trials at a time.")
    private @Nullable Integer parallel;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "The metric that is optimized; given again, one more objective.")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--goal",
            paramLabel = "GOAL",
            description = "minimize or maximize; one per metric, in their order.")
    private List<String> goals = new ArrayList<>();

    @Option(
            names = "--sampler",
            paramLabel = "TYPE",
            description = "tpe, gp, cmaes, auto, random, sobol, halton, grid or brute_force.")
    private @Nullable String sampler;

    @Option(names = "--pruner", paramLabel = "TYPE", description = "median, hyperband, nop, ...")
    private @Nullable String pruner;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of every random choice of a new study.")
    private @Nullable Long seed;

    @Option(
            names = "--param",
            paramLabel = "P=SPEC",
            description = "A parameter, as in a study file: --param 'lr={min: 0.001, max: 0.1}'.")
    private List<String> params = new ArrayList<>();

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "A group that the study belongs to, shown by status; the group of its runs in W&B too.")
    private @Nullable String group;

    @Option(
            names = "--tags",
            paramLabel = "TAG",
            split = ",",
            description = "Tags of the study, shown by status; those of its runs in W&B too.")
    private List<String> tags = new ArrayList<>();

    @ArgGroup
    private Interrupted interrupted = new Interrupted();

    /** What becomes of running trials; at most one of the two. */
    static final class Interrupted {

        @Option(
                names = "--leave-running",
                description = "Ctrl-C leaves the running trials running; they are found again when the study goes on.")
        private boolean leave;

        @Option(
                names = "--cancel-all",
                description =
                        "Ctrl-C stops the running trials, which get a new attempt when the study goes on (the default"
                                + " for trials of this machine).")
        private boolean cancel;
    }

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any setting of the study file: --set executor.time_limit=5m.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--no-project",
            description =
                    "Leave out what the project file says (sweeps/trialog.yaml, or trialog.yaml beside the file).")
    private boolean withoutProject;

    @Option(
            names = "--json",
            description = "Print one JSON object at the end; what is told on the way goes to the error stream.")
    private boolean json;

    /** Reads a span of time. */
    static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                return Durations.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Nullable
    Integer trials() {
        return trials;
    }

    @Nullable
    Integer more() {
        return more;
    }

    @Nullable
    Duration timeout() {
        return timeout;
    }

    /** No further trial is to be started after this time; {@code null} for no limit. */
    void within(@Nullable Duration time) {
        timeout = time;
    }

    /** Until the study holds this many finished trials. */
    void upTo(int finished) {
        trials = finished;
    }

    boolean json() {
        return json;
    }

    boolean usesProject() {
        return !withoutProject;
    }

    @Nullable
    String group() {
        return group;
    }

    boolean hasParams() {
        return !params.isEmpty();
    }

    /** The settings to be laid over the study file, the special flags first. */
    List<String> overrides(List<String> command) {
        List<String> overrides = new ArrayList<>();
        add(overrides, "trials", trials);
        objectives(overrides);
        add(overrides, "executor.parallel", parallel);
        add(overrides, "executor.on_interrupt", interrupted.leave ? "leave" : interrupted.cancel ? "retry" : null);
        add(overrides, "sampler.type", sampler);
        add(overrides, "sampler.seed", seed);
        add(overrides, "pruner.type", pruner);
        for (String section : List.of("metadata", "wandb")) {
            add(overrides, section + ".group", group == null ? null : JsonText.strict(group));
            add(overrides, section + ".tags", tags.isEmpty() ? null : JsonText.strict(tags));
        }
        if (!command.isEmpty()) {
            command(command, overrides);
        }
        params.forEach(param -> overrides.add("parameters." + param));
        overrides.addAll(settings);
        return overrides;
    }

    /** One metric is laid over that of the file, setting by setting; several take the place of all objectives of the file. */
    private void objectives(List<String> overrides) {
        if (metrics.size() < 2 && goals.size() < 2) {
            metrics.forEach(metric -> add(overrides, "metric.name", JsonText.strict(metric)));
            goals.forEach(goal -> add(overrides, "metric.goal", goal.toLowerCase(Locale.ROOT)));
            return;
        }
        if (metrics.size() != goals.size()) {
            throw new UsageException(
                    "Each of several --metric needs a --goal of its own, but there are " + metrics.size()
                            + " metrics and " + goals.size()
                            + " goals.\nMaybe --metric loss --goal minimize --metric acc --goal"
                            + " maximize.");
        }
        List<Map<String, String>> objectives = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            objectives.add(Map.of("name", metrics.get(i), "goal", goals.get(i).toLowerCase(Locale.ROOT)));
        }
        add(overrides, "metric", "");
        add(overrides, "metrics", JsonText.strict(objectives));
    }

    /** A command takes the place of whatever the file runs, and runs where it was typed; the rest of the objective stays. */
    private static void command(List<String> command, List<String> overrides) {
        for (String other : OTHER_PROGRAMS) {
            overrides.add(other + "=");
        }
        add(overrides, "objective.command", JsonText.strict(command));
        add(
                overrides,
                "objective.workdir",
                JsonText.strict(Path.of("").toAbsolutePath().toString()));
    }

    private static void add(List<String> overrides, String key, @Nullable Object value) {
        if (value != null) {
            overrides.add(key + "=" + value);
        }
    }
}
