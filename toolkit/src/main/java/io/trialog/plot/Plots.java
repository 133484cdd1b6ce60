package io.trialog.plot;

import io.trialog.exception.TrialogException;
import io.trialog.internal.analysis.EdfData;
import io.trialog.internal.analysis.HistoryData;
import io.trialog.internal.analysis.IntermediateData;
import io.trialog.internal.analysis.PairData;
import io.trialog.internal.analysis.ParallelData;
import io.trialog.internal.analysis.ParameterImportance;
import io.trialog.internal.analysis.ParetoData;
import io.trialog.internal.analysis.SliceData;
import io.trialog.internal.analysis.TimelineData;
import io.trialog.space.Nearest;
import io.trialog.study.ImportanceMethod;
import io.trialog.study.Importances;
import io.trialog.study.StudyView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The plots of a study, as it stands or as it stood.
 *
 * <pre>{@code
 * study.plots().history();
 * study.plots().contour("learning_rate", "depth").png(Path.of("contour.png"));
 * Plots.of(study.at(420)).importances();
 * }</pre>
 *
 * <p>A plot of what is not there yet says so in a sentence. Trials that were declared void are in no plot. Immutable.
 */
public final class Plots {

    private final StudyView view;
    private final int objective;

    private Plots(StudyView view, int objective) {
        this.view = view;
        this.objective = objective;
    }

    /**
     * Returns the plots of a study at one position of its log, by its first objective.
     *
     * @param view the study at a position of its log
     * @return the plots of a study at one position of its log, by its first objective
     */
    public static Plots of(StudyView view) {
        return new Plots(view, 0);
    }

    /**
     * Returns the same plots by another objective.
     *
     * @param metric the name of the objective
     * @return the same plots by another objective
     * @throws TrialogException if the study has none of that name
     */
    public Plots objective(String metric) {
        return new Plots(view, ParameterImportance.objective(view, metric));
    }

    private String study() {
        return view.settings().name();
    }

    private int trials() {
        return view.trialCount();
    }

    /** {@return the value of every trial, and the best so far} */
    public Plot history() {
        return HistoryFigure.plot(study(), HistoryData.of(view, objective));
    }

    /** {@return the curves that trials reported} */
    public Plot intermediateValues() {
        return IntermediateFigure.plot(study(), IntermediateData.of(view), trials());
    }

    /**
     * Returns the curves that trials reported, those of some of them in colors of their own and all others in gray.
     *
     * @param marked the numbers of the trials that stand out
     * @return the curves
     */
    public Plot intermediateValues(int... marked) {
        return IntermediateFigure.plot(study(), IntermediateData.of(view), trials(), marked);
    }

    /**
     * Returns how important each parameter is, as numbers.
     *
     * @return shares by parameter, the largest first, with the sum 1; empty if no trial is complete
     */
    public Map<String, Double> importanceShares() {
        Importances all = ParameterImportance.of(view, objective, ImportanceMethod.PED_ANOVA);
        Set<String> drawn = shares().shares().keySet();
        Map<String, Double> varied = new LinkedHashMap<>(all.shares());
        varied.keySet()
                .removeIf(name -> !drawn.contains(name)
                        && view.settings().space().pairings().stream()
                                .noneMatch(pairing -> pairing.group().equals(name)));
        return varied;
    }

    /**
     * Returns how important each parameter is for reaching the best tenth, by {@linkplain ImportanceMethod#PED_ANOVA
     * PED-ANOVA}.
     *
     * @return how important each parameter is for reaching the best tenth, by {@linkplain ImportanceMethod#PED_ANOVA
     *     PED-ANOVA}
     */
    public Plot importances() {
        return importances(ImportanceMethod.PED_ANOVA);
    }

    /**
     * Returns how important each parameter is.
     *
     * @param method by which question
     * @return how important each parameter is
     */
    public Plot importances(ImportanceMethod method) {
        return ImportanceFigure.plot(study(), ParameterImportance.of(view, objective, method), trials());
    }

    /** The importances of the parameters that varied. */
    private Importances shares() {
        Importances all = ParameterImportance.of(view, objective, ImportanceMethod.PED_ANOVA);
        Map<String, Double> varied = ParameterImportance.parameters(view, all);
        varied.keySet().retainAll(PairData.free(view));
        return varied.isEmpty() ? all : all.withShares(varied);
    }

