package io.trialog.internal.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Where a surface lies above levels: filled areas with straight borders between the middles of its cells (marching squares; W.
 * Lorensen and H. Cline, 1987, in two dimensions). Cells without a value stay empty. Places are fractions of both axes.
 */
public final class ContourBands {

    private final int columns;
    private final int rows;
    private final double[] heights;

    private ContourBands(int columns, int rows, double[] heights) {
        this.columns = columns;
        this.rows = rows;
        this.heights = heights;
    }

    /**
     * Prepares the bands of a surface.
     *
     * @param surface the surface
     * @param height the height of a value, which levels are compared with
     */
    public static ContourBands of(Surface surface, DoubleUnaryOperator height) {
        double[] heights = new double[surface.values().length];
        for (int i = 0; i < heights.length; i++) {
            double value = surface.values()[i];
            heights[i] = Double.isNaN(value) ? Double.NaN : height.applyAsDouble(value);
        }
        return new ContourBands(surface.columns(), surface.rows(), heights);
    }

    /** The polygons within which the surface lies at or above a level: x and y of each corner in turn. */
    public List<double[]> above(double level) {
        List<double[]> polygons = new ArrayList<>();
        for (int row = 0; row + 1 < rows; row++) {
            int whole = -1; // the first of the neighbors that lie wholly above
            for (int column = 0; column + 1 < columns; column++) {
                double[] polygon = clipped(column, row, level);
                boolean isWhole = polygon.length == 8 && isAbove(column, row, level);
                if (whole >= 0 && !isWhole) {
                    polygons.add(rectangle(whole, column, row));
                    whole = -1;
                }
                if (isWhole) {
                    whole = whole < 0 ? column : whole;
                } else if (polygon.length >= 6) {
                    polygons.add(polygon);
                }
            }
            if (whole >= 0) {
                polygons.add(rectangle(whole, columns - 1, row));
            }
        }
        return polygons;
    }

    /** The border of that area where it runs between cells with values: the ends of each piece, x1 y1 x2 y2. */
    public List<double[]> border(double level) {
        List<double[]> pieces = new ArrayList<>();
        for (int row = 0; row + 1 < rows; row++) {
            for (int column = 0; column + 1 < columns; column++) {
                List<double[]> crossings = crossings(column, row, level);
                for (int i = 0; i + 1 < crossings.size(); i += 2) {
                    double[] from = crossings.get(i);
                    double[] to = crossings.get(i + 1);
                    pieces.add(new double[] {from[0], from[1], to[0], to[1]});
                }
            }
        }
        return pieces;
    }

    private double height(int column, int row) {
        return heights[row * columns + column];
    }

    /** The k-th corner of a square between four cells, counterclockwise. */
    private int[] corner(int column, int row, int k) {
        return new int[] {column + (k == 1 || k == 2 ? 1 : 0), row + (k >= 2 ? 1 : 0)};
    }

    private boolean isAbove(int column, int row, double level) {
        for (int k = 0; k < 4; k++) {
            int[] at = corner(column, row, k);
            if (!(height(at[0], at[1]) >= level)) {
                return false;
            }
        }
        return true;
    }

    private boolean isEmpty(int column, int row) {
        return Double.isNaN(
                height(column, row) + height(column + 1, row) + height(column, row + 1) + height(column + 1, row + 1));
    }

    private double[] clipped(int column, int row, double level) {
        if (isEmpty(column, row)) {
            return new double[0];
        }
        List<double[]> corners = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            int[] at = corner(column, row, k);
            int[] next = corner(column, row, (k + 1) % 4);
            if (height(at[0], at[1]) >= level) {
                corners.add(new double[] {place(at[0], columns), place(at[1], rows)});
            }
            if (height(at[0], at[1]) >= level != height(next[0], next[1]) >= level) {
                corners.add(between(at, next, level));
            }
        }
        double[] polygon = new double[2 * corners.size()];
        for (int i = 0; i < corners.size(); i++) {
            polygon[2 * i] = corners.get(i)[0];
            polygon[2 * i + 1] = corners.get(i)[1];
        }
        return polygon;
    }

    private List<double[]> crossings(int column, int row, double level) {
        List<double[]> crossings = new ArrayList<>();
        for (int k = 0; k < 4 && !isEmpty(column, row); k++) {
            int[] at = corner(column, row, k);
            int[] next = corner(column, row, (k + 1) % 4);
            if (height(at[0], at[1]) >= level != height(next[0], next[1]) >= level) {
                crossings.add(between(at, next, level));
            }
        }
        return crossings;
    }

    private double[] between(int[] at, int[] next, double level) {
        double here = height(at[0], at[1]);
        double part = (level - here) / (height(next[0], next[1]) - here);
        double x = place(at[0], columns);
        double y = place(at[1], rows);
        return new double[] {x + part * (place(next[0], columns) - x), y + part * (place(next[1], rows) - y)};
    }

    private double[] rectangle(int from, int to, int row) {
        double left = place(from, columns);
        double right = place(to, columns);
        double low = place(row, rows);
        double high = place(row + 1, rows);
        return new double[] {left, low, right, low, right, high, left, high};
    }

    /** The middle of a cell; the outermost ones reach the edge. */
    private static double place(int cell, int cells) {
        return cell == 0 ? 0 : cell == cells - 1 ? 1 : (cell + 0.5) / cells;
    }
}
