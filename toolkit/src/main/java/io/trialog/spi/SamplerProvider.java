package io.trialog.spi;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes samplers of one type. {@link java.util.ServiceLoader} finds the class by its name in {@code
 * META-INF/services/io.trialog.spi.SamplerProvider}.
 *
 * <p>Life cycle: the class is public and has a public constructor without parameters. Trialog makes one object of it per process
 * and asks for type, options and limits before any study is opened. {@link #create} is called once per study and set of
 * options. Safe for use by several threads.
 *
 * <pre>{@code
 * public final class MiddleProvider implements SamplerProvider {
 *
 *     public String type() {
 *         return "middle";
 *     }
 *
 *     public Sampler create(OptionValues options, RandomSource random) {
 *         return new MiddleSampler();
 *     }
 * }
 * }</pre>
 */
public interface SamplerProvider extends TypeProvider {

    /**
     * Returns what the samplers can do, so that a study which asks for more is refused before it is made.
     *
     * @return the limits; by default one objective
     */
    default Limits limits() {
        return Limits.ONE_OBJECTIVE;
    }

    /**
     * Returns what the samplers can do by an older rule.
     *
     * @param rule a number from 1 to {@link #rule()}
     * @return the limits; by default those of the newest rule
     */
    default Limits limits(int rule) {
        return limits();
    }

    /**
     * Makes a sampler.
     *
     * @param options the checked options
     * @param random where the sampler takes its random numbers from
     * @return the sampler
     * @throws IllegalArgumentException if options contradict each other
     */
    Sampler create(OptionValues options, RandomSource random);

    /**
     * Makes a sampler that may ask other ones. Trialog calls this method.
     *
     * @param options the checked options
     * @param random where the sampler takes its random numbers from
     * @param samplers makes the sampler of settings: a {@code type}, its {@code rule}, and options
     * @return the sampler; by default what {@link #create(OptionValues, RandomSource)} makes
     * @throws IllegalArgumentException if options contradict each other
     */
    default Sampler create(
            OptionValues options, RandomSource random, Function<Map<String, @Nullable Object>, Sampler> samplers) {
        return create(options, random);
    }

    /**
     * Says what a sampler can do.
     *
     * @param objectives how many objectives it can handle
     * @param constraints whether it can be used with constraints: it looks at them, or learns nothing from results at all
     * @param enumerates whether it proposes a finite number of points and is then exhausted
     * @param conditions whether it can handle parameters that not every trial has
     */
    record Limits(int objectives, boolean constraints, boolean enumerates, boolean conditions) {

        /** One objective, no constraints, no end. */
        public static final Limits ONE_OBJECTIVE = new Limits(1, false, false);

        /** Any number of objectives, no constraints, no end. */
        public static final Limits ANY_OBJECTIVES = new Limits(Integer.MAX_VALUE, false, false);

        /**
         * Says what a sampler can do that handles conditions.
         *
         * @param objectives how many objectives it can handle
         * @param constraints whether it can be used with constraints: it looks at them, or learns nothing from results at all
         * @param enumerates whether it proposes a finite number of points and is then exhausted
         */
        public Limits(int objectives, boolean constraints, boolean enumerates) {
            this(objectives, constraints, enumerates, true);
        }
    }
}
