package io.trialog.internal.analysis;

import io.trialog.study.Direction;
import io.trialog.study.MetricConstraint;
import io.trialog.study.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a metric are better.
 *
 * @param direction the direction
 * @param reason why that is taken, in words; empty if the study or the user says so
 */
public record MetricGoal(Direction direction, String reason) {

    private static final Set<String> LARGE = Set.of(
            "acc",
            "accuracy",
            "auc",
            "auroc",
            "auprc",
            "f1",
            "score",
            "r2",
            "precision",
            "recall",
            "map",
            "iou",
            "miou",
            "dice",
            "bleu",
            "rouge",
            "reward",
            "return",
            "throughput",
            "speedup",
            "correct");
    private static final Set<String> SMALL = Set.of(
            "loss",
            "err",
            "error",
            "errors",
            "rmse",
            "mae",
            "mse",
            "mape",
            "nll",
            "logloss",
            "perplexity",
            "ppl",
            "fid",
            "wer",
            "cer",
            "time",
            "seconds",
            "secs",
            "ms",
            "minutes",
            "hours",
            "duration",
            "latency",
            "mem",
            "memory",
            "gb",
            "mb",
            "bytes",
            "cost",
            "energy",
            "params",
            "flops",
            "size");

    /**
     * Finds the direction of a metric: as the user says, as the study optimizes it, as a constraint bounds it, else by the words
     * of its name.
     *
     * @param settings of the study
     * @param metric the metric
     * @param said what the user says, or {@code null}
     * @return the direction, or {@code null} if nothing tells
     */
    public static @Nullable MetricGoal of(Settings settings, String metric, @Nullable Direction said) {
        int objective = settings.metrics().indexOf(metric);
        if (said != null || objective >= 0) {
            return new MetricGoal(said != null ? said : settings.directions().get(objective), "");
        }
        for (MetricConstraint constraint : settings.constraints()) {
            if (constraint.metric().equals(metric)) {
                return new MetricGoal(kept(constraint), "since the study wants " + constraint.condition());
            }
        }
        List<String> words = List.of(metric.replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+"));
        boolean isLarge = words.stream().anyMatch(LARGE::contains);
        boolean isSmall = words.stream().anyMatch(SMALL::contains);
        return isLarge == isSmall
                ? null
                : new MetricGoal(isLarge ? Direction.MAXIMIZE : Direction.MINIMIZE, "by its name");
    }

    private static Direction kept(MetricConstraint constraint) {
        return switch (constraint.relation()) {
            case AT_MOST, LESS -> Direction.MINIMIZE;
            case AT_LEAST, MORE -> Direction.MAXIMIZE;
        };
    }
}
