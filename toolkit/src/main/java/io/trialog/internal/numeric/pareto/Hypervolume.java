package io.trialog.internal.numeric.pareto;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The volume of the region that some points dominate, up to a reference point. Two objectives: one sweep, n log n. Three: a sweep over
 * the third with a staircase of the first two, n log n. More: sums of exclusive volumes, one objective less each time (L. While et
 * al., <em>A fast way of calculating exact hypervolumes</em>, doi:10.1109/TEVC.2010.2077298). Stateless.
 */
public final class Hypervolume {

    private static final int MANY = 64;

    private Hypervolume() {}

    /**
     * Returns the hypervolume of points.
     *
     * @param losses one row per point
     * @param reference the reference point, which no point may exceed in any coordinate
     * @return the volume; infinite if the reference or a point is
     * @throws IllegalArgumentException if a point lies beyond the reference
     */
    public static double of(double[][] losses, double[] reference) {
        boolean infinite = losses.length > 0 && Arrays.stream(reference).anyMatch(Double::isInfinite);
        for (double[] point : losses) {
            for (int j = 0; j < reference.length; j++) {
                if (!(point[j] <= reference[j])) {
                    throw new IllegalArgumentException("No point may lie beyond the reference point "
                            + Arrays.toString(reference) + ", but " + Arrays.toString(point)
                            + " does.\nMaybe leave such points out.");
                }
                infinite |= point[j] == Double.NEGATIVE_INFINITY;
            }
        }
        return infinite ? Double.POSITIVE_INFINITY : volume(losses.clone(), reference, reference.length);
    }

    /** The volume in the first objectives; the order of the points may change. */
    static double volume(double[][] points, double[] reference, int size) {
        return switch (size) {
            case 1 -> length(points, reference[0]);
            case 2 -> area(points, reference);
            case 3 -> swept(points, reference);
            default -> sliced(points, reference, size);
        };
    }

    private static double length(double[][] points, double reference) {
        return reference
                - Arrays.stream(points).mapToDouble(point -> point[0]).min().orElse(reference);
    }

    private static double area(double[][] points, double[] reference) {
        double area = 0;
        double height = reference[1];
        for (double[] point : fromLeft(points)) {
            if (point[1] < height) {
                area += (reference[0] - point[0]) * (height - point[1]);
                height = point[1];
            }
        }
        return area;
    }

    /** The points by their first coordinate; many are sorted by its leading bits first, which is much faster. */
    private static double[][] fromLeft(double[][] points) {
        Comparator<double[]> order = Comparator.comparingDouble(point -> point[0]);
        double[][] sorted = points;
        if (points.length > MANY) {
            long places = Long.highestOneBit(points.length) * 2 - 1;
            long[] keys = new long[points.length];
            for (int i = 0; i < keys.length; i++) {
                long bits = Double.doubleToLongBits(points[i][0] + 0.0);
                keys[i] = ((bits ^ ((bits >> 63) & Long.MAX_VALUE)) & ~places) | i;
            }
            Arrays.sort(keys);
            sorted = new double[points.length][];
            for (int i = 0; i < keys.length; i++) {
                sorted[i] = points[(int) (keys[i] & places)];
            }
        }
        for (int i = 1; i < sorted.length; i++) {
            if (order.compare(sorted[i - 1], sorted[i]) > 0) {
                Arrays.sort(sorted, order);
                return sorted;
            }
        }
        return sorted;
    }

    private static double swept(double[][] points, double[] reference) {
        Arrays.sort(points, Comparator.comparingDouble(point -> point[2]));
        NavigableMap<Double, Double> stairs = new TreeMap<>();
        stairs.put(Double.NEGATIVE_INFINITY, reference[1]);
        double area = 0;
        double volume = 0;
        double depth = reference[2];
        for (double[] point : points) {
            volume += area * (point[2] - depth);
            depth = point[2];
            area += step(stairs, point[0], point[1], reference[0]);
        }
        return volume + area * (reference[2] - depth);
    }

    /** Adds a step to a staircase, whose heights fall from left to right, and returns the area that it adds. */
    private static double step(NavigableMap<Double, Double> stairs, double x, double y, double end) {
        double height = stairs.floorEntry(x).getValue();
        if (y >= height || x >= end) {
            return 0;
        }
        double added = 0;
        double from = x;
        for (Map.Entry<Double, Double> next = stairs.higherEntry(x); height > y; next = stairs.higherEntry(from)) {
            double until = next == null ? end : next.getKey();
            added += (until - from) * (height - y);
            from = until;
            if (next == null) {
                break;
            }
            height = next.getValue();
            if (height >= y) {
                stairs.remove(next.getKey());
            }
        }
        stairs.put(x, y);
        return added;
    }

    private static double sliced(double[][] points, double[] reference, int size) {
        int last = size - 1;
        Arrays.sort(points, Comparator.comparingDouble(point -> point[last]));
        double volume = 0;
        for (int i = 0; i < points.length; i++) {
            double depth = reference[last] - points[i][last];
            if (depth > 0) {
                volume += depth * exclusive(points[i], points, i, reference, last);
            }
        }
        return volume;
    }

    /**
     * The volume in the first objectives that a point dominates and some others do not.
     *
     * @param others the first {@code count} of them count
     */
    static double exclusive(double[] point, double[][] others, int count, double[] reference, int size) {
        double own = 1;
        for (int j = 0; j < size; j++) {
            own *= reference[j] - point[j];
        }
        double[][] limited = new double[count][];
        int kept = 0;
        for (int i = 0; i < count && own > 0; i++) {
            double[] limit = new double[size];
            for (int j = 0; j < size; j++) {
                limit[j] = Math.max(point[j], others[i][j]);
            }
            kept = insert(limited, kept, limit, reference);
        }
        return own > 0 ? own - volume(Arrays.copyOf(limited, kept), reference, size) : 0;
    }

    /** Adds a point to those that do not dominate each other, and returns how many there are then. */
    private static int insert(double[][] points, int count, double[] point, double[] reference) {
        for (int j = 0; j < point.length; j++) {
            if (point[j] >= reference[j]) {
                return count;
            }
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (Losses.covers(points[i], point, point.length)) {
                return count; // no point before it was dropped: those would have been covered by this one
            }
            if (!Losses.covers(point, points[i], point.length)) {
                points[kept++] = points[i];
            }
        }
        points[kept++] = point;
        return kept;
    }
}
