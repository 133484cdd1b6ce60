package io.trialog.internal.sampler.gp;

import io.trialog.internal.numeric.linear.BoundedMinimizer;
import io.trialog.internal.numeric.linear.BoundedMinimizer.Minimum;
import io.trialog.internal.sampler.CubeAxis;
import io.trialog.internal.sampler.PointSequence;
import io.trialog.spi.RandomNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Looks for the point that promises most: many points that fill the space, then steps uphill from the best of them, from the best
 * trial and from some drawn ones. Ends by counts. Not safe for use by several threads.
 */
final class AcquisitionSearch {

    private static final int CANDIDATES = 2048;
    private static final int FEWEST_CANDIDATES = 256;
    private static final int STARTS = 10;
    private static final int ROUNDS = 20;
    private static final int EVALUATIONS = 200;
    private static final double TOLERANCE = 1e-2;

    /** A discrete parameter with more values is searched by steps that get shorter. */
    private static final int ALL_VALUES = 16;

    /**
     * A point.
     *
     * @param point its coordinates
     * @param promise what it promises
     */
    record Promise(double[] point, double promise) {}

    private final Acquisition acquisition;
    private final List<CubeAxis> axes;
    private final double[] lengths;
    private final int[] continuous;
    private final int[] discrete;

    /**
     * @param acquisition what is to be as large as possible
     * @param axes the parameters
     * @param relevance how fast the objective changes with each coordinate
     */
    AcquisitionSearch(Acquisition acquisition, List<CubeAxis> axes, double[] relevance) {
        this.acquisition = acquisition;
        this.axes = axes;
        this.lengths = new double[axes.size()];
        Arrays.setAll(lengths, d -> Math.sqrt(relevance[d]));
        int[] all = new int[axes.size()];
        Arrays.setAll(all, d -> d);
        this.continuous =
                Arrays.stream(all).filter(d -> axes.get(d).cells() == 0).toArray();
        this.discrete = Arrays.stream(all).filter(d -> axes.get(d).cells() > 0).toArray();
    }

    /**
     * Searches.
     *
     * @param sequence where points that fill the space come from
     * @param first the number of the first of its points
     * @param known points to begin at as well: the best trial, or some of the front
     * @param size how many trials the model has: with more, there are fewer points
     * @param numbers for what is drawn beyond the sequence
     * @return what was found, the best first; then the points that fill the space, the best first
     */
    List<Promise> search(PointSequence sequence, long first, List<double[]> known, int size, RandomNumbers numbers) {
        List<Promise> candidates = candidates(sequence, first, count(size), numbers);
        List<double[]> starts = starts(candidates, known, numbers);
        List<Promise> found = new ArrayList<>();
        for (double[] start : starts) {
            found.add(climb(start));
        }
        Comparator<Promise> best = Comparator.comparingDouble((ToDoubleFunction<Promise>) Promise::promise)
                .reversed();
        found.sort(best);
        candidates.sort(best);
        found.addAll(candidates);
        return found;
    }

    /** A power of two, so that the points are balanced: fewer where each costs more. */
    private static int count(int size) {
        int count = CANDIDATES;
        while (count > FEWEST_CANDIDATES && (long) count * size > CANDIDATES * 128L) {
            count /= 2;
        }
        return count;
    }

