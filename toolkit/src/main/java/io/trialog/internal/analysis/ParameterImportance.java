package io.trialog.internal.analysis;

import io.trialog.exception.TrialogException;
import io.trialog.space.Nearest;
import io.trialog.study.ImportanceMethod;
import io.trialog.study.Importances;
import io.trialog.study.StudyView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The importance of every parameter of the COMPLETE trials with a finite value, by any method. */
public final class ParameterImportance {

    private ParameterImportance() {}

    /**
     * Measures it.
     *
     * @param objective which objective, from 0
     */
    public static Importances of(StudyView view, int objective, ImportanceMethod method) {
        return method == ImportanceMethod.PED_ANOVA
                ? PedAnova.DEFAULT.shares(view, objective)
                : ForestImportances.of(view, objective, method);
    }

    /**
     * Returns which objective has a name.
     *
     * @throws TrialogException if the study has none of that name
     */
    public static int objective(StudyView view, String metric) {
        List<String> metrics = view.settings().metrics();
        int index = metrics.indexOf(metric);
        if (index < 0) {
            throw new TrialogException("There is no objective '" + metric + "': the study has "
                    + String.join(", ", metrics) + "." + Nearest.maybe(metric, metrics));
        }
        return index;
    }

    /** The largest first, equal ones in their order. */
    static Map<String, Double> sorted(Map<String, Double> importances) {
        Map<String, Double> sorted = new LinkedHashMap<>();
        importances.entrySet().stream()
                .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Divided by their sum; equal shares if that is 0. */
    static Map<String, Double> normalized(Map<String, Double> importances) {
        double sum =
                importances.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        importances.forEach((name, value) -> shares.put(name, sum == 0 ? 1.0 / importances.size() : value / sum));
        return shares;
    }
}
