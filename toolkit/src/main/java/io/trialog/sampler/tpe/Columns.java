package io.trialog.sampler.tpe;

import java.util.Arrays;

/**
 * The log kernels of a tabulated parameter at several points: one column per different coordinate, looked up once per block
 * of kernels. Not safe for use by several threads.
 */
final class Columns {

    private final Tabulated dimension;
    private final int parameter;
    private final int block;
    private double[] coordinates = new double[0];
    private double[][] tables = new double[0][];
    private double[][] columns = new double[0][];
    private int[] columnOf = new int[0];
    private int distinct;

    Columns(Tabulated dimension, int parameter, int block) {
        this.dimension = dimension;
        this.parameter = parameter;
        this.block = block;
    }

    /** Looks up the tables of the coordinates of all points. */
    void prepare(double[][] points) {
        if (columnOf.length < points.length) {
            coordinates = new double[points.length];
            tables = new double[points.length][];
            columnOf = new int[points.length];
        }
        distinct = 0;
        for (int c = 0; c < points.length; c++) {
            columnOf[c] = columnOf(points[c][parameter]);
        }
        if (columns.length < distinct) {
            int before = columns.length;
            columns = Arrays.copyOf(columns, points.length);
            for (int i = before; i < columns.length; i++) {
                columns[i] = new double[block];
            }
        }
    }

    private int columnOf(double coordinate) {
        for (int i = 0; i < distinct; i++) {
            if (coordinates[i] == coordinate) {
                return i;
            }
        }
        coordinates[distinct] = coordinate;
        tables[distinct] = dimension.logarithms(coordinate, distinct);
        return distinct++;
    }

    /** Fills the columns for {@code length} kernels from {@code from} on. */
    void gather(int from, int length) {
        int[] classes = dimension.classes();
        for (int i = 0; i < distinct; i++) {
            gather(columns[i], tables[i], classes, from, length);
        }
    }

    private static void gather(double[] column, double[] table, int[] classes, int from, int length) {
        for (int i = 0; i < length; i++) {
            column[i] = table[classes[from + i]];
        }
    }

    /** The column of a point, filled by the last {@link #gather}. */
    double[] of(int point) {
        return columns[columnOf[point]];
    }
}
