package io.trialog.internal.analysis;

import io.trialog.study.Direction;
import io.trialog.trial.NumberText;
import java.util.Arrays;
import java.util.Collection;

/**
 * The range of values that a plot shows. A few values that are far worse than all others would leave no room for these: they
 * are drawn at its edge, and counted. The best values are always within.
 *
 * @param direction whether small or large values are better
 * @param low the smallest value shown in its place
 * @param high the largest value shown in its place
 * @param beyond how many values are worse than that
 * @param better how many values are better than that, which complete trials never are
 */
public record ValueRange(Direction direction, double low, double high, int beyond, int better) {

    /** So few values say nothing about what is usual. */
    private static final int LEAST = 10;

    /** How many times the distance between the quartiles a value may lie beyond the worse one. */
    private static final double USUAL = 8;

    /** The range of these values; those that can't be drawn are left out. */
    public static ValueRange of(Direction direction, double... values) {
        double[] sorted = Arrays.stream(values)
                .filter(TrialChoice::isDrawable)
                .map(value -> direction.sign() * value)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new ValueRange(direction, 0, 1, 0, 0);
        }
        int last = sorted.length - 1;
        if (sorted.length >= LEAST) {
            double upper = sorted[last - last / 4];
            double limit = upper + USUAL * (upper - sorted[last / 4]);
            while (limit > upper && sorted[last] > limit) {
                last--;
            }
        }
        double best = direction.sign() * sorted[0];
        double worst = direction.sign() * sorted[last];
        return new ValueRange(direction, Math.min(best, worst), Math.max(best, worst), sorted.length - 1 - last, 0);
    }

    /** The range of the complete trials among these points, or of all if none is complete; points beyond it are counted. */
    public static ValueRange ofComplete(Direction direction, Collection<Point> points) {
        double[] all = points.stream().mapToDouble(Point::y).toArray();
        double[] complete =
                points.stream().filter(Point::isComplete).mapToDouble(Point::y).toArray();
        ValueRange range = of(direction, complete.length == 0 ? all : complete);
        int worse = (int) Arrays.stream(all)
                .filter(value -> direction.better(range.worst(), value))
                .count();
        int better = (int) Arrays.stream(all)
                .filter(value -> direction.better(value, range.best()))
                .count();
        return new ValueRange(direction, range.low, range.high, worse, better);
    }

    /** Where a value is drawn: in its place or, if it lies beyond, at the edge. */
    public double shown(double value) {
        return Math.max(low, Math.min(high, value));
    }

    /** An axis over the range. */
    public Axis axis(String name) {
        return Axis.ofNumbers(name, false, low, high);
    }

    /** How far a value is from the best one, 0, to the worst one shown, 1. */
    public double fraction(double value) {
        double best = best();
        double worst = worst();
        return best == worst ? 0 : (shown(value) - best) / (worst - best);
    }

    /** The best value. */
    public double best() {
        return direction == Direction.MINIMIZE ? low : high;
    }

    /** The worst value shown in its place. */
    public double worst() {
        return direction == Direction.MINIMIZE ? high : low;
    }

    /** Says what is drawn at the edge; empty if nothing is. */
    public String note() {
        if (better > 0) {
            return beyond + better + " values outside " + NumberText.of(low) + " to " + NumberText.of(high)
                    + ", the range of complete trials, are drawn at the edge.";
        }
        return beyond == 0
                ? ""
                : (beyond == 1 ? "1 value" : beyond + " values")
                        + (direction == Direction.MINIMIZE ? " above " : " below ")
                        + NumberText.of(worst())
                        + (beyond == 1 ? " is" : " are") + " drawn at the edge.";
    }
}
