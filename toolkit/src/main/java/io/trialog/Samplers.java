package io.trialog;

import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.internal.option.SmallSamplerProvider;
import io.trialog.spi.ParameterSampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.study.TypeChoice;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names samplers for {@link StudyBuilder#sampler(TypeChoice)}.
 *
 * <pre>{@code
 * Study study = Study.builder("tune").minimize().sampler(Samplers.tpe().startupTrials(5)).inMemory();
 * study.optimize(20, trial -> Math.pow(trial.suggestFloat("x", -5, 5), 2));
 * }</pre>
 *
 * <p>Every option has its study file's name too: {@code Samplers.of("tpe").with("startup_trials", 5)}. Thread-safe; what it
 * returns is immutable.
 */
public final class Samplers {

    private Samplers() {}

    /** {@return a choice among Gaussian processes, TPE and CMA-ES for each trial, the default} */
    public static Named auto() {
        return of("auto");
    }

    /** {@return the tree-structured Parzen estimator: it handles every space and learns from the trials that are told} */
    public static Tpe tpe() {
        return new Tpe(Map.of());
    }

    /** {@return random points, a baseline} */
    public static Named random() {
        return of("random");
    }

    /** {@return points of a Sobol sequence, which fill a space evenly} */
    public static Sequence sobol() {
        return new Sequence("sobol", Map.of());
    }

    /** {@return points of a Halton sequence, which fill a space evenly} */
    public static Sequence halton() {
        return new Sequence("halton", Map.of());
    }

    /** {@return every combination of values; the study ends by itself} */
    public static GridValues grid() {
        return new GridValues(Map.of());
    }

    /** {@return every combination of a finite space, also where the program decides what it asks for} */
    public static Named bruteForce() {
        return of("brute_force");
    }

    /**
     * Names a sampler by its type, such as one of a plug-in.
     *
     * @param type as in a study file
     * @return the sampler with its defaults
     */
    public static Named of(String type) {
        return new Named(type, Map.of());
    }

    /**
     * Makes a sampler of one's own known to this process. Other processes, such as the command line, need it as a plug-in. A later
     * one of the same type takes its place, as when a cell of a notebook is run again.
     *
     * @param provider names and makes it
     * @return the sampler with its defaults
     * @throws IllegalArgumentException if Trialog or a plug-in has a sampler of this type
     */
    public static Named of(SamplerProvider provider) {
        SamplerCatalogue.catalogue().add(provider);
        return of(provider.type());
    }

    /**
     * Makes a small sampler of one's own known to this process; otherwise as {@link #of(SamplerProvider)}.
     *
     * @param type its name, in lower case
     * @param sampler proposes the value of one parameter at a time
     * @return the sampler
     * @throws IllegalArgumentException if Trialog or a plug-in has a sampler of this type
     */
    public static Named of(String type, ParameterSampler sampler) {
        return of(new SmallSamplerProvider(type, sampler));
    }

    /** Any sampler; its options are set by {@link #with}. */
    public static final class Named extends TypeChoice<Named> {

        private Named(String type, Map<String, ? extends @Nullable Object> options) {
            super(type, options);
        }

        @Override
        protected Named copy(Map<String, @Nullable Object> changed) {
            return new Named(type(), changed);
        }
    }

    /** The sampler {@code tpe}; docs/samplers.md describes its options. */
    public static final class Tpe extends TypeChoice<Tpe> {

        private Tpe(Map<String, ? extends @Nullable Object> options) {
            super("tpe", options);
        }

        @Override
        protected Tpe copy(Map<String, @Nullable Object> changed) {
            return new Tpe(changed);
        }

        /**
         * Draws at random until this many trials are COMPLETE or PRUNED.
         *
         * @param n how many. Default: 10.
         * @return a changed copy
         */
        public Tpe startupTrials(int n) {
            return with("startup_trials", n);
        }

        /**
         * Draws this many points from the model and takes the best of them.
         *
         * @param n how many. Default: 24.
         * @return a changed copy
         */
        public Tpe candidates(int n) {
            return with("candidates", n);
        }

        /**
         * Draws the parameters together or one by one.
         *
         * @param together whether together. Default: true.
         * @return a changed copy
         */
        public Tpe multivariate(boolean together) {
            return with("multivariate", together);
        }

        /**
         * Counts running trials as bad ones, so that parallel trials keep apart.
         *
         * @param apart whether to do so. Default: true.
         * @return a changed copy
         */
        public Tpe constantLiar(boolean apart) {
            return with("constant_liar", apart);
        }
    }

    /** The samplers {@code sobol} and {@code halton}. */
    public static final class Sequence extends TypeChoice<Sequence> {

        private Sequence(String type, Map<String, ? extends @Nullable Object> options) {
            super(type, options);
        }

        @Override
        protected Sequence copy(Map<String, @Nullable Object> changed) {
            return new Sequence(type(), changed);
        }

        /**
         * Scrambles the points by the seed.
         *
         * @param bySeed whether to do so. Default: true.
         * @return a changed copy
         */
        public Sequence scramble(boolean bySeed) {
            return with("scramble", bySeed);
        }
    }

    /** The sampler {@code grid}. */
    public static final class GridValues extends TypeChoice<GridValues> {

        private GridValues(Map<String, ? extends @Nullable Object> options) {
            super("grid", options);
        }

        @Override
        protected GridValues copy(Map<String, @Nullable Object> changed) {
            return new GridValues(changed);
        }

        /**
         * Takes these values of a parameter instead of all that it has; a continuous parameter needs them.
         *
         * @param parameter the parameter
         * @param values its values
         * @return a changed copy
         */
        public GridValues values(String parameter, Object... values) {
            Map<String, @Nullable Object> grid = new LinkedHashMap<>();
            if (options().get("grid") instanceof Map<?, ?> known) {
                known.forEach((name, list) -> grid.put(String.valueOf(name), list));
            }
            grid.put(parameter, Arrays.asList(values));
            return with("grid", grid);
        }
    }
}
