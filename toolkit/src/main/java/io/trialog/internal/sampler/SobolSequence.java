package io.trialog.internal.sampler;

import io.trialog.spi.RandomNumbers;
import io.trialog.spi.RandomSource;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Sobol's sequence with the direction numbers of Joe and Kuo, in the order of Gray codes. Scrambled, each coordinate has a random
 * lower triangular matrix over its bits and a random shift (J. Matousek, <em>On the L2-discrepancy for anchored boxes</em>, 1998): the
 * first 2^k points stay as even as they are. Safe for use by several threads.
 */
public final class SobolSequence implements PointSequence {

    private static final int BITS = 32;
    private static final double UNIT = 0x1p-32;

    /** The direction numbers of a coordinate, and what its bits are shifted by. */
    private record Directions(int[] numbers, int shift) {}

    private final @Nullable RandomSource random;
    private final long seed;
    private final AtomicReferenceArray<@Nullable Directions> directions = new AtomicReferenceArray<>(MOST);

    /**
     * Makes a sequence.
     *
     * @param random where scrambling takes its random numbers from; {@code null} leaves the sequence as it is
     * @param seed the study's seed
     */
    public SobolSequence(@Nullable RandomSource random, long seed) {
        this.random = random;
        this.seed = seed;
    }

    @Override
    public double coordinate(long index, int dimension) {
        Directions known = directions.get(dimension);
        if (known == null) {
            known = scrambled(numbers(dimension), dimension);
            directions.set(dimension, known);
        }
        int bits = known.shift();
        long gray = index ^ (index >>> 1);
        for (int k = 0; k < BITS && gray >>> k != 0; k++) {
            if ((gray >>> k & 1) != 0) {
                bits ^= known.numbers()[k];
            }
        }
        return Integer.toUnsignedLong(bits) * UNIT;
    }

    /** The direction numbers of a coordinate, the most significant bit first. */
    private static int[] numbers(int dimension) {
        int[] numbers = new int[BITS];
        if (dimension == 0) {
            for (int k = 0; k < BITS; k++) {
                numbers[k] = 1 << (BITS - 1 - k);
            }
            return numbers;
        }
        int[] entries = DirectionNumbers.of(dimension);
        int degree = entries.length - 1;
        for (int k = 0; k < BITS; k++) {
            numbers[k] = k < degree ? entries[1 + k] << (BITS - 1 - k) : recurrence(numbers, k, degree, entries[0]);
        }
        return numbers;
    }

    private static int recurrence(int[] numbers, int k, int degree, int polynomial) {
        int number = numbers[k - degree] ^ (numbers[k - degree] >>> degree);
        for (int i = 1; i < degree; i++) {
            if ((polynomial >>> (degree - 1 - i) & 1) != 0) {
                number ^= numbers[k - i];
            }
        }
        return number;
    }

    private Directions scrambled(int[] numbers, int dimension) {
        if (random == null) {
            return new Directions(numbers, 0);
        }
        RandomNumbers stream = random.numbers(seed, 0, "sobol:scramble:" + dimension);
        int[] scrambled = new int[BITS];
        for (int row = 0; row < BITS; row++) {
            // Row 0 belongs to the most significant bit; a row may add any bits above its own.
            int own = 1 << (BITS - 1 - row);
            int above = row == 0 ? 0 : -1 << (BITS - row);
            int mask = own | (int) stream.nextLong() & above;
            for (int k = 0; k < BITS; k++) {
                if ((Integer.bitCount(numbers[k] & mask) & 1) != 0) {
                    scrambled[k] |= own;
                }
            }
        }
        return new Directions(scrambled, (int) stream.nextLong());
    }
}
