package io.trialog.spi;

/**
 * Gives random numbers that are the same on every machine for the same {@link RandomSource} and arguments.
 *
 * <p>Life cycle: one is asked from a {@link RandomSource} for each use, consumed by one thread and dropped.
 *
 * <pre>{@code
 * RandomNumbers numbers = random.numbers(view.settings().seed(), trial, "annealing");
 * double u = numbers.nextDouble();
 * }</pre>
 */
public interface RandomNumbers {

    /**
     * Returns 64 random bits.
     *
     * @return the bits
     */
    long nextLong();

    /**
     * Returns a random double in [0, 1), a multiple of 2^-53.
     *
     * @return the number
     */
    double nextDouble();
}
