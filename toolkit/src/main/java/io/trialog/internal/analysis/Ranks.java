package io.trialog.internal.analysis;

import io.trialog.study.Direction;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Ranks of values. */
public final class Ranks {

    private Ranks() {}

    /** How far down each value is: 0 for the best, 1 for the worst; equal values share the middle of their ranks. */
    public static double[] of(Direction direction, double... values) {
        double[] sorted = Arrays.stream(values)
                .map(value -> direction.sign() * value)
                .sorted()
                .toArray();
        double last = Math.max(1, sorted.length - 1);
        return IntStream.range(0, values.length)
                .mapToDouble(i -> middle(sorted, direction.sign() * values[i]) / last)
                .toArray();
    }

    private static double middle(double[] sorted, double value) {
        int found = Arrays.binarySearch(sorted, value);
        return (edge(sorted, found, value, -1) + edge(sorted, found, value, 1)) / 2.0;
    }

    private static int edge(double[] sorted, int found, double value, int step) {
        int i = found;
        while (i + step >= 0 && i + step < sorted.length && sorted[i + step] == value) {
            i += step;
        }
        return i;
    }
}
