package io.trialog.internal.sampler.tpe;

import io.trialog.space.CategoricalDistribution;
import java.util.Arrays;

/**
 * The kernels of a categorical parameter. Every choice weighs 1/(m + 1) in the kernel of a member, times its prior
 * probability relative to an equal one; the member's own choice weighs 1 more; the row is then divided by its sum. The prior
 * kernel is the prior itself. Coordinates are indices of choices.
 */
final class CategoricalDimension extends Dimension implements Tabulated {

    private final double[] prior;
    private final double[][] tables;
    private int[] classes = new int[64];
    private int size;

    CategoricalDimension(CategoricalDistribution distribution) {
        int count = distribution.choices().size();
        this.prior = new double[count];
        Arrays.fill(prior, 1.0 / count);
        if (!distribution.probabilities().isEmpty()) {
            for (int i = 0; i < count; i++) {
                prior[i] = distribution.probabilities().get(i);
            }
        }
        this.tables = new double[count][];
    }

    @Override
    void insert(int index, int count, int number, double internal) {
        if (count == classes.length) {
            classes = Arrays.copyOf(classes, 2 * count);
        }
        System.arraycopy(classes, index, classes, index + 1, count - index);
        classes[index] = (int) internal;
    }

    @Override
    void remove(int index, int count, int number) {
        System.arraycopy(classes, index + 1, classes, index, count - 1 - index);
    }

    @Override
    void rebuild(Members members, int parameter) {
        if (members.size > classes.length) {
            classes = new int[2 * members.size];
        }
        for (int i = 0; i < members.size; i++) {
            classes[i] = (int) members.value(i, parameter);
        }
    }

    @Override
    void settle(int[] numbers, int count) {
        if (count != size) {
            size = count;
            Arrays.fill(tables, null);
        }
    }

    @Override
    public int[] classes() {
        return classes;
    }

    @Override
    public double[] logarithms(double coordinate) {
        int choice = (int) coordinate;
        double[] table = tables[choice];
        if (table == null) {
            table = new double[prior.length];
            Arrays.fill(table, StrictMath.log(weight(choice, false)));
            table[choice] = StrictMath.log(weight(choice, true));
            tables[choice] = table;
        }
        return table;
    }

    /** The probability of a choice in the kernel of a member that has it, or has another. */
    private double weight(int choice, boolean own) {
        double share = (double) prior.length / (size + 1);
        return (share * prior[choice] + (own ? 1 : 0)) / (share + 1);
    }

    @Override
    double draw(int kernel, double u) {
        double sum = 0;
        int last = 0;
        for (int i = 0; i < prior.length; i++) {
            double weight = kernel == size ? prior[i] : weight(i, classes[kernel] == i);
            if (weight > 0) {
                sum += weight;
                last = i;
                if (u < sum) {
                    return i;
                }
            }
        }
        return last; // the weights may sum to a little less than 1
    }

    @Override
    double toInternal(double coordinate) {
        return coordinate;
    }

    @Override
    double logPrior(double coordinate) {
        return StrictMath.log(prior[(int) coordinate]);
    }

    @Override
    double logKernel(int kernel, double coordinate) {
        return StrictMath.log(weight((int) coordinate, classes[kernel] == (int) coordinate));
    }
}
