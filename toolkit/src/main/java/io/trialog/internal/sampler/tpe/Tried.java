package io.trialog.internal.sampler.tpe;

import java.util.HashSet;
import java.util.Set;

/**
 * Which points trials have had already, as 64-bit codes: two points of one code would count as one, which costs a candidate and
 * nothing else. Follows trials incrementally. Not safe for use by several threads.
 */
final class Tried {

    private final Set<Long> finished = new HashSet<>();
    private final Set<Long> running = new HashSet<>();
    private int followed;
    private int clears;

    /** Begins to follow: takes the finished trials that it has not, and forgets the running ones. */
    void follow(TpeTable table, Model model) {
        if (clears != table.clears()) {
            clears = table.clears();
            finished.clear();
            followed = 0;
        }
        for (; followed < table.size(); followed++) {
            int[] places = model.places(table.arrived(followed).shape());
            if (places.length > 0) {
                finished.add(code(table.arrived(followed).internals(), places));
            }
        }
        running.clear();
    }

    /**
     * Takes a running trial.
     *
     * @param places where the parameters stand in {@code internals}
     */
    void add(double[] internals, int[] places) {
        running.add(code(internals, places));
    }

    private static long code(double[] internals, int[] places) {
        long code = 1;
        for (int place : places) {
            code = more(code, internals[place]);
        }
        return code;
    }

    private static long more(long code, double value) {
        long mixed = (code ^ Double.doubleToLongBits(value + 0.0)) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }

    /** Whether a trial has had this point, in internal values. */
    boolean has(double[] point) {
        long code = 1;
        for (double value : point) {
            code = more(code, value);
        }
        return finished.contains(code) || running.contains(code);
    }
}
