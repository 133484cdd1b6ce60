package io.trialog.internal.sampler.nsga;

import io.trialog.trial.TrialRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which points trials have had already, as 64-bit codes: two points of one code would count as one, which costs a child and nothing
 * else. Not safe for use by several threads.
 */
final class TriedPoints {

    private final Set<Long> codes = new HashSet<>();

    void add(TrialRecord trial) {
        codes.add(code(trial.shape().names(), trial.internals()));
    }

    /** The code of internal values by name, whatever the order of the names. */
    static long code(List<String> names, double[] internals) {
        long code = names.size();
        for (int i = 0; i < internals.length; i++) {
            long mixed = (names.get(i).hashCode() * 0x9E3779B97F4A7C15L) ^ Double.doubleToLongBits(internals[i] + 0.0);
            mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
            code += mixed ^ (mixed >>> 29);
        }
        return code;
    }

    boolean has(long code) {
        return codes.contains(code);
    }

    void clear() {
        codes.clear();
    }
}
