package io.trialog.internal.pruner.halving;

import org.jspecify.annotations.Nullable;

/**
 * Which trials compete at one position of a study, and on which rungs.
 *
 * @param scheme the rungs; {@code null} while a number is unknown on which they rest
 * @param firstTold the position, in the order of telling, from which trials have rungs
 * @param horizon how many steps a trial takes, or -1 if the scheme does not rest on that
 * @param missing what is unknown, in words; empty if nothing is
 */
record Plan(@Nullable Scheme scheme, int firstTold, long horizon, String missing) {

    static Plan of(Scheme scheme, long horizon) {
        return new Plan(scheme, 0, horizon, "");
    }

    static Plan waiting(String missing) {
        return new Plan(null, 0, -1, missing);
    }
}
