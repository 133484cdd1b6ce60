package io.trialog.internal.sampler.tpe;

import io.trialog.internal.numeric.TruncatedNormal;
import io.trialog.internal.sampler.NumericAxis;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Truncated normals around the observations of a numeric parameter. The bandwidth of each is the distance to its farther
 * neighbor, at least 1/min(100, m + 2) of the scale and at most all of it ("magic clip"). Not safe for use by several
 * threads.
 */
abstract sealed class NumericDimension extends Dimension permits ContinuousDimension, GridDimension {

    private static final double FINEST = 100;

    final NumericAxis axis;
    private final Neighbors neighbors;
    private double[] means = new double[64];
    private double[] deviations = new double[64];
    private int[] changed = new int[64];
    private int changedCount;
    private final TruncatedNormal.@Nullable Cut[] lastCuts = new TruncatedNormal.@Nullable Cut[Split.MOST + 1];
    private double smallest = Double.NaN;
    private boolean all;

    NumericDimension(NumericAxis axis, Ties ties) {
        this.axis = axis;
        this.neighbors = new Neighbors(ties);
    }

    /** Makes room at an index for a kernel that {@link #kernel} will define. */
    abstract void makeRoom(int index, int size);

    /** Closes the room of a kernel. */
    abstract void closeRoom(int index, int size);

    /** Makes room for kernels 0 to {@code size}, exclusive. */
    abstract void makeRooms(int size);

    /** Defines a kernel. */
    abstract void kernel(int index, double mean, double deviation);

    /** Called when all kernels are defined. */
    void settled(int size) {}

    @Override
    final void insert(int index, int size, int number, double internal) {
        if (size == means.length) {
            means = Arrays.copyOf(means, 2 * size);
            deviations = Arrays.copyOf(deviations, 2 * size);
        }
        double mean = axis.toScale(internal);
        System.arraycopy(means, index, means, index + 1, size - index);
        System.arraycopy(deviations, index, deviations, index + 1, size - index);
        means[index] = mean;
        deviations[index] = Double.NaN;
        makeRoom(index, size);
        int at = neighbors.insert(mean, number);
        touch(neighbors.number(at - 1));
        touch(number);
        touch(neighbors.number(at + 1));
    }

    @Override
    final void remove(int index, int size, int number) {
        int at = neighbors.remove(means[index], number);
        touch(neighbors.number(at - 1));
        touch(neighbors.number(at));
        System.arraycopy(means, index + 1, means, index, size - 1 - index);
        System.arraycopy(deviations, index + 1, deviations, index, size - 1 - index);
        closeRoom(index, size);
    }

    @Override
    final void rebuild(Members members, int parameter) {
        int size = members.size;
        if (size > means.length) {
            means = new double[2 * size];
            deviations = new double[2 * size];
        }
        for (int i = 0; i < size; i++) {
            means[i] = axis.toScale(members.value(i, parameter));
        }
        Arrays.fill(deviations, 0, size, Double.NaN);
        makeRooms(size);
        neighbors.rebuild(means, members.numbers, size);
        all = true;
    }

    private void touch(int number) {
        if (changedCount == changed.length) {
            changed = Arrays.copyOf(changed, 2 * changedCount);
        }
        changed[changedCount++] = number;
    }

    @Override
    final void settle(int[] numbers, int size) {
        double bound = axis.range() / Math.min(FINEST, size + 2);
        if (all || bound != smallest) {
            smallest = bound;
            for (int i = 0; i < size; i++) {
                update(i, numbers[i]);
            }
        } else {
            for (int i = 0; i < changedCount; i++) {
                int index = changed[i] < 0 ? -1 : Arrays.binarySearch(numbers, 0, size, changed[i]);
                if (index >= 0) {
                    update(index, changed[i]);
                }
            }
        }
        all = false;
        changedCount = 0;
        settled(size);
    }

    private void update(int index, int number) {
        double mean = means[index];
        double gap = neighbors.gap(neighbors.position(mean, number), axis.lower(), axis.upper());
        double deviation = Math.min(axis.range(), Math.max(smallest, gap));
        if (deviation != deviations[index]) {
            deviations[index] = deviation;
            kernel(index, mean, deviation);
        }
    }

    final double mean(int kernel) {
        return kernel == neighbors.size() ? axis.priorMean() : means[kernel];
    }

    final double deviation(int kernel) {
        return kernel == neighbors.size() ? axis.priorDeviation() : deviations[kernel];
    }

    /** A place on the scale, drawn from a kernel. */
    final double drawPlace(int kernel, double u) {
        double mean = mean(kernel);
        double deviation = deviation(kernel);
        double z = cut(kernel, (axis.lower() - mean) / deviation, (axis.upper() - mean) / deviation)
                .quantile(u);
        return Math.min(axis.upper(), Math.max(axis.lower(), mean + deviation * z));
    }

    /** Good mixtures have few kernels and each is drawn from again and again, so the last cuts are kept. */
    private TruncatedNormal.Cut cut(int kernel, double a, double b) {
        int slot = kernel % lastCuts.length;
        TruncatedNormal.Cut cut = lastCuts[slot];
        if (cut == null || !cut.isAt(a, b)) {
            cut = new TruncatedNormal.Cut(a, b);
            lastCuts[slot] = cut;
        }
        return cut;
    }
}
