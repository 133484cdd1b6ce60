package io.trialog.internal.numeric;

import io.trialog.spi.RandomNumbers;

/**
 * A documented, counter-based stream of random numbers: Philox 4x64 with 10 rounds (J. K. Salmon, M. A. Moraes, R. O.
 * Dror, D. E. Shaw, <em>Parallel random numbers: as easy as 1, 2, 3</em>, SC 2011, doi:10.1145/2063384.2063405). The same
 * on every JDK and platform; equal to NumPy's {@code Philox(key=..., counter=...)}.
 *
 * <p>The key is (seed, number), the counter starts at (0, purpose, 0, 0): every trial and every purpose has a stream of its
 * own, and no stream has state outside the object. Not safe for use by several threads.
 */
public final class RandomStream implements RandomNumbers {

    private static final long M0 = 0xD2E7470EE14C6C93L;
    private static final long M1 = 0xCA5A826395121157L;
    private static final long W0 = 0x9E3779B97F4A7C15L;
    private static final long W1 = 0xBB67AE8584CAA73BL;

    private final long key0;
    private final long key1;
    private final long purpose;
    private final long[] block = new long[4];
    private long counter;
    private int used = 4;

    /**
     * @param seed the study's seed
     * @param number the trial's number
     * @param purpose what the numbers are for, such as {@link #purpose(String) purpose("joint")}
     */
    public RandomStream(long seed, long number, long purpose) {
        this.key0 = seed;
        this.key1 = number;
        this.purpose = purpose;
    }

    /**
     * Returns a stream from its beginning.
     *
     * @param seed the study's seed
     * @param number the trial's number
     * @param purpose what the numbers are for, in words
     */
    public static RandomStream of(long seed, int number, String purpose) {
        return new RandomStream(seed, number, purpose(purpose));
    }

    /** A 64-bit code of a word (FNV-1a over its UTF-16 code units), for telling streams of one trial apart. */
    public static long purpose(String word) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    @Override
    public long nextLong() {
        if (used == 4) {
            counter++;
            fill();
            used = 0;
        }
        return block[used++];
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    private void fill() {
        long x0 = counter;
        long x1 = purpose;
        long x2 = 0;
        long x3 = 0;
        long k0 = key0;
        long k1 = key1;
        for (int round = 0; round < 10; round++) {
            long hi0 = unsignedMultiplyHigh(M0, x0);
            long hi1 = unsignedMultiplyHigh(M1, x2);
            long lo0 = M0 * x0;
            long lo1 = M1 * x2;
            x0 = hi1 ^ x1 ^ k0;
            x1 = lo1;
            x2 = hi0 ^ x3 ^ k1;
            x3 = lo0;
            k0 += W0;
            k1 += W1;
        }
        block[0] = x0;
        block[1] = x1;
        block[2] = x2;
        block[3] = x3;
    }

    private static long unsignedMultiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }
}
