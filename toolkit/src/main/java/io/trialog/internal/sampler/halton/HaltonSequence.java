package io.trialog.internal.sampler.halton;

import io.trialog.internal.sampler.PointSequence;
import io.trialog.spi.RandomNumbers;
import io.trialog.spi.RandomSource;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Halton's sequence: the digits of the index in the base of a prime number, mirrored at the point. Scrambled, each digit has a
 * random permutation of its own. Safe for use by several threads.
 */
final class HaltonSequence implements PointSequence {

    /** So many bits a coordinate has. */
    private static final int BITS = 53;

    private static final double BELOW_ONE = 0x1.fffffffffffffp-1;
    private static final int[] PRIMES = primes();

    private final @Nullable RandomSource random;
    private final long seed;
    /** By dimension, by digit. */
    private final AtomicReferenceArray<int[] @Nullable []> permutations = new AtomicReferenceArray<>(MOST);

    /**
     * @param random where scrambling takes its random numbers from; {@code null} leaves the sequence as it is
     * @param seed the study's seed
     */
    HaltonSequence(@Nullable RandomSource random, long seed) {
        this.random = random;
        this.seed = seed;
    }

    private static int[] primes() {
        BitSet composite = new BitSet();
        int[] primes = new int[MOST];
        int count = 0;
        for (int n = 2; count < MOST; n++) {
            if (!composite.get(n)) {
                primes[count++] = n;
                for (int multiple = 2 * n; multiple < 8 * MOST; multiple += n) {
                    composite.set(multiple);
                }
            }
        }
        return primes;
    }

    @Override
    public double coordinate(long index, int dimension) {
        int base = PRIMES[dimension];
        int[][] orders = random == null ? null : permutations(dimension);
        double sum = 0;
        double unit = 1;
        long rest = index;
        for (int digit = 0; orders == null ? rest > 0 : digit < orders.length; digit++) {
            unit /= base;
            int value = (int) (rest % base);
            sum += unit * (orders == null ? value : orders[digit][value]);
            rest /= base;
        }
        return Math.min(BELOW_ONE, sum);
    }

    private int[][] permutations(int dimension) {
        int[][] known = permutations.get(dimension);
        if (known == null) {
            known = drawn(dimension);
            permutations.set(dimension, known);
        }
        return known;
    }

    private int[][] drawn(int dimension) {
        int base = PRIMES[dimension];
        int digits = 1;
        for (double reach = base; reach < 0x1p53; reach *= base) {
            digits++;
        }
        int[][] orders = new int[Math.min(digits, BITS)][base];
        RandomNumbers stream = source().numbers(seed, 0, "halton:scramble:" + dimension);
        for (int[] order : orders) {
            Arrays.setAll(order, i -> i);
            for (int i = base - 1; i > 0; i--) {
                int j = (int) (stream.nextDouble() * (i + 1));
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
        }
        return orders;
    }

    private RandomSource source() {
        if (random == null) {
            throw new IllegalStateException("Only a scrambled sequence has permutations.");
        }
        return random;
    }
}
