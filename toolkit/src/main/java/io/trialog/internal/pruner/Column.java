package io.trialog.internal.pruner;

import io.trialog.study.StudyView;
import java.util.Arrays;

/**
 * One value of each of some finished trials, in the order in which they were told: the values that a decision compares
 * with. It only grows; what a view sees of it is the part that was told before the view and is not void.
 */
public final class Column {

    private int[] told = new int[8];
    private int[] numbers = new int[8];
    private double[] values = new double[8];
    private double[] sorted = new double[8];
    private int size;
    private int sortedSize;

    /** Values in ascending order, of which the first {@code size} count; not to be modified. */
    public record Sample(double[] values, int size) {}

    /**
     * Adds the value of a trial.
     *
     * @param index the position of the trial in the order of telling; larger than those before
     */
    public void add(int index, int number, double value) {
        if (size == values.length) {
            told = Arrays.copyOf(told, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            sorted = Arrays.copyOf(sorted, 2 * size);
        }
        told[size] = index;
        numbers[size] = number;
        values[size] = value;
        size++;
        if (!Double.isNaN(value)) {
            insert(value);
        }
    }

    private void insert(double value) {
        int found = Arrays.binarySearch(sorted, 0, sortedSize, value);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, at, sorted, at + 1, sortedSize - at);
        sorted[at] = value;
        sortedSize++;
    }

    /** How many values the view sees, NaN included. */
    public int count(StudyView view) {
        int count = prefix(view);
        for (int number : view.voided()) {
            for (int i = prefix(view) - 1; i >= 0; i--) {
                if (numbers[i] == number) {
                    count--;
                }
            }
        }
        return count;
    }

    /** The values that the view sees, NaN left out. */
    public Sample sample(StudyView view) {
        int prefix = prefix(view);
        if (prefix == size && view.voided().length == 0) {
            return new Sample(sorted, sortedSize);
        }
        double[] seen = new double[prefix];
        int count = 0;
        for (int i = 0; i < prefix; i++) {
            if (!Double.isNaN(values[i]) && !view.isVoided(numbers[i])) {
                seen[count++] = values[i];
            }
        }
        Arrays.sort(seen, 0, count);
        return new Sample(seen, count);
    }

    private int prefix(StudyView view) {
        int found = Arrays.binarySearch(told, 0, size, view.finishedCount());
        return found < 0 ? -found - 1 : found;
    }
}
