package io.trialog.spi;

/**
 * Gives a sampler its random numbers. A sampler uses no other generator, so that a study can be derived again from its log.
 *
 * <p>Life cycle: {@link SamplerProvider#create} gets one, and the sampler keeps it. Safe for use by several threads.
 *
 * <pre>{@code
 * double u = random.numbers(view.settings().seed(), trial, "annealing:" + name).nextDouble();
 * }</pre>
 */
@FunctionalInterface
public interface RandomSource {

    /**
     * Returns a stream of its own for every seed, trial and purpose. The same arguments give the same stream from its
     * beginning.
     *
     * @param seed the study's seed
     * @param trial the number of the trial
     * @param purpose what the numbers are for; begins with the sampler's type
     * @return the stream
     */
    RandomNumbers numbers(long seed, int trial, String purpose);
}
