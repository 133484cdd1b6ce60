package io.trialog.internal.analysis;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Values between the trials over two parameters: a local mean with normal weights (E. A. Nadaraya, 1964; G. S. Watson, 1964).
 * Cells far from every trial stay empty, and categories don't mix.
 *
 * @param columns how many cells lie along the horizontal axis
 * @param rows how many cells lie along the vertical axis
 * @param values the value of each cell, NaN if empty, from the lower left row by row; not to be modified
 */
public record Surface(int columns, int rows, double[] values) {

    private static final int FINE = 64;
    private static final double REACH = 2.5;
    private static final double FAR = 6.5;

    /** The surface over the trials that have a value. */
    public static Surface of(PairData pair) {
        List<Point> points = pair.valued();
        int columns = cells(pair.x());
        int rows = cells(pair.y());
        double[] places = new double[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            places[2 * i] = pair.x().fraction(pair.x().place(points.get(i).x()));
            places[2 * i + 1] = pair.y().fraction(pair.y().place(points.get(i).y()));
        }
        double width = Math.max(0.03, Math.min(0.12, 0.3 * StrictMath.pow(Math.max(1, points.size()), -0.25)));
        double[] scale = {width(pair.x(), width), width(pair.y(), width)};
        double[] values = new double[columns * rows];
        for (int row = 0; row < rows; row++) {
            double up = (row + 0.5) / rows;
            int[] near = near(places, up, FAR * scale[1]);
            for (int column = 0; column < columns; column++) {
                double[] at = {(column + 0.5) / columns, up};
                values[row * columns + column] = mean(points, near, places, at, scale);
            }
        }
        return new Surface(columns, rows, values);
    }

    private static int cells(Axis axis) {
        return axis.scale() == Axis.Scale.CATEGORICAL ? axis.categories().size() : FINE;
    }

    /** Categories weigh alone: the next one is many widths away. */
    private static double width(Axis axis, double width) {
        return axis.scale() == Axis.Scale.CATEGORICAL ? 0.1 / axis.categories().size() : width;
    }

    /** The points at about the height of a row: no other one has a weight there. */
    private static int[] near(double[] places, double up, double reach) {
        return IntStream.range(0, places.length / 2)
                .filter(i -> Math.abs(places[2 * i + 1] - up) < reach)
                .toArray();
    }

    private static double mean(List<Point> points, int[] near, double[] places, double[] at, double[] scale) {
        double weights = 0;
        double sum = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i : near) {
            double dx = (places[2 * i] - at[0]) / scale[0];
            double dy = (places[2 * i + 1] - at[1]) / scale[1];
            double square = dx * dx + dy * dy;
            nearest = Math.min(nearest, square);
            if (square < FAR * FAR) {
                double weight = StrictMath.exp(-square / 2);
                weights += weight;
                sum += weight * points.get(i).value();
            }
        }
        return nearest <= REACH * REACH ? sum / weights : Double.NaN;
    }

    /** The value of a cell. */
    public double at(int column, int row) {
        return values[row * columns + column];
    }
}
