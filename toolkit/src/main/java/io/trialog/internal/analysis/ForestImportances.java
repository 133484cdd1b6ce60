package io.trialog.internal.analysis;

import io.trialog.internal.analysis.forest.Feature;
import io.trialog.internal.analysis.forest.Forest;
import io.trialog.study.ImportanceMethod;
import io.trialog.study.Importances;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Importance by a random forest: fANOVA and the mean decrease of impurity. Unlike Optuna 5.0 it looks at logarithmic parameters on
 * their scale, splits categories as sets, and keeps parameters that only some trials have.
 */
final class ForestImportances {

    /** Pairs are measured of so many parameters, the most important ones. */
    private static final int PAIRED = 6;

    private static final int MOST_PAIRS = 10;
    private static final int FEWEST_TRIALS = 4;
    private static final double TRUSTED = 0.3;

    private final ImportanceMethod method;
    private final List<Feature> columns;
    private final Forest forest;

    private ForestImportances(ImportanceMethod method, List<Feature> columns, Forest forest) {
        this.method = method;
        this.columns = columns;
        this.forest = forest;
    }

    static Importances of(StudyView view, int objective, ImportanceMethod method) {
        String metric = view.settings().metrics().get(objective);
        List<TrialRecord> trials = TrialChoice.drawable(view, objective);
        List<Feature> columns = ForestColumns.of(trials);
        if (columns.isEmpty() || trials.size() < FEWEST_TRIALS) {
            Map<String, Double> none = new LinkedHashMap<>();
            TrialChoice.names(trials).forEach(name -> none.put(name, 0.0));
            String note = none.isEmpty()
                    ? null
                    : "Only " + trials.size() + " complete trials: too few to tell parameters apart.";
            return new Importances(
                    metric, method, ParameterImportance.normalized(none), Map.of(), List.of(), Double.NaN, note);
        }
        Forest forest = Forest.of(
                columns,
                trials.stream()
                        .mapToDouble(trial -> TrialChoice.value(trial, objective))
                        .toArray());
        return new ForestImportances(method, columns, forest).of(metric, TrialChoice.names(trials));
    }

    private Importances of(String metric, Iterable<String> names) {
        Map<String, Double> parts = new LinkedHashMap<>();
        names.forEach(name -> parts.put(name, 0.0)); // a parameter with one value explains nothing
        boolean isVariance = method == ImportanceMethod.FANOVA;
        IntToDoubleFunction part = isVariance ? forest::main : forest::impurity;
        for (int c = 0; c < columns.size(); c++) {
            parts.put(columns.get(c).name(), part.applyAsDouble(c));
        }
        Map<String, Double> sorted = ParameterImportance.sorted(parts);
        return new Importances(
                metric,
                method,
                ParameterImportance.normalized(sorted),
                isVariance ? sorted : Map.of(),
                isVariance ? pairs(parts) : List.of(),
                forest.quality(),
                note());
    }

    private List<Importances.Pair> pairs(Map<String, Double> parts) {
        List<Integer> chosen = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            chosen.add(c);
        }
        chosen.sort(Comparator.comparingDouble(
                c -> -parts.getOrDefault(columns.get(c).name(), 0.0)));
        List<Integer> most = chosen.subList(0, Math.min(PAIRED, chosen.size()));
        List<Importances.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < most.size(); i++) {
            for (int j = i + 1; j < most.size(); j++) {
                pairs.add(new Importances.Pair(
                        columns.get(most.get(i)).name(),
                        columns.get(most.get(j)).name(),
                        forest.pair(most.get(i), most.get(j))));
            }
        }
        return pairs.stream()
                .filter(pair -> pair.share() > 0)
                .sorted(Comparator.comparingDouble(pair -> -pair.share()))
                .limit(MOST_PAIRS)
                .toList();
    }

    private @Nullable String note() {
        double quality = forest.quality();
        if (Double.isNaN(quality)) {
            return "All values are equal: there is nothing to explain.";
        }
        return quality < TRUSTED
                ? String.format(
                        Locale.ROOT,
                        "The forest does not predict values that it did not see (R² %.2f): don't trust these numbers.",
                        quality)
                : null;
    }
}