    private List<Promise> candidates(PointSequence sequence, long first, int count, RandomNumbers numbers) {
        List<Promise> candidates = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double[] point = new double[axes.size()];
            for (int d = 0; d < point.length; d++) {
                double u = d < PointSequence.MOST ? sequence.coordinate(first + i, d) : numbers.nextDouble();
                point[d] = axes.get(d).spread(u);
            }
            candidates.add(new Promise(point, acquisition.at(point)));
        }
        return candidates;
    }

    /** The best candidate, the best trial, and others with a chance by what they promise, none twice. */
    private static List<double[]> starts(List<Promise> candidates, List<double[]> known, RandomNumbers numbers) {
        int best = 0;
        for (int i = 1; i < candidates.size(); i++) {
            best = candidates.get(i).promise() > candidates.get(best).promise() ? i : best;
        }
        List<double[]> starts = new ArrayList<>(List.of(candidates.get(best).point()));
        starts.addAll(known);
        double[] chances = new double[candidates.size()];
        for (int i = 0; i < chances.length; i++) {
            double below = candidates.get(i).promise() - candidates.get(best).promise();
            chances[i] = i == best || !(below > -700) ? 0 : StrictMath.exp(below);
        }
        while (starts.size() < STARTS) {
            double sum = 0;
            for (double chance : chances) {
                sum += chance;
            }
            if (!(sum > 0)) {
                break;
            }
            double left = numbers.nextDouble() * sum;
            int chosen = -1;
            for (int i = 0; i < chances.length && left >= 0; i++) {
                if (chances[i] > 0) {
                    chosen = i;
                    left -= chances[i];
                }
            }
            starts.add(candidates.get(chosen).point());
            chances[chosen] = 0;
        }
        return starts;
    }

    private Promise climb(double[] start) {
        double[] point = start.clone();
        for (int d = 0; d < point.length; d++) {
            if (!axes.get(d).isCategorical()) {
                point[d] = Math.min(1, Math.max(0, point[d]));
            }
            if (axes.get(d).cells() > 0) {
                point[d] = axes.get(d).cell(axes.get(d).cellAt(point[d]));
            }
        }
        double value = acquisition.at(point);
        for (int round = 0; round < ROUNDS; round++) {
            double before = value;
            value = slide(point, value);
            if (discrete.length == 0) {
                break;
            }
            for (int d : discrete) {
                value = axes.get(d).isCategorical() || axes.get(d).cells() <= ALL_VALUES
                        ? tryAll(point, d, value)
                        : trySteps(point, d, value);
            }
            if (!(value > before)) {
                break;
            }
        }
        return new Promise(point, value);
    }

    /** Moves along the continuous coordinates, on the scale on which the objective changes. */
    private double slide(double[] point, double value) {
        if (continuous.length == 0) {
            return value;
        }
        double[] start = new double[continuous.length];
        double[] upper = new double[continuous.length];
        for (int i = 0; i < start.length; i++) {
            upper[i] = lengths[continuous[i]];
            start[i] = point[continuous[i]] * upper[i];
        }
        double[] at = point.clone();
        double[] slopes = new double[point.length];
        Minimum found = new BoundedMinimizer(new double[upper.length], upper, 10, EVALUATIONS, TOLERANCE)
                .minimize(
                        (x, gradient) -> {
                            place(x, at);
                            double promise = acquisition.evaluate(at, slopes);
                            for (int i = 0; i < x.length; i++) {
                                gradient[i] = -slopes[continuous[i]] / lengths[continuous[i]];
                            }
                            return -promise;
                        },
                        start);
        if (-found.value() > value) {
            place(found.point(), point);
            return -found.value();
        }
        return value;
    }

    private void place(double[] x, double[] point) {
        for (int i = 0; i < x.length; i++) {
            point[continuous[i]] = Math.min(1, x[i] / lengths[continuous[i]]);
        }
    }

    private double tryAll(double[] point, int d, double value) {
        double best = value;
        double kept = point[d];
        for (long cell = 0; cell < axes.get(d).cells(); cell++) {
            point[d] = axes.get(d).cell(cell);
            double promise = point[d] == kept ? best : acquisition.at(point);
            if (promise > best) {
                best = promise;
                kept = point[d];
            }
        }
        point[d] = kept;
        return best;
    }

    /** Steps along a long grid, up or down as long as it helps, then by half the step. */
    private double trySteps(double[] point, int d, double value) {
        CubeAxis axis = axes.get(d);
        double best = value;
        long cell = axis.cellAt(point[d]);
        for (long step = Long.highestOneBit(axis.cells() / 4); step > 0; step /= 2) {
            for (long side = -1; side <= 1; side += 2) {
                boolean better = true;
                while (better) {
                    long next = Math.min(axis.cells() - 1, Math.max(0, cell + side * step));
                    point[d] = axis.cell(next);
                    double promise = next == cell ? best : acquisition.at(point);
                    better = promise > best;
                    cell = better ? next : cell;
                    best = better ? promise : best;
                }
            }
        }
        point[d] = axis.cell(cell);
        return best;
    }
}
