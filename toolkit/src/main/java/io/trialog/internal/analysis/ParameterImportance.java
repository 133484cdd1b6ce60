package io.trialog.internal.analysis;

import io.trialog.exception.TrialogException;
import io.trialog.internal.fold.PairedSpace;
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
     * Measures it. A group of paired parameters is one parameter.
     *
     * @param objective which objective, from 0
     */
    public static Importances of(StudyView view, int objective, ImportanceMethod method) {
        StudyView groups = PairedSpace.of(view);
        return method == ImportanceMethod.PED_ANOVA
                ? PedAnova.DEFAULT.shares(groups, objective)
                : ForestImportances.of(groups, objective, method);
    }

    /**
     * Returns the shares of the parameters that trials have: each member of a group stands with the share of its group.
     *
     * @return a map that may be changed, the largest first
     */
    public static Map<String, Double> parameters(StudyView view, Importances importances) {
        Map<String, Double> shares = new LinkedHashMap<>();
        importances.shares().forEach((name, share) -> {
            List<String> members = view.settings().space().pairings().stream()
                    .filter(pairing -> pairing.group().equals(name))
                    .flatMap(pairing -> pairing.members().stream())
                    .toList();
            (members.isEmpty() ? List.of(name) : members).forEach(member -> shares.put(member, share));
        });
        return shares;
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
