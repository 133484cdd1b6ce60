package io.trialog.plot;

import java.util.Locale;
import java.util.function.Function;

/** The plots that there are, for those who choose one by name. */
public enum PlotKind {
    /** The value of every trial, and the best so far. */
    HISTORY(Plots::history),
    /** The curves that trials reported. */
    INTERMEDIATE_VALUES(Plots::intermediateValues),
    /** How important each parameter is. */
    IMPORTANCES(Plots::importances),
    /** Values by one parameter at a time. */
    SLICE(Plots::slice),
    /** Values by two parameters at a time. */
    CONTOUR(Plots::contour),
    /** Each trial as a line through its parameters. */
    PARALLEL_COORDINATE(Plots::parallelCoordinate),
    /** The share of trials that are at least as good. */
    EDF(Plots::edf),
    /** When trials ran. */
    TIMELINE(Plots::timeline),
    /** Ranks by two parameters at a time. */
    RANK(Plots::rank),
    /** The trials that no other one dominates. */
    PARETO_FRONT(Plots::paretoFront),
    /** How the hypervolume of the Pareto front grew. */
    HYPERVOLUME(Plots::hypervolume);

    private final Function<Plots, Plot> drawing;

    PlotKind(Function<Plots, Plot> drawing) {
        this.drawing = drawing;
    }

    /**
     * Returns the plot of this kind, over the two most important parameters where it needs two.
     *
     * @param plots the plots
     * @return the plot of this kind, over the two most important parameters where it needs two
     */
    public Plot of(Plots plots) {
        return drawing.apply(plots);
    }

    /** {@return whether the plot is one over two parameters, or two objectives, that can be named} */
    public boolean isOfPair() {
        return this == CONTOUR || this == RANK || this == PARETO_FRONT;
    }

    /** The name as a command line has it: {@code parallel-coordinate}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
