package io.trialog.internal.sampler.tpe;

/**
 * The order of observations of equal value, which decides about their bandwidths. By trial number, observations of the same
 * trials are neighbors in every dimension alike, and the model of a grid becomes much too narrow; by a hash, each dimension
 * has an order of its own. Immutable.
 */
final class Ties {

    /** The order of rule 1. */
    static final Ties BY_NUMBER = new Ties(false, 0);

    private final boolean hashed;
    private final long salt;

    private Ties(boolean hashed, long salt) {
        this.hashed = hashed;
        this.salt = salt;
    }

    /** The order of a parameter under a rule. */
    static Ties of(int rule, String parameter) {
        return rule == 1 ? BY_NUMBER : new Ties(true, parameter.hashCode());
    }

    /** Whether the observation {@code value} of one trial stands before that of another. */
    boolean isBefore(double value, int number, int other) {
        if (hashed && number != other) {
            long bits = Double.doubleToLongBits(value + 0.0) ^ salt;
            int order = Long.compare(mix(bits, number), mix(bits, other));
            if (order != 0) {
                return order < 0;
            }
        }
        return number < other;
    }

    /** Scatters bits and a number over 64 bits: the finalizer of SplitMix64, twice. */
    private static long mix(long bits, int number) {
        return scattered(scattered(bits + 0x9E3779B97F4A7C15L) + number);
    }

    private static long scattered(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
