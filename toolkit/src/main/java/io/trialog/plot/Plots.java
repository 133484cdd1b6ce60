package io.trialog.plot;

import io.trialog.exception.TrialogException;
import io.trialog.internal.analysis.EdfData;
import io.trialog.internal.analysis.HistoryData;
import io.trialog.internal.analysis.HypervolumeData;
import io.trialog.internal.analysis.IntermediateData;
import io.trialog.internal.analysis.ParallelData;
import io.trialog.internal.analysis.ParameterImportance;
import io.trialog.internal.analysis.ParetoData;
import io.trialog.internal.analysis.SliceData;
import io.trialog.internal.analysis.TimelineData;
import io.trialog.internal.report.FigureFrame;
import io.trialog.study.ImportanceMethod;
import io.trialog.study.Importances;
import io.trialog.study.StudyView;
import io.trialog.study.Viewable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The plots of a study, as it stands or as it stood.
 *
 * <pre>{@code
 * study.plots().history();
 * study.plots().contour("learning_rate", "depth").png(Path.of("contour.png"));
 * Plots.of(study.at(420)).importances();
 * Plots.of(tpe, random).history();
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
     * @param study the study, as it stands or at a position of its log
     * @return the plots of a study at one position of its log, by its first objective
     */
    public static Plots of(Viewable study) {
        return new Plots(study.view(), 0);
    }

    /**
     * Returns plots with several studies in one picture, by their first objectives.
     *
     * @param first a study, as it stands or at a position of its log
     * @param second another one
     * @param more further ones
     * @return plots with several studies in one picture
     */
    public static SharedPlots of(Viewable first, Viewable second, Viewable... more) {
        List<StudyView> views = new ArrayList<>(List.of(first.view(), second.view()));
        for (Viewable study : more) {
            views.add(study.view());
        }
        return new SharedPlots(views);
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

    private ParameterChoice choice() {
        return new ParameterChoice(view, objective);
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
        Set<String> drawn = choice().shares().shares().keySet();
        Map<String, Double> varied = new LinkedHashMap<>(all.shares());
        varied.keySet()
                .removeIf(name -> !drawn.contains(name)
                        && view.settings().space().pairings().stream()
                                .noneMatch(pairing -> pairing.group().equals(name)));
        return varied;
    }

    /** {@return how important each parameter is for reaching the best tenth, by PED-ANOVA} */
    public Plot importances() {
        return importances(ImportanceMethod.PED_ANOVA);
    }

    /**
     * Returns how important each parameter is.
     *
     * @param method by which question
     * @return the shares as bars
     */
    public Plot importances(ImportanceMethod method) {
        return ImportanceFigure.plot(study(), ParameterImportance.of(view, objective, method), trials());
    }

    /** {@return the value over each parameter that varied by itself, the most important first; a dozen at most} */
    public Plot slice() {
        return SliceFigure.plot(
                study(),
                SliceData.of(view, objective),
                List.copyOf(choice().shares().shares().keySet()),
                trials());
    }

    /** {@return the value over the two most important parameters} */
    public Plot contour() {
        List<String> two = choice().mostImportant();
        return two.size() < 2 ? choice().tooFew() : contour(two.get(0), two.get(1));
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
                : PairFigures.contour(study(), choice().pair(first, second));
    }

    /** {@return the ranks of the trials over the two most important parameters} */
    public Plot rank() {
        List<String> two = choice().mostImportant();
        return two.size() < 2 ? choice().tooFew() : rank(two.get(0), two.get(1));
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
        return trials() == 0
                ? Plot.missing(Missing.trials(study()))
                : PairFigures.rank(study(), choice().pair(first, second));
    }

    /** {@return one line per complete trial over all parameters} */
    public Plot parallelCoordinate() {
        return ParallelFigure.plot(study(), ParallelData.of(view, objective), trials());
    }

    /** {@return which fraction of the complete trials has at most a value} */
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

    /** {@return how the hypervolume of the Pareto front grew, up to the worst values among the complete trials} */
    public Plot hypervolume() {
        return hypervolume(HypervolumeData.worst(view));
    }

    /**
     * Returns how the hypervolume of the Pareto front grew.
     *
     * @param reference the reference point, a value per objective; trials that are worse in one of them do not count
     * @return how the hypervolume of the Pareto front grew
     * @throws IllegalArgumentException if there is not a number per objective
     */
    public Plot hypervolume(double... reference) {
        return ofFront(
                "A hypervolume", () -> HypervolumeFigure.plot(study(), HypervolumeData.of(view, reference), trials()));
    }

    private Plot paretoFront(List<int[]> pairs) {
        return ofFront("A Pareto front", () -> ParetoFigure.plot(study(), ParetoData.of(view), pairs, trials()));
    }

    private Plot ofFront(String what, Supplier<Plot> drawing) {
        return view.settings().metrics().size() < 2 && trials() > 0
                ? Plot.missing(what + " needs several objectives, but the study '" + study() + "' has one, "
                        + view.settings().metric() + ": history() shows it.")
                : trials() == 0 ? Plot.missing(Missing.trials(study())) : drawing.get();
    }

    /**
     * Returns all figures of the study to be explored in the cell of a notebook, the history first.
     *
     * @return the figures
     */
    public InteractivePlot interactive() {
        return interactive(PlotKind.HISTORY);
    }

    /**
     * Returns all figures of the study to be explored in the cell of a notebook.
     *
     * @param first which one is seen first, and as a picture where the notebook is not trusted
     * @return the figures
     */
    public InteractivePlot interactive(PlotKind first) {
        return new InteractivePlot(FigureFrame.page(view, first.name(), objective), first.of(this));
    }

    /** Which plots there are. */
    @Override
    public String toString() {
        return "Plots of '" + study() + "' at event " + view.position() + ": history(), intermediateValues(),"
                + " importances(), slice(), contour(a, b), parallelCoordinate(), edf(), timeline(), rank(a, b),"
                + " paretoFront(), hypervolume(), interactive()";
    }
}
