package io.trialog.internal.sampler.gp;

import java.util.Arrays;

/** Points of the unit cube, coordinate by coordinate. Not safe for use by several threads. */
final class PointTable {

    private final double[][] columns;
    private int size;

    PointTable(int coordinates) {
        this.columns = new double[coordinates][16];
    }

    void add(double[] point) {
        for (int d = 0; d < columns.length; d++) {
            if (size == columns[d].length) {
                columns[d] = Arrays.copyOf(columns[d], 2 * size);
            }
            columns[d][size] = point[d];
        }
        size++;
    }

    /** Forgets the last points. */
    void truncate(int points) {
        size = Math.min(size, points);
    }

    int size() {
        return size;
    }

    int dimensions() {
        return columns.length;
    }

    /** One coordinate of every point; more entries than points may be there. */
    double[] coordinates(int d) {
        return columns[d];
    }

    double[] point(int i) {
        double[] point = new double[columns.length];
        for (int d = 0; d < point.length; d++) {
            point[d] = columns[d][i];
        }
        return point;
    }
}
