package io.trialog.internal.sampler.gp;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The observations of one target, the larger the better, in the order of being told, and the model of them. Follows trials
 * incrementally; what the model is depends on the trials alone. Not safe for use by several threads.
 */
final class Series {

    private static final int BEST = FitSchedule.MOST / 2;
    private static final int RENEWED = 100;

    /** How exactly hyperparameters are fitted: the largest component of the gradient. */
    private static final double TOLERANCE = 1e-3;

    private final Matern kernel;
    private final PointTable points;
    private final boolean exact;
    private final boolean mayBend;
    private double[] values = new double[16];
    private int fittedOn = -1;
    private int base = -1;
    private Surrogate surrogate;
    private int[] members = new int[0];

    /**
     * @param exact whether observations have no noise
     * @param mayBend whether the bad half may be brought nearer, see {@link Scale}
     */
    Series(Matern kernel, int dimensions, boolean exact, boolean mayBend) {
        this.mayBend = mayBend;
        this.kernel = kernel;
        this.points = new PointTable(dimensions);
        this.exact = exact;
        this.surrogate = new Surrogate(kernel, new Hyperparameters(new double[dimensions], 1, 1), dimensions);
    }

    void add(double[] point, double value) {
        if (points.size() == values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
        }
        values[points.size()] = value;
        points.add(point);
    }

    int size() {
        return points.size();
    }

    double[] point(int i) {
        return points.point(i);
    }

    double value(int i) {
        return values[i];
    }

    /** On how many trials the hyperparameters were fitted. */
    int fittedOn() {
        return fittedOn;
    }

    /** Which observations the model is made of, in order. */
    int[] members() {
        return Arrays.copyOf(members, surrogate.size());
    }

    boolean isPart() {
        return size() > FitSchedule.MOST;
    }

    /**
     * Brings the model up to date.
     *
     * @param fits gives the hyperparameters that were fitted on so many observations, or fits them
     */
    Surrogate follow(Function<IntFunction<Hyperparameters>, IntFunction<Hyperparameters>> fits) {
        int size = points.size();
        int fitted = FitSchedule.fitted(size);
        int nextBase = size > FitSchedule.MOST ? size - size % RENEWED : 0;
        if (fitted != fittedOn || nextBase != base) {
            fittedOn = fitted;
            base = nextBase;
            surrogate = new Surrogate(kernel, fits.apply(this::fit).apply(fitted), points.dimensions());
            members = base > 0 ? chosen(base) : new int[0];
            for (int member : members) {
                surrogate.append(points.point(member));
            }
        }
        int next = members.length == 0 ? 0 : members[members.length - 1] + 1;
        if (next < size) {
            int known = members.length;
            members = Arrays.copyOf(members, known + size - next);
            for (int i = next; i < size; i++) {
                members[known + i - next] = i;
                surrogate.append(points.point(i));
            }
        }
        return surrogate;
    }

    private Hyperparameters fit(int count) {
        PointTable first = new PointTable(points.dimensions());
        for (int i = 0; i < count; i++) {
            first.add(points.point(i));
        }
        double[] y = Scale.of(values, null, count, mayBend).standardized(values, null, count);
        return new MapFit(kernel, first, y, exact).fit(TOLERANCE);
    }

    /** The best half and the newest of the first observations, in order. */
    private int[] chosen(int count) {
        Integer[] byValue = new Integer[count];
        Arrays.setAll(byValue, i -> i);
        Arrays.sort(
                byValue,
                (a, b) -> values[a] == values[b] ? Integer.compare(a, b) : Double.compare(values[b], values[a]));
        boolean[] in = new boolean[count];
        for (int i = 0; i < BEST; i++) {
            in[byValue[i]] = true;
        }
        int left = FitSchedule.MOST - BEST;
        for (int i = count - 1; left > 0; i--) {
            left -= in[i] ? 0 : 1;
            in[i] = true;
        }
        int[] chosen = new int[FitSchedule.MOST];
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (in[i]) {
                chosen[at++] = i;
            }
        }
        return chosen;
    }

    /** How the members' values are scaled. */
    Scale scale() {
        return Scale.of(values, members, members.length, mayBend);
    }

    /** The members' values, scaled. */
    double[] standardized() {
        return scale().standardized(values, members, members.length);
    }
}
