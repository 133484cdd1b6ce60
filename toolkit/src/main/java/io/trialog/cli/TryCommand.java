package io.trialog.cli;

import io.trialog.internal.engine.ProjectRun;
import io.trialog.internal.format.Durations;
import io.trialog.internal.format.Texts;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.transfer.WordValue;
import io.trialog.space.SearchSpace;
import io.trialog.study.OpenOptions;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog try}: one run of the program, of which nothing is kept. */
@Command(
        name = "try",
        description = {
            "Runs the program of a study file once, here, with its own values: it gets none of the parameters that are searched.",
            "",
            "Shows what it prints, which line gave the metric, how many reports there were and how long it took. Stores nothing."
        },
        footer = {"", "Examples:", "  trialog try higgs.yaml", "  trialog try higgs.yaml learning_rate=0.01"})
final class TryCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "FILE", description = "A study file, or the name of a study.")
    private String target = "";

    @Parameters(index = "1..*", paramLabel = "PARAM=VALUE", description = "Values that the program gets all the same.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any setting of the study file.")
    private List<String> settings = new ArrayList<>();

    TryCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        OpenOptions open =
                OpenOptions.of(target).withRoot(trialog.root().directory()).withOverrides(settings);
        ProjectRun run = ProjectRun.of(
                open,
                this::typed,
                new LiveOutput(trialog.terminal()),
                note -> trialog.terminal().err().println("note: " + note));
        trialog.print("");
        return tell(run);
    }

    private Map<String, @Nullable Object> typed(SearchSpace space) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String assignment : assignments) {
            Assignment one = Assignment.of(assignment, "trialog try " + target);
            values.put(one.name(), WordValue.of(one.word(), space.get(one.name())));
        }
        return values;
    }

    private int tell(ProjectRun run) {
        TrialRecord trial = run.trial();
        String took = Durations.format(Duration.ofMillis((long) (run.seconds() * 1000)));
        if (trial.state() != TrialState.COMPLETE) {
            trialog.print("It failed after " + took + ". " + reason(trial));
            return Exit.FAILED;
        }
        trialog.print("It ended well after " + took + ", with " + parameters(trial.params()) + ".");
        trial.metrics().forEach((name, value) -> trialog.print("  " + name + " = " + NumberText.of(value)));
        if (!run.place().isEmpty()) {
            trialog.print("  found in " + run.place());
        }
        int reports = trial.reports().size();
        trialog.print("  "
                + (reports == 0
                        ? "no report of a step"
                        : Texts.count(reports, "report") + ", the last at step "
                                + trial.reports().lastStep()));
        estimate(run);
        trialog.print("Nothing was stored. 'trialog run " + target + "' begins the study.");
        return Exit.DONE;
    }

    /** The file of errors that a reason names is gone. */
    private static String reason(TrialRecord trial) {
        return String.valueOf(trial.error())
                .lines()
                .filter(line -> !line.startsWith("Maybe see "))
                .collect(Collectors.joining("\n"));
    }

    private static String parameters(Map<String, ?> params) {
        return params.isEmpty()
                ? "the program's own values"
                : params.entrySet().stream()
                        .map(param -> param.getKey() + "="
                                + (param.getValue() instanceof String text ? text : JsonText.strict(param.getValue())))
                        .collect(Collectors.joining(", "));
    }

    private void estimate(ProjectRun run) {
        Integer trials = run.trials();
        if (trials == null) {
            return;
        }
        double all = run.seconds() * trials;
        String text = "  " + Texts.count(trials, "trial") + " like this take about " + duration(all);
        trialog.print(
                run.parallel() > 1
                        ? text + " one after the other, " + duration(all / Math.min(trials, run.parallel())) + " with "
                                + run.parallel() + " at a time"
                        : text);
    }

    private static String duration(double seconds) {
        return Objects.requireNonNull(Durations.format(Duration.ofSeconds(Math.max(1, Math.round(seconds)))));
    }
}
