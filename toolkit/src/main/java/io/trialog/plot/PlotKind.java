package io.trialog.plot;

import java.util.Locale;
import java.util.function.Function;

/** The plots that there are, for those who choose one by name. */
public enum PlotKind {
    HISTORY(Plots::history),
    INTERMEDIATE_VALUES(Plots::intermediateValues),
    IMPORTANCES(Plots::importances),
    SLICE(Plots::slice),
    CONTOUR(Plots::contour),
    PARALLEL_COORDINATE(Plots::parallelCoordinate),
    EDF(Plots::edf),
    TIMELINE(Plots::timeline),
    RANK(Plots::rank),
    PARETO_FRONT(Plots::paretoFront);

    private final Function<Plots, Plot> drawing;

    PlotKind(Function<Plots, Plot> drawing) {
        this.drawing = drawing;
    }

    /** The plot of this kind, over the two most important parameters where it needs two. */
    public Plot of(Plots plots) {
        return drawing.apply(plots);
    }

    /** Whether the plot is one over two parameters, or two objectives, that can be named. */
    public boolean isOfPair() {
        return this == CONTOUR || this == RANK || this == PARETO_FRONT;
    }

    /** The name as a command line has it: {@code parallel-coordinate}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
