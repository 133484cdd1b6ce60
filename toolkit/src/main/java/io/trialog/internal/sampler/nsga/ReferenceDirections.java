package io.trialog.internal.sampler.nsga;

import java.util.ArrayList;
import java.util.List;

/**
 * Directions that are spread evenly over the positive orthant: all ways to cut a whole into parts (I. Das and J. E. Dennis,
 * doi:10.1137/S1052623496307510). Stateless.
 */
final class ReferenceDirections {

    private static final int MOST = 100_000;

    private ReferenceDirections() {}

    /**
     * Returns the directions.
     *
     * @param divisions into how many parts each axis is cut; 0 for as many as at most {@code room} directions allow
     * @param room about how many directions are wanted
     */
    static double[][] of(int objectives, int divisions, int room) {
        int parts = divisions > 0 ? divisions : divisionsFor(objectives, room);
        if (count(objectives, parts) > MOST) {
            throw new IllegalArgumentException("The option 'divisions' of the sampler 'nsga3' must not make more than "
                    + MOST + " directions, but " + parts + " does for " + objectives + " metrics.");
        }
        List<double[]> directions = new ArrayList<>();
        add(new double[objectives], 0, parts, directions);
        return directions.toArray(double[][]::new);
    }

    private static int divisionsFor(int objectives, int room) {
        int divisions = 1;
        while (objectives > 1 && count(objectives, divisions + 1) <= room) {
            divisions++;
        }
        return divisions;
    }

    /** In how many ways so many divisions go to the objectives. */
    private static long count(int objectives, int divisions) {
        long count = 1;
        for (int i = 1; i < objectives && count <= MOST; i++) {
            count = count * (divisions + i) / i;
        }
        return count;
    }

    private static void add(double[] begun, int place, int left, List<double[]> directions) {
        double[] next = begun.clone();
        if (place == begun.length - 1) {
            next[place] = left;
            directions.add(next);
            return;
        }
        for (int part = 0; part <= left; part++) {
            next[place] = part;
            add(next, place + 1, left - part, directions);
        }
    }
}
