package io.trialog.trial;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The accepted intermediate values of the objective metric of one trial, in the order in which they arrived. Immutable;
 * appending shares the storage, so that following a long curve is cheap.
 *
 * <p>The first value of a step wins; steps may arrive out of order. Values may be NaN or infinite. Values that were printed are
 * known as such where the study tells them from reported ones; {@link #withoutPrinted()} leaves them out.
 */
public final class Reports {

    /** No reports. */
    public static final Reports NONE = new Reports(new long[0], new double[0], 0, -1, -1, null);

    private final long[] steps;
    private final double[] values;
    private final int size;
    private final long firstStep;
    private final long lastStep;

    /** Those that were not printed; {@code null} if none was printed. */
    private final @Nullable Reports reported;

    private Reports(
            long[] steps, double[] values, int size, long firstStep, long lastStep, @Nullable Reports reported) {
        this.steps = steps;
        this.values = values;
        this.size = size;
        this.firstStep = firstStep;
        this.lastStep = lastStep;
        this.reported = reported;
    }

    /**
     * These reports and one more, unless its step was reported before. Only the newest instance of a lineage may be
     * appended
     * to (the fold is the only caller): older ones stay valid.
     *
     * @param step the step
     * @param value the value
     * @return these reports and one more, unless its step was reported before
     */
    public Reports with(long step, double value) {
        Reports known = reported;
        return known == null
                ? appended(step, value, null)
                : appended(step, value, known.with(step, value)); // also at a step of which a value was printed
    }

    /**
     * These reports and one that was printed, unless its step is known. As {@link #with}.
     *
     * @param step the step
     * @param value the value
     * @return these reports and one that was printed, unless its step is known
     */
    public Reports withPrinted(long step, double value) {
        return indexOfStep(step) >= 0 ? this : appended(step, value, reported == null ? copy() : reported);
    }

    /** The same in storage of its own, since from now on the two grow differently. */
    private Reports copy() {
        return new Reports(Arrays.copyOf(steps, size), Arrays.copyOf(values, size), size, firstStep, lastStep, null);
    }

    private Reports appended(long step, double value, @Nullable Reports nextReported) {
        if (indexOfStep(step) >= 0) {
            return nextReported == reported
                    ? this
                    : new Reports(steps, values, size, firstStep, lastStep, nextReported);
        }
        long[] nextSteps = size < steps.length ? steps : Arrays.copyOf(steps, Math.max(4, 2 * size));
        double[] nextValues = size < values.length ? values : Arrays.copyOf(values, nextSteps.length);
        nextSteps[size] = step;
        nextValues[size] = value;
        long first = size == 0 ? step : Math.min(firstStep, step);
        return new Reports(nextSteps, nextValues, size + 1, first, Math.max(lastStep, step), nextReported);
    }

    /** {@return the reports that were not known to be printed} */
    public Reports withoutPrinted() {
        return reported == null ? this : reported;
    }

    /** {@return how many values there are} */
    public int size() {
        return size;
    }

    /** {@return whether nothing was reported} */
    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * Returns the step of the i-th report to arrive.
     *
     * @param i the position, from 0
     * @return the step of the i-th report to arrive
     */
    public long step(int i) {
        return steps[i];
    }

    /**
     * Returns the value of the i-th report to arrive.
     *
     * @param i the position, from 0
     * @return the value of the i-th report to arrive
     */
    public double value(int i) {
        return values[i];
    }

    /**
     * Returns the smallest step reported.
     *
     * @return the step, or -1 if there is none
     */
    public long firstStep() {
        return firstStep;
    }

    /** {@return the largest step reported, or -1 if there is none} */
    public long lastStep() {
        return lastStep;
    }

    /**
     * Returns the position of a step in order of arrival, or -1.
     *
     * @param step the step
     * @return the position of a step in order of arrival, or -1
     */
    public int indexOfStep(long step) {
        if (step > lastStep) {
            return -1;
        }
        for (int i = size - 1; i >= 0; i--) {
            if (steps[i] == step) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Returns the value reported at a step, or NaN if nothing was reported there.
     *
     * @param step the step
     * @return the value reported at a step, or NaN if nothing was reported there
     */
    public double valueAt(long step) {
        int i = indexOfStep(step);
        return i < 0 ? Double.NaN : values[i];
    }

    /** {@return the value at the largest step, or NaN if there is no report} */
    public double lastValue() {
        return isEmpty() ? Double.NaN : valueAt(lastStep());
    }
}
