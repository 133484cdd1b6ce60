package io.trialog.internal.sampler.tpe;

import io.trialog.internal.sampler.NumericAxis;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.spi.RandomNumbers;
import java.util.Arrays;
import java.util.NavigableMap;

/**
 * A Parzen estimator: a mixture of product kernels, one per member in the order of trial numbers, and the prior as the last.
 * {@link Weights} says what members weigh; the prior weighs 1.
 *
 * <p>Follows its members incrementally; what it holds after {@link #become} depends on the members alone. Not safe for use
 * by several threads.
 */
final class Mixture {

    final Dimension[] dimensions;
    private final Weights age;
    private int[] numbers = new int[64];
    private double[][] internals = new double[64][];
    private double[] weights = {1};
    private double weightSum = 1;
    private int size;

    /** @param age what members weigh by their age */
    Mixture(NavigableMap<String, Distribution> parameters, TpeOptions options, Weights age) {
        this.age = age;
        dimensions = parameters.entrySet().stream()
                .map(parameter -> dimension(parameter.getValue(), Ties.of(options.rule(), parameter.getKey())))
                .toArray(Dimension[]::new);
    }

    private static Dimension dimension(Distribution distribution, Ties ties) {
        if (distribution instanceof CategoricalDistribution categorical) {
            return new CategoricalDimension(categorical);
        }
        NumericAxis axis = NumericAxis.of(distribution);
        return axis.step() > 0 ? new GridDimension(axis, ties) : new ContinuousDimension(axis, ties);
    }

    /** How many members there are. */
    int size() {
        return size;
    }

    /** The weights of the members and, last, of the prior; they sum to {@link #weightSum}. Not to be modified. */
    double[] weights() {
        return weights;
    }

    double weightSum() {
        return weightSum;
    }

    /** Takes in members that are new and drops those that are gone. */
    void become(Members members) {
        int before = size;
        int same = sameFirst(members);
        if (differences(members, same) > 16 + size / 4) {
            rebuild(members);
        } else {
            removeOthers(members, same);
            insertMissing(members, same);
        }
        for (Dimension dimension : dimensions) {
            dimension.settle(numbers, size);
        }
        if (size != before) {
            weigh();
        }
    }

    private boolean holds(int i, Members members, int j) {
        return numbers[i] == members.numbers[j] && internals[i] == members.internals[j];
    }

    /** How many of the first members are here already: mostly all but the last. */
    private int sameFirst(Members members) {
        int most = Math.min(size, members.size);
        int same = Arrays.mismatch(numbers, 0, most, members.numbers, 0, most);
        same = same < 0 ? most : same;
        for (int i = 0; i < same; i++) {
            if (internals[i] != members.internals[i]) {
                return i;
            }
        }
        return same;
    }

    private int differences(Members members, int from) {
        int i = from;
        int j = from;
        int count = 0;
        while (i < size && j < members.size) {
            if (holds(i, members, j)) {
                i++;
                j++;
                continue;
            }
            count++;
            int order = Integer.compare(numbers[i], members.numbers[j]);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return count + size - i + members.size - j;
    }

    private void rebuild(Members members) {
        reserve(members.size);
        Arrays.fill(internals, null);
        size = members.size;
        System.arraycopy(members.numbers, 0, numbers, 0, size);
        System.arraycopy(members.internals, 0, internals, 0, size);
        for (int parameter = 0; parameter < dimensions.length; parameter++) {
            dimensions[parameter].rebuild(members, parameter);
        }
    }

    private void reserve(int capacity) {
        if (capacity > numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * capacity);
            internals = Arrays.copyOf(internals, 2 * capacity);
        }
    }

    private void removeOthers(Members members, int from) {
        int j = members.size - 1;
        for (int i = size - 1; i >= from; i--) {
            while (j >= 0 && members.numbers[j] > numbers[i]) {
                j--;
            }
            if (j < 0 || !holds(i, members, j)) {
                remove(i);
            }
        }
    }

    private void remove(int index) {
        for (Dimension dimension : dimensions) {
            dimension.remove(index, size, numbers[index]);
        }
        System.arraycopy(numbers, index + 1, numbers, index, size - 1 - index);
        System.arraycopy(internals, index + 1, internals, index, size - 1 - index);
        size--;
        internals[size] = null;
    }

    private void insertMissing(Members members, int from) {
        for (int j = from; j < members.size; j++) {
            if (j >= size || numbers[j] != members.numbers[j]) {
                insert(j, members);
            }
        }
    }

    private void insert(int index, Members members) {
        reserve(size + 1);
        int number = members.numbers[index];
        for (int parameter = 0; parameter < dimensions.length; parameter++) {
            dimensions[parameter].insert(index, size, number, members.value(index, parameter));
        }
        System.arraycopy(numbers, index, numbers, index + 1, size - index);
        System.arraycopy(internals, index, internals, index + 1, size - index);
        numbers[index] = number;
        internals[index] = members.internals[index];
        size++;
    }

    private void weigh() {
        if (weights.length < size + 1) {
            weights = new double[2 * size + 1];
        }
        weightSum = age.fill(weights, size);
    }

    /** The logarithm of the prior kernel at a point. */
    double logPrior(double[] coordinates) {
        double sum = 0;
        for (int i = 0; i < dimensions.length; i++) {
            sum += dimensions[i].logPrior(coordinates[i]);
        }
        return sum;
    }

    /** Draws one point into {@code coordinates}, one number for the kernel, then one per parameter; returns the kernel. */
    int draw(RandomNumbers stream, double[] coordinates) {
        double u = stream.nextDouble() * weightSum;
        int kernel = 0;
        double sum = weights[0];
        while (kernel < size && u >= sum) {
            kernel++;
            sum += weights[kernel];
        }
        for (int parameter = 0; parameter < dimensions.length; parameter++) {
            coordinates[parameter] = dimensions[parameter].draw(kernel, stream.nextDouble());
        }
        return kernel;
    }
}