    /** {@return the value over each parameter that varied by itself, the most important first; a dozen at most} */
    public Plot slice() {
        return SliceFigure.plot(
                study(),
                SliceData.of(view, objective),
                List.copyOf(shares().shares().keySet()),
                trials());
    }

    /** {@return the value over the two most important parameters} */
    public Plot contour() {
        List<String> two = mostImportant();
        return two.size() < 2 ? tooFew() : contour(two.get(0), two.get(1));
    }

    /**
     * Returns the value over two parameters, with a local mean between the trials.
     *
     * @param first one item
     * @param second another item
     * @return the value over two parameters, with a local mean between the trials
     * @throws TrialogException if the study has trials, but none with such a parameter
     */
    public Plot contour(String first, String second) {
        return trials() == 0
                ? Plot.missing(Missing.trials(study()))
                : PairFigures.contour(study(), pair(first, second));
    }

    /** {@return the ranks of the trials over the two most important parameters} */
    public Plot rank() {
        List<String> two = mostImportant();
        return two.size() < 2 ? tooFew() : rank(two.get(0), two.get(1));
    }

    /**
     * Returns the ranks of the trials over two parameters.
     *
     * @param first one item
     * @param second another item
     * @return the ranks of the trials over two parameters
     * @throws TrialogException if the study has trials, but none with such a parameter
     */
    public Plot rank(String first, String second) {
        return trials() == 0 ? Plot.missing(Missing.trials(study())) : PairFigures.rank(study(), pair(first, second));
    }

    private PairData pair(String first, String second) {
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

    private List<String> mostImportant() {
        Set<String> free = PairData.free(view);
        return shares().shares().keySet().stream()
                .filter(free::contains)
                .limit(2)
                .toList();
    }

    private Plot tooFew() {
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

    /**
     * One line per complete trial over all parameters.
     *
     * @return one line per complete trial over all parameters
     */
    public Plot parallelCoordinate() {
        return ParallelFigure.plot(study(), ParallelData.of(view, objective), trials());
    }

    /**
     * Which fraction of the complete trials has at most a value.
     *
     * @return which fraction of the complete trials has at most a value
     */
    public Plot edf() {
        return EdfFigure.plot(study(), EdfData.of(view, objective), trials());
    }

    /** {@return when each trial ran} */
    public Plot timeline() {
        return TimelineFigure.plot(study(), TimelineData.of(view), trials());
    }

    /**
     * Returns the values of two objectives with the trials that no other one dominates; of more than two, each pair of
     * them. This plot is the same {@linkplain #objective by whichever objective} the others are.
     *
     * @return the values of two objectives with the trials that no other one dominates; of more than two, each pair
     *     of them
     */
    public Plot paretoFront() {
        int count = view.settings().metrics().size();
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (int k = i + 1; k < count; k++) {
                pairs.add(new int[] {i, k});
            }
        }
        return paretoFront(pairs);
    }

    /**
     * Returns the values of two objectives, with the trials that no other one dominates in all objectives.
     *
     * @param first one item
     * @param second another item
     * @return the values of two objectives, with the trials that no other one dominates in all objectives
     * @throws TrialogException if the study has no objective of that name
     */
    public Plot paretoFront(String first, String second) {
        return paretoFront(List.of(new int[] {objective(first).objective, objective(second).objective}));
    }

    private Plot paretoFront(List<int[]> pairs) {
        if (trials() == 0) {
            return Plot.missing(Missing.trials(study()));
        }
        List<String> metrics = view.settings().metrics();
        return metrics.size() < 2
                ? Plot.missing("A Pareto front needs several objectives, but the study '" + study() + "' has one, "
                        + metrics.get(0) + ": history() shows it.")
                : ParetoFigure.plot(study(), ParetoData.of(view), pairs, trials());
    }

    /** Which plots there are. */
    @Override
    public String toString() {
        return "Plots of '" + study() + "' at event " + view.position() + ": history(), intermediateValues(),"
                + " importances(), slice(), contour(a, b), parallelCoordinate(), edf(), timeline(), rank(a, b),"
                + " paretoFront()";
    }
}
