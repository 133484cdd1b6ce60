package io.trialog.internal.numeric.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sorts points into ranks: rank 0 is dominated by no point, rank 1 only by points of rank 0, and so on; equal points share a rank
 * (K. Deb et al., <em>A fast and elitist multiobjective genetic algorithm: NSGA-II</em>, doi:10.1109/4235.996017; the search is the
 * one of X. Zhang et al., doi:10.1109/TEVC.2014.2308305). Time: n log n for two objectives. Stateless.
 */
public final class NonDominated {

    private NonDominated() {}

    /**
     * Returns the ranks of points.
     *
     * @param losses one row per point, without NaN
     * @return a rank per point, from 0
     */
    public static int[] ranks(double[][] losses) {
        return ranksUpTo(losses, Integer.MAX_VALUE);
    }

    /**
     * Returns the points that no other one dominates; equal points do not dominate each other.
     *
     * @param losses one row per point, without NaN
     * @return their places, ascending
     */
    public static int[] front(double[][] losses) {
        int[] ranks = ranksUpTo(losses, 1);
        return IntStream.range(0, ranks.length).filter(i -> ranks[i] == 0).toArray();
    }

    /** Ranks below a limit; all others get the limit. */
    private static int[] ranksUpTo(double[][] losses, int limit) {
        int[] ranks = new int[losses.length];
        if (losses.length == 0) {
            return ranks;
        }
        int[] order = Losses.order(losses);
        Fronts fronts = losses[0].length <= 2 ? new Staircases(losses) : new Members(losses);
        for (int i = 0; i < order.length; i++) {
            boolean isEqual = i > 0 && Arrays.equals(losses[order[i]], losses[order[i - 1]]);
            ranks[order[i]] = isEqual ? ranks[order[i - 1]] : fronts.add(order[i], limit);
        }
        return ranks;
    }

    /**
     * Returns ranks as far as they are needed: as soon as enough points have one, all others share the next.
     *
     * @param losses one row per point, without NaN
     * @param enough how many points must have a rank of their own
     * @return a rank per point, from 0
     */
    public static int[] ranks(double[][] losses, int enough) {
        int[] ranks = ranks(losses);
        int[] counts = new int[losses.length + 1];
        for (int rank : ranks) {
            counts[rank]++;
        }
        int last = 0;
        for (int ranked = counts[0]; ranked < enough && last < losses.length; ranked += counts[last]) {
            last++;
        }
        int next = last + 1;
        return Arrays.stream(ranks).map(rank -> Math.min(rank, next)).toArray();
    }

    /**
     * Returns ranks that put every feasible point before the others; those are ranked by their violation.
     *
     * @param losses one row per point, without NaN
     * @param violations by how much each point violates constraints; 0 or less if it is feasible
     * @return a rank per point, from 0
     */
    public static int[] ranks(double[][] losses, double[] violations) {
        int[] feasible = places(violations, true);
        double[][] kept = new double[feasible.length][];
        Arrays.setAll(kept, i -> losses[feasible[i]]);
        int[] inner = ranks(kept);
        int[] ranks = new int[losses.length];
        int worst = -1;
        for (int i = 0; i < feasible.length; i++) {
            ranks[feasible[i]] = inner[i];
            worst = Math.max(worst, inner[i]);
        }
        int[] others = places(violations, false);
        double[] levels = Arrays.stream(others)
                .mapToDouble(i -> violations[i])
                .sorted()
                .distinct()
                .toArray();
        for (int other : others) {
            ranks[other] = worst + 1 + Arrays.binarySearch(levels, violations[other]);
        }
        return ranks;
    }

    private static int[] places(double[] violations, boolean feasible) {
        int[] places = new int[violations.length];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            if (violations[i] <= 0 == feasible) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    /** The places of the points that no other one dominates, in lexicographic order; of equal ones, only the first. */
    static int[] unique(double[][] losses) {
        int[] ranks = ranksUpTo(losses, 1);
        return Arrays.stream(Losses.uniqueOrder(losses))
                .filter(place -> ranks[place] == 0)
                .toArray();
    }

    /** The fronts so far, to which points are added in lexicographic order: a later one never dominates an earlier one. */
    private abstract static class Fronts {

        final double[][] losses;
        int count;

        Fronts(double[][] losses) {
            this.losses = losses;
        }

        /** Takes a point, and returns its rank: the first front none of whose members dominates it, or the limit. */
        final int add(int place, int limit) {
            int low = 0;
            int high = count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (dominates(middle, losses[place])) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low < limit) {
                count = Math.max(count, low + 1);
                put(low, place);
            }
            return low;
        }

        abstract boolean dominates(int front, double[] point);

        abstract void put(int front, int place);
    }

    /** With two objectives, the last member of a front has its smallest second loss. */
    private static final class Staircases extends Fronts {

        private double[] last = new double[16];

        Staircases(double[][] losses) {
            super(losses);
        }

        @Override
        boolean dominates(int front, double[] point) {
            return point.length == 1 || last[front] <= point[1];
        }

        @Override
        void put(int front, int place) {
            if (front == last.length) {
                last = Arrays.copyOf(last, 2 * front);
            }
            last[front] = losses[place].length == 1 ? 0 : losses[place][1];
        }
    }

    private static final class Members extends Fronts {

        private final List<List<double[]>> fronts = new ArrayList<>();

        Members(double[][] losses) {
            super(losses);
        }

        @Override
        boolean dominates(int front, double[] point) {
            List<double[]> members = fronts.get(front);
            for (int i = members.size() - 1; i >= 0; i--) {
                if (Losses.covers(members.get(i), point, point.length)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        void put(int front, int place) {
            if (front == fronts.size()) {
                fronts.add(new ArrayList<>());
            }
            fronts.get(front).add(losses[place]);
        }
    }
}
