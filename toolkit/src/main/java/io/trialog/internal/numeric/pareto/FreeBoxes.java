package io.trialog.internal.numeric.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the region that no point dominates, up to a reference point, into boxes (R. Lacour, K. Klamroth and C. M. Fonseca, <em>A box
 * decomposition algorithm to compute the hypervolume indicator</em>, doi:10.1016/j.cor.2016.06.021). Immutable.
 */
public final class FreeBoxes {

    private final double[][] lower;
    private final double[][] upper;

    private FreeBoxes(List<double[]> lower, List<double[]> upper) {
        this.lower = lower.toArray(double[][]::new);
        this.upper = upper.toArray(double[][]::new);
    }

    /**
     * Cuts the region.
     *
     * @param losses one row per point; what lies beyond the reference has no influence
     * @param reference the reference point
     */
    public static FreeBoxes of(double[][] losses, double[] reference) {
        List<Corner> corners = corners(losses, reference);
        // The region is the union of what lies below its corners: what their opposites dominate, without an end.
        double[][] opposites = new double[corners.size()][];
        Arrays.setAll(opposites, i -> negative(corners.get(i).at()));
        double[] end = new double[reference.length];
        Arrays.fill(end, Double.POSITIVE_INFINITY);
        List<double[]> lower = new ArrayList<>();
        List<double[]> upper = new ArrayList<>();
        for (Corner corner : corners(opposites, end)) {
            double[] top = negative(corner.begin());
            double[] bottom = negative(corner.end(end));
            boolean isEmpty = false;
            for (int j = 0; j < top.length; j++) {
                isEmpty |= bottom[j] >= top[j];
            }
            if (!isEmpty) {
                lower.add(bottom);
                upper.add(top);
            }
        }
        return new FreeBoxes(lower, upper);
    }

    /** How many boxes there are. */
    public int count() {
        return lower.length;
    }

    /** Where a box begins in a coordinate; may be infinite. */
    public double lower(int box, int coordinate) {
        return lower[box][coordinate];
    }

    /** Where a box ends in a coordinate. */
    public double upper(int box, int coordinate) {
        return upper[box][coordinate];
    }

    private static double[] negative(double[] point) {
        return Arrays.stream(point).map(value -> -value).toArray();
    }

    /**
     * A largest point below which nothing is dominated, and the points by which it is bounded.
     *
     * @param bounds by coordinate, the point whose coordinate it has
     */
    private record Corner(double[] at, double[][] bounds) {

        /** Where the box of the dominated region that belongs to it begins. */
        double[] begin() {
            double[] begin = new double[at.length];
            for (int j = 0; j < begin.length; j++) {
                begin[j] = j == 0 ? bounds[0][0] : most(j, j, -1);
            }
            return begin;
        }

        /** Where that box ends. */
        double[] end(double[] reference) {
            double[] end = at.clone();
            end[0] = reference[0];
            return end;
        }

        /** The largest j-th coordinate of the first bounds, without one of them. */
        private double most(int j, int count, int without) {
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < count; k++) {
                most = k == without ? most : Math.max(most, bounds[k][j]);
            }
            return most;
        }

        boolean isAbove(double[] point) {
            for (int j = 0; j < at.length; j++) {
                if (!(point[j] < at[j])) {
                    return false;
                }
            }
            return true;
        }

        /** What becomes of it where a point below it is added. */
        void cut(double[] point, List<Corner> corners) {
            for (int j = 0; j < at.length; j++) {
                if (point[j] >= most(j, at.length, j)) {
                    double[] moved = at.clone();
                    moved[j] = point[j];
                    double[][] others = bounds.clone();
                    others[j] = point;
                    corners.add(new Corner(moved, others));
                }
            }
        }
    }

    private static List<Corner> corners(double[][] losses, double[] reference) {
        double[][] first = new double[reference.length][reference.length];
        for (int j = 0; j < first.length; j++) {
            Arrays.fill(first[j], Double.NEGATIVE_INFINITY);
            first[j][j] = reference[j];
        }
        List<Corner> corners = new ArrayList<>(List.of(new Corner(reference.clone(), first)));
        for (int place : NonDominated.unique(losses)) {
            List<Corner> next = new ArrayList<>();
            for (Corner corner : corners) {
                if (corner.isAbove(losses[place])) {
                    corner.cut(losses[place], next);
                } else {
                    next.add(corner);
                }
            }
            corners = next;
        }
        return corners;
    }
}
