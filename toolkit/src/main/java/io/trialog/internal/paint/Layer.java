package io.trialog.internal.paint;

import java.awt.Color;
import java.util.List;

/** Something drawn in a panel. Places are those of the panel's axes. */
public sealed interface Layer {

    /** Forms of a mark. */
    enum Mark {
        DISC,
        RING,
        CROSS,
        DIAMOND,
        LINE,
        BAR
    }

    /**
     * Marks at places.
     *
     * @param color their color
     * @param mark their form
     * @param size their width in pixels
     */
    record Dots(double[] x, double[] y, Color color, Mark mark, int size) implements Layer {}

    /**
     * Lines through places, broken where y is NaN.
     *
     * @param color their color
     * @param width how thick they are in pixels
     */
    record Path(double[] x, double[] y, Color color, float width) implements Layer {}

    /**
     * A grid of colored cells over the whole panel, from the lower left row by row; {@code null} leaves a cell empty.
     *
     * @param columns how many cells lie side by side
     * @param colors their colors
     */
    record Cells(int columns, List<Color> colors) implements Layer {}

    /**
     * Filled polygons of one color.
     *
     * @param polygons fractions of both axes: x and y of each corner in turn
     */
    record Areas(List<double[]> polygons, Color color) implements Layer {}

    /**
     * Thin pieces of line of one color.
     *
     * @param pieces fractions of both axes: x1 y1 x2 y2
     */
    record Pieces(List<double[]> pieces, Color color) implements Layer {}

    /**
     * Horizontal bars from {@code from} to {@code to}.
     *
     * @param y their middles
     * @param thickness how thick they are, in units of the vertical axis
     * @param texts what stands behind their ends, or nothing
     */
    record Bars(double[] from, double[] to, double[] y, double thickness, Color color, List<String> texts)
            implements Layer {}

    /**
     * Vertical axes at places of the horizontal one, each over the whole height with texts of its own.
     *
     * @param uprights the axes, from left to right
     */
    record Uprights(List<Upright> uprights) implements Layer {}

    /**
     * One of them.
     *
     * @param x where it stands
     * @param ticks its marks, by their height in places of the panel's vertical axis
     */
    record Upright(double x, List<Ticks.Tick> ticks) {}
}
