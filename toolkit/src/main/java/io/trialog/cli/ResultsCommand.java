package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.exception.TrialogException;
import io.trialog.internal.format.Columns;
import io.trialog.internal.format.Texts;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.report.ResultsDirectory;
import io.trialog.space.Nearest;
import io.trialog.study.Configurations;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog results}: what came out, in one directory. */
@Command(
        name = "results",
        description = {
            "Shows the best configurations of a study, and writes tables, plots and report into one directory. Needs no lock.",
            "",
            "With --over, trials that differ only in these parameters are one configuration: mean, standard deviation and count."
        },
        footer = {
            "",
            "Examples:",
            "  trialog results higgs",
            "  trialog results higgs --over seed",
            "  trialog results higgs --metric test_acc --goal maximize -o results/"
        })
final class ResultsCommand extends StudyCommand {

    private static final List<String> SEEDS = List.of("seed", "random_seed", "random_state");

    @Option(names = "--over", paramLabel = "PARAM", split = ",", description = "Average over these parameters.")
    private List<String> over = new ArrayList<>();

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "Rank by this metric (default: the first objective).")
    private @Nullable String metric;

    @Option(names = "--goal", paramLabel = "GOAL", description = "minimize or maximize (default: that of the study).")
    private @Nullable String goal;

    @Option(
            names = {"-n", "--top"},
            paramLabel = "N",
            defaultValue = "10",
            description = "How many to show (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where the files go (default: results/ in the study's directory).")
    private @Nullable Path output;

    @Option(names = "--json", description = "Print JSON: one object per configuration and line; write nothing.")
    private boolean json;

    ResultsCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        StudyReader study = reader();
        StudyView view = study.view();
        String ranked = metric == null ? view.settings().metric() : metric;
        Configurations configurations = Configurations.of(view, ranked, direction(view), over(view));
        if (configurations.rows().isEmpty()) {
            throw none(view, ranked);
        } else if (json) {
            configurations.rows().forEach(row -> trialog().print(JsonText.strict(fields(row, ranked))));
            return Exit.DONE;
        }
        show(configurations);
        hint(view);
        Path directory = output == null ? study.directory().resolve("results") : output;
        ResultsDirectory.write(log(), configurations, directory);
        trialog().print("\nWrote results.csv, configurations.csv, report.html and plots/ to " + directory + ".");
        return Exit.DONE;
    }

    private Direction direction(StudyView view) {
        if (goal == null) {
            int objective = metric == null ? 0 : view.settings().metrics().indexOf(metric);
            if (objective < 0) {
                throw new UsageException("'" + metric + "' is no objective of the study, so that --goal must say which"
                        + " values are better.\nMaybe --goal maximize.");
            }
            return view.settings().directions().get(objective);
        }
        String word = goal.toUpperCase(Locale.ROOT);
        if (!word.equals("MINIMIZE") && !word.equals("MAXIMIZE")) {
            throw new UsageException("--goal must be minimize or maximize, but is '" + goal + "'.");
        }
        return Direction.valueOf(word);
    }

    private Set<String> over(StudyView view) {
        Set<String> known = new LinkedHashSet<>();
        view.trials().forEach(trial -> known.addAll(trial.shape().names()));
        for (String name : over) {
            if (!known.contains(name)) {
                throw new UsageException("--over must name parameters of the study, but '" + name
                        + "' is none; there are " + known + "." + Nearest.maybe(name, known));
            }
        }
        return new LinkedHashSet<>(over);
    }

    private static TrialogException none(StudyView view, String ranked) {
        Set<String> known = new TreeSet<>();
        view.trials().forEach(trial -> known.addAll(trial.metrics().keySet()));
        return new TrialogException(
                "No complete trial of the study '" + view.settings().name() + "' has a value of '" + ranked + "'"
                        + (known.isEmpty() ? "." : "; there are " + known + "." + Nearest.maybe(ranked, known)));
    }

    private static Map<String, @Nullable Object> fields(Configurations.Row row, String ranked) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("params", row.params());
        fields.put("metric", ranked);
        fields.put("mean", row.mean());
        fields.put("sd", row.n() < 2 ? null : row.deviation());
        fields.put("n", row.n());
        fields.put("trials", row.trials());
        return fields;
    }

    private void show(Configurations configurations) {
        List<Configurations.Row> best = configurations
                .rows()
                .subList(0, Math.min(Math.max(1, top), configurations.rows().size()));
        boolean averaged = !over.isEmpty();
        Set<String> names = new LinkedHashSet<>();
        configurations.rows().forEach(row -> names.addAll(row.params().keySet()));
        List<List<String>> table = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of(averaged ? "trials" : "trial", configurations.metric()));
        if (averaged) {
            header.addAll(List.of("sd", "n"));
        }
        header.addAll(names);
        table.add(header);
        for (Configurations.Row row : best) {
            List<String> cells = new ArrayList<>(List.of(
                    RetryCommand.listed(row.trials().subList(0, Math.min(5, row.n()))) + (row.n() > 5 ? ", ..." : ""),
                    NumberText.of(row.mean())));
            if (averaged) {
                cells.addAll(
                        List.of(row.n() < 2 ? "" : "± " + NumberText.of(row.deviation()), String.valueOf(row.n())));
            }
            names.forEach(name ->
                    cells.add(row.params().containsKey(name) ? cell(row.params().get(name)) : ""));
            table.add(cells);
        }
        trialog().print(Columns.aligned(table));
        int more = configurations.rows().size() - best.size();
        if (more > 0) {
            trialog().print("... and " + Texts.count(more, averaged ? "configuration" : "trial") + " more");
        }
        if (configurations.left() > 0) {
            trialog()
                    .print(Texts.count(configurations.left(), "complete trial") + " without a value of '"
                            + configurations.metric() + "' left out.");
        }
    }

    private static String cell(@Nullable Object value) {
        return value instanceof Double number ? NumberText.of(number) : Objects.toString(value);
    }

    /** A grid with a seed is nearly always meant to be averaged over it. */
    private void hint(StudyView view) {
        SEEDS.stream()
                .filter(seed -> over.isEmpty() && view.settings().space().get(seed) != null)
                .findFirst()
                .ifPresent(seed ->
                        trialog().print("Maybe --over " + seed + " for mean and standard deviation over the seeds."));
    }
}
