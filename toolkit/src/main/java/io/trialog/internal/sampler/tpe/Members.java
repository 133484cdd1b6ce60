package io.trialog.internal.sampler.tpe;

import java.util.Arrays;

/**
 * The trials from which a mixture is made, by number: references to their internal values, and where in these the mixture's
 * parameters stand. Reused from ask to ask. Not safe for use by several threads.
 */
final class Members {

    int size;
    int[] numbers = new int[64];
    double[][] internals = new double[64][];
    int[][] places = new int[64][];

    void clear() {
        size = 0;
    }

    /**
     * @param places the position of each of the mixture's parameters in {@code values}
     */
    void add(int number, double[] values, int[] places) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
            internals = Arrays.copyOf(internals, 2 * size);
            this.places = Arrays.copyOf(this.places, 2 * size);
        }
        numbers[size] = number;
        internals[size] = values;
        this.places[size] = places;
        size++;
    }

    /** The internal value of a parameter of the i-th member. */
    double value(int i, int parameter) {
        return internals[i][places[i][parameter]];
    }
}
