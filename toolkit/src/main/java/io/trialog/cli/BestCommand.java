package io.trialog.cli;

import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.BestByMetric;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.text.StudySummary;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog best}: the best trial. */
@Command(
        name = "best",
        description = {
            "Shows the best trial of a study; with several objectives, those of the Pareto front.",
            "",
            "With --metric, the best trial by that metric: an objective or any other one that trials told."
        },
        footer = {
            "",
            "Examples:",
            "  trialog best higgs",
            "  trialog best higgs --json | jq .params",
            "  trialog best higgs --metric test_acc --goal maximize"
        })
final class BestCommand extends StudyCommand {

    @Option(names = "--json", description = "Print JSON: one object per trial and line.")
    private boolean json;

    @Option(names = "--metric", paramLabel = "METRIC", description = "The metric by which the trial is the best.")
    private @Nullable String metric;

    @Option(
            names = "--goal",
            paramLabel = "GOAL",
            description = "minimize or maximize that metric. Default: what the study, a constraint or the name says.")
    private @Nullable String goal;

    BestCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        StudyView view = reader().view();
        if (metric != null || goal != null) {
            return byMetric(view);
        }
        TrialRecord best = view.best();
        if (best == null) {
            throw new TrialogException("The study '" + view.settings().name() + "' has " + StudySummary.none(view) + "."
                    + "\nMaybe 'trialog status " + view.settings().name() + "' tells why.");
        }
        List<TrialRecord> front = view.settings().metrics().size() > 1 ? view.bestTrials() : List.of(best);
        if (front.size() > 1 && !json) {
            trialog().print(StudySummary.best(view) + "\n" + StudySummary.objectives(view.settings()) + "\n");
        }
        for (TrialRecord trial : front) {
            trialog().print(json ? JsonText.strict(TrialFields.of(trial)) : text(view.settings(), trial));
        }
        return Exit.DONE;
    }

    private int byMetric(StudyView view) {
        String name = metric == null ? view.settings().metric() : metric;
        BestByMetric best = BestByMetric.of(view, name, direction());
        if (!best.reason().isEmpty()) {
            boolean isLarge = best.direction() == Direction.MAXIMIZE;
            trialog()
                    .terminal()
                    .err()
                    .println("note: " + name + " is " + (isLarge ? "maximized, " : "minimized, ") + best.reason()
                            + "; --goal " + (isLarge ? "minimize" : "maximize") + " says otherwise.");
        }
        TrialRecord trial = best.trial();
        trialog()
                .print(
                        json
                                ? JsonText.strict(TrialFields.of(trial))
                                : "best by " + name + " = "
                                        + JsonText.number(Objects.requireNonNull(
                                                trial.metrics().get(name))) + ":\n" + text(view.settings(), trial));
        return Exit.DONE;
    }

    private @Nullable Direction direction() {
        if (goal == null) {
            return null;
        }
        String word = goal.toLowerCase(Locale.ROOT);
        if (!word.equals("minimize") && !word.equals("maximize")) {
            throw new UsageException("--goal must be minimize or maximize, but is " + goal + ".");
        }
        return Direction.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String text(Settings settings, TrialRecord best) {
        StringBuilder text = new StringBuilder("trial ").append(best.number()).append(": ");
        for (int i = 0; i < settings.metrics().size(); i++) {
            text.append(i == 0 ? "" : ", ").append(settings.metrics().get(i)).append(" = ");
            text.append(JsonText.number(best.values().get(i)));
        }
        for (Map.Entry<String, @Nullable Object> param : best.params().entrySet()) {
            text.append(String.format(Locale.ROOT, "%n  %s = %s", param.getKey(), value(param.getValue())));
        }
        for (Map.Entry<String, Double> metric : best.metrics().entrySet()) {
            if (!settings.metrics().contains(metric.getKey())) {
                text.append(
                        String.format(Locale.ROOT, "%n  (%s: %s)", metric.getKey(), NumberText.of(metric.getValue())));
            }
        }
        return text.toString();
    }

    /** Exactly, so that it can be copied. */
    private static String value(@Nullable Object value) {
        return value instanceof Double number ? JsonText.number(number) : String.valueOf(value);
    }
}
