package io.trialog.internal.sampler.tpe;

import io.trialog.internal.numeric.TruncatedNormal;
import io.trialog.internal.sampler.NumericAxis;
import java.util.Arrays;

/**
 * The kernels of an int or stepped parameter: the mass of a truncated normal on the grid cell of the value. Coordinates are
 * values. Kernels of equal mean and deviation share a class; on small grids the logarithms are kept from ask to ask.
 */
final class GridDimension extends NumericDimension implements Tabulated {

    /** Up to this many grid points, logarithms are kept. */
    private static final int SMALL = 256;

    private final BandwidthClasses kinds = new BandwidthClasses();
    private int[] classes = new int[64];
    private double[] logTotals = new double[64];
    private final boolean small;
    /** One table per grid point of a small grid; of a large one, that of the last coordinate. */
    private final double[][] tables;

    private final int[] filled;
    private final double[] logPriors;
    private double last = Double.NaN;

    GridDimension(NumericAxis axis, Ties ties) {
        super(axis, ties);
        double points = Math.rint((axis.high() - axis.low()) / axis.step()) + 1;
        this.small = points <= SMALL;
        this.tables = new double[small ? (int) points : 1][];
        this.filled = new int[tables.length];
        this.logPriors = new double[small ? tables.length : 0];
        Arrays.fill(logPriors, Double.NaN);
    }

    @Override
    void makeRoom(int index, int size) {
        if (size == classes.length) {
            classes = Arrays.copyOf(classes, 2 * size);
        }
        System.arraycopy(classes, index, classes, index + 1, size - index);
    }

    @Override
    void closeRoom(int index, int size) {
        System.arraycopy(classes, index + 1, classes, index, size - 1 - index);
    }

    @Override
    void makeRooms(int size) {
        if (size > classes.length) {
            classes = new int[2 * size];
        }
    }

    @Override
    void kernel(int index, double mean, double deviation) {
        classes[index] = kindOf(mean, deviation);
    }

    private int kindOf(double mean, double deviation) {
        int known = kinds.count();
        int id = kinds.idOf(mean, deviation);
        if (id == known) {
            if (id == logTotals.length) {
                logTotals = Arrays.copyOf(logTotals, 2 * id);
            }
            logTotals[id] = logTotal(mean, deviation);
        }
        return id;
    }

    /** Drops classes that are no longer in use once these are the majority. */
    @Override
    void settled(int size) {
        if (kinds.count() > 64 + 4 * size) {
            kinds.clear();
            Arrays.fill(filled, 0);
            for (int i = 0; i < size; i++) {
                classes[i] = kindOf(mean(i), deviation(i));
            }
        }
    }

    @Override
    public int[] classes() {
        return classes;
    }

    @Override
    public double[] logarithms(double coordinate) {
        int place = place(coordinate);
        if (!small && coordinate != last) {
            filled[place] = 0;
            last = coordinate;
        }
        double[] table = tables[place];
        if (table == null || table.length < kinds.count()) {
            table = table == null ? new double[kinds.count() + 16] : Arrays.copyOf(table, 2 * kinds.count());
            tables[place] = table;
        }
        for (int id = filled[place]; id < kinds.count(); id++) {
            table[id] = logCell(coordinate, kinds.mean(id), kinds.deviation(id)) - logTotals[id];
        }
        filled[place] = kinds.count();
        return table;
    }

    /** Where the table of a coordinate is kept. */
    private int place(double coordinate) {
        return small ? (int) Math.rint((coordinate - axis.low()) / axis.step()) : 0;
    }

    private double logMass(double value, double mean, double deviation) {
        return logCell(value, mean, deviation) - logTotal(mean, deviation);
    }

    private double logCell(double value, double mean, double deviation) {
        return TruncatedNormal.logMass(
                (axis.cellBegin(value) - mean) / deviation, (axis.cellEnd(value) - mean) / deviation);
    }

    private double logTotal(double mean, double deviation) {
        return TruncatedNormal.logMass((axis.lower() - mean) / deviation, (axis.upper() - mean) / deviation);
    }

    @Override
    double draw(int kernel, double u) {
        return axis.toValue(drawPlace(kernel, u));
    }

    @Override
    double toInternal(double coordinate) {
        return coordinate;
    }

    @Override
    double logPrior(double coordinate) {
        if (!small) {
            return logMass(coordinate, axis.priorMean(), axis.priorDeviation());
        }
        int place = place(coordinate);
        if (Double.isNaN(logPriors[place])) {
            logPriors[place] = logMass(coordinate, axis.priorMean(), axis.priorDeviation());
        }
        return logPriors[place];
    }

    @Override
    double logKernel(int kernel, double coordinate) {
        return logMass(coordinate, mean(kernel), deviation(kernel));
    }
}
