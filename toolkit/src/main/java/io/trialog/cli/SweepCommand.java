package io.trialog.cli;

import io.trialog.exception.StudyNotFoundException;
import io.trialog.internal.engine.StudyLocator;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.launch.SweepStart;
import io.trialog.study.OpenOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog sweep}: runs a sweep where it belongs, on the scheduler or here. */
@Command(
        name = "sweep",
        customSynopsis = "trialog sweep [FILE] [--count] [--max-runs N] [OPTIONS]",
        description = {
            "Runs all trials of a sweep file: on a cluster by a job, and the command returns; on a machine without a scheduler here.",
            "",
            "The same file goes on where it was. A sweep file with other content is another study. FILE is a sweep file of",
            "hpc-sweep-manager or Weights & Biases, or a study file (default: sweeps/sweep.yaml)."
        },
        footer = {
            "",
            "Examples:",
            "  trialog sweep --count                         how many trials, and how many are left",
            "  trialog sweep --dry-run                       what would be submitted",
            "  trialog sweep sweeps/lr.yaml --array --walltime 04:00:00",
            "  trialog sweep --max-runs 10 --foreground      the first ten, and wait for them",
            "  trialog status sweep                          where the newest sweep of sweep.yaml stands"
        })
final class SweepCommand implements Callable<Integer> {

    private static final Path FILE = Path.of("sweeps", "sweep.yaml");

    private final Trialog trialog;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The sweep file.")
    private @Nullable Path file;

    @Option(names = "--config", paramLabel = "FILE", description = "The sweep file, another way to name it.")
    private @Nullable Path config;

    @Option(names = "--name", paramLabel = "NAME", description = "The study's name, instead of the file's.")
    private @Nullable String name;

    @Option(
            names = {"--count", "--count-only"},
            description = "Print how many trials there are and how many are left; do nothing.")
    private boolean count;

    @Option(
            names = "--max-runs",
            paramLabel = "N",
            description = "Only the first N trials in the order of the file, those that have run included.")
    private @Nullable Integer maxRuns;

    @ArgGroup
    private Jobs jobs = new Jobs();

    /** How trials become jobs. */
    static final class Jobs {

        @Option(names = "--array", description = "Trials are tasks of job arrays.")
        private boolean array;

        @Option(names = "--individual", description = "Each trial is a job of its own.")
        private boolean individual;

        @Option(names = "--mode", paramLabel = "MODE", description = "auto (the default), local, array or individual.")
        private @Nullable String mode;
    }

    @Option(names = "--walltime", paramLabel = "TIME", description = "How long a trial may take, such as 04:00:00.")
    private @Nullable String walltime;

    @Option(
            names = "--resources",
            paramLabel = "TEXT",
            description = "What a trial needs: cpus=4,mem=16G,gpus=1, or options of the scheduler.")
    private @Nullable String resources;

    @Option(names = "--priority", paramLabel = "N", description = "The priority of the trials' jobs.")
    private @Nullable Integer priority;

    @Option(names = "--foreground", description = "On a cluster, run the sweep in this process and wait for its end.")
    private boolean foreground;

    @Option(
            names = "--no-canary",
            description = "Start all trials at once, not the first one alone until it has reported or succeeded.")
    private boolean noCanary;

    @Mixin
    private DryRunOptions dry = new DryRunOptions();

    @Mixin
    private RunOptions options = new RunOptions();

    SweepCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        OpenOptions typed = OpenOptions.of(target())
                .withRoot(trialog.root().directory())
                .withName(name)
                .withOverrides(options.overrides(trialog.command()))
                .withProject(options.usesProject());
        SweepStart.Request request =
                new SweepStart.Request(mode(), maxRuns, walltime, resources, priority, options.group(), !noCanary);
        SweepStart start = SweepStart.of(typed, request, trialog.terminal().environment());
        if (count) {
            return tell(start);
        }
        start.requireSize();
        boolean isLaunched = start.isLaunched() && !foreground;
        if (dry.isDry()) {
            return isLaunched ? launch(start) : new RunPreview(trialog, options, dry).show(start.open(), false);
        }
        say(start.where());
        return isLaunched ? launch(start) : new StudyRun(trialog, options).run(start.open());
    }

    private String target() {
        Path chosen = file == null ? config : file;
        if (file != null && config != null) {
            throw new UsageException(
                    "The sweep file must be named once, but is named by --config " + config + " and as " + file + ".");
        } else if (maxRuns != null && maxRuns < 1) {
            throw new UsageException("--max-runs must be at least 1, but is " + maxRuns + ".");
        } else if (chosen != null) {
            return chosen.toString();
        } else if (Files.isRegularFile(FILE)) {
            return FILE.toString();
        }
        throw new StudyNotFoundException("There is no sweep file " + FILE + " in "
                + Path.of("").toAbsolutePath() + ".\nMaybe trialog init, which writes one, or trialog sweep FILE.");
    }

    private SweepStart.Mode mode() {
        String mode = jobs.array ? "array" : jobs.individual ? "individual" : jobs.mode == null ? "auto" : jobs.mode;
        return switch (mode) {
            case "auto", "local", "array", "individual" -> SweepStart.Mode.valueOf(mode.toUpperCase(Locale.ROOT));
            case "remote", "distributed" ->
                throw new UsageException(
                        "--mode " + mode + " of hpc-sweep-manager is not supported: Trialog starts no jobs over"
                                + " SSH.\nMaybe log in to that machine and run the sweep there.");
            default ->
                throw new UsageException("--mode must be auto, local, array or individual, but is '" + mode + "'.");
        };
    }

    private int launch(SweepStart start) {
        int code = new LaunchRun(trialog, options, dry).launch(start.open());
        if (code == Exit.DONE && !options.json() && start.count().total() >= 0) {
            trialog.print(start.count().line() + ".");
        }
        return code;
    }

    private int tell(SweepStart start) {
        if (options.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("study", study(start));
            fields.put("trials", start.count().total());
            fields.put("done", start.count().done());
            fields.put("left", start.count().left());
            trialog.print(JsonText.strict(fields));
            return Exit.DONE;
        }
        if (start.count().total() < 0) {
            throw new UsageException("The trials of '" + study(start)
                    + "' can't be counted: its sampler comes to no end.\nMaybe --sampler grid.");
        }
        trialog.print(start.count().line());
        if (!start.count().hours().isEmpty()) {
            trialog.print(start.count().hours());
        }
        return Exit.DONE;
    }

    private static String study(SweepStart start) {
        return String.valueOf(StudyLocator.locate(start.open()).directory().getFileName());
    }

    private void say(String line) {
        if (!options.json()) {
            trialog.print(line);
        }
    }
}
