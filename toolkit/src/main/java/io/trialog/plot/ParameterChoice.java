package io.trialog.plot;

import io.trialog.exception.TrialogException;
import io.trialog.internal.analysis.PairData;
import io.trialog.internal.analysis.ParameterImportance;
import io.trialog.space.Nearest;
import io.trialog.study.ImportanceMethod;
import io.trialog.study.Importances;
import io.trialog.study.StudyView;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which parameters a plot shows.
 *
 * @param view the study
 * @param objective the objective, from 0
 */
record ParameterChoice(StudyView view, int objective) {

    private String study() {
        return view.settings().name();
    }

    private int trials() {
        return view.trialCount();
    }

    /** The importances of the parameters that varied. */
    Importances shares() {
        Importances all = ParameterImportance.of(view, objective, ImportanceMethod.PED_ANOVA);
        Map<String, Double> varied = ParameterImportance.parameters(view, all);
        varied.keySet().retainAll(PairData.free(view));
        return varied.isEmpty() ? all : all.withShares(varied);
    }

    /**
     * Two parameters by name.
     *
     * @throws TrialogException if the study has no such parameter
     */
    PairData pair(String first, String second) {
        Set<String> names = PairData.parameters(view);
        if (names.isEmpty()) {
            throw new TrialogException("No trial of the study '" + study() + "' has a parameter yet, so there is no '"
                    + first + "' and no '" + second + "'.");
        }
        for (String name : List.of(first, second)) {
            if (!names.contains(name)) {
                throw new TrialogException("No trial of the study '" + study() + "' has a parameter '" + name
                        + "': they have " + String.join(", ", names) + "." + Nearest.maybe(name, names));
            }
        }
        return PairData.of(view, objective, first, second);
    }

    /** The two most important ones, or fewer. */
    List<String> mostImportant() {
        Set<String> free = PairData.free(view);
        return shares().shares().keySet().stream()
                .filter(free::contains)
                .limit(2)
                .toList();
    }

    /** Says that there are not two. */
    Plot tooFew() {
        int count = PairData.free(view).size();
        boolean noValues = shares().shares().isEmpty();
        return Plot.missing(
                count < 2 && trials() > 0
                        ? "A plot over two parameters can't be drawn: the trials of the study '" + study() + "' have "
                                + count + (count < PairData.parameters(view).size() ? " that may vary." : ".")
                        : noValues
                                ? Missing.values(
                                        study(), view.settings().metrics().get(objective), trials())
                                : Missing.trials(study()));
    }
}
