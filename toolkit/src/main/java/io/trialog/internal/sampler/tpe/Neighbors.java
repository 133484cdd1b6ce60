package io.trialog.internal.sampler.tpe;

import java.util.Arrays;

/**
 * The observations of one parameter, sorted by value and then by {@link Ties}, from which bandwidths are read: the distance
 * to the farther neighbor. Not safe for use by several threads.
 */
final class Neighbors {

    private final Ties ties;
    private double[] values = new double[64];
    private int[] numbers = new int[64];
    private int size;

    Neighbors(Ties ties) {
        this.ties = ties;
    }

    int size() {
        return size;
    }

    /** The trial at a position, or -1 beyond the ends. */
    int number(int position) {
        return position < 0 || position >= size ? -1 : numbers[position];
    }

    /** Adds an observation and returns its position. */
    int insert(double value, int number) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        int at = position(value, number);
        System.arraycopy(values, at, values, at + 1, size - at);
        System.arraycopy(numbers, at, numbers, at + 1, size - at);
        values[at] = value;
        numbers[at] = number;
        size++;
        return at;
    }

    /** Removes an observation and returns the position that it had. */
    int remove(double value, int number) {
        int at = position(value, number);
        size--;
        System.arraycopy(values, at + 1, values, at, size - at);
        System.arraycopy(numbers, at + 1, numbers, at, size - at);
        return at;
    }

    /** Starts again with {@code count} observations whose numbers ascend. */
    void rebuild(double[] unsorted, int[] itsNumbers, int count) {
        if (count > values.length) {
            values = new double[2 * count];
            numbers = new int[2 * count];
        }
        System.arraycopy(unsorted, 0, values, 0, count);
        System.arraycopy(itsNumbers, 0, numbers, 0, count);
        size = count;
        mergeSort(count);
    }

    /** Merges runs of growing length. */
    private void mergeSort(int count) {
        double[] fromValues = values;
        int[] fromNumbers = numbers;
        double[] toValues = new double[values.length];
        int[] toNumbers = new int[numbers.length];
        for (int width = 1; width < count; width *= 2) {
            for (int begin = 0; begin < count; begin += 2 * width) {
                int middle = Math.min(begin + width, count);
                int end = Math.min(begin + 2 * width, count);
                int left = begin;
                int right = middle;
                for (int to = begin; to < end; to++) {
                    boolean takeLeft = left < middle
                            && (right >= end
                                    || !isBefore(
                                            fromValues[right],
                                            fromNumbers[right],
                                            fromValues[left],
                                            fromNumbers[left]));
                    int from = takeLeft ? left++ : right++;
                    toValues[to] = fromValues[from];
                    toNumbers[to] = fromNumbers[from];
                }
            }
            double[] swapValues = fromValues;
            int[] swapNumbers = fromNumbers;
            fromValues = toValues;
            fromNumbers = toNumbers;
            toValues = swapValues;
            toNumbers = swapNumbers;
        }
        values = fromValues;
        numbers = fromNumbers;
    }

    /** Where an observation stands, or would stand. */
    int position(double value, int number) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore(values[middle], numbers[middle], value, number)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBefore(double value, int number, double otherValue, int other) {
        return value < otherValue || value == otherValue && ties.isBefore(value, number, other);
    }

    /**
     * The distance from the observation at a position to its farther neighbor. The ends of the scale are neighbors only of
     * an observation that has no other.
     */
    double gap(int position, double lower, double upper) {
        double value = values[position];
        if (size == 1) {
            return Math.max(value - lower, upper - value);
        }
        double left = position == 0 ? 0 : value - values[position - 1];
        double right = position == size - 1 ? 0 : values[position + 1] - value;
        return Math.max(left, right);
    }
}
