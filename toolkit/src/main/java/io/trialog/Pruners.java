package io.trialog;

import io.trialog.study.TypeChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names pruners for {@link StudyBuilder#pruner(TypeChoice)}.
 *
 * <pre>{@code
 * Study study = Study.builder("tune").minimize().pruner(Pruners.median().startupTrials(3)).inMemory();
 * study.optimize(10, trial -> trial.suggestFloat("x", 0, 1));
 * }</pre>
 *
 * <p>Every option has its study file's name too: {@code Pruners.median().with("min_trials", 2)}. Thread-safe; what it returns is
 * immutable.
 */
public final class Pruners {

    private Pruners() {}

    /** {@return stops a trial that is worse than the median of the others at the same step; the default} */
    public static Percentile median() {
        return new Percentile("median", Map.of());
    }

    /**
     * Stops a trial that is not among the best at the same step.
     *
     * @param percent keeps a trial among this many per cent of the best, from 0 to 100
     * @return the pruner with its defaults
     */
    public static Percentile percentile(double percent) {
        return new Percentile("percentile", Map.of("percentile", percent));
    }

    /** {@return lets the best fraction of the trials go on at each rung} */
    public static Halving successiveHalving() {
        return new Halving("successive_halving", Map.of());
    }

    /** {@return successive halving with several first rungs} */
    public static Halving hyperband() {
        return new Halving("hyperband", Map.of());
    }

    /**
     * Waits for an improvement before another pruner is asked.
     *
     * @param patience for how many reports it waits
     * @param pruner who decides about a trial that does not improve
     * @return the pruner with its defaults
     */
    public static Named patient(int patience, TypeChoice<?> pruner) {
        Map<String, @Nullable Object> inner = new LinkedHashMap<>();
        inner.put("type", pruner.type());
        inner.putAll(pruner.options());
        return of("patient").with("patience", patience).with("pruner", inner);
    }

    /** {@return stops a trial whose value leaves bounds, of which one must be set} */
    public static Threshold threshold() {
        return new Threshold(Map.of());
    }

    /** {@return compares a trial with the best one, step by step, where steps are folds, seeds or instances} */
    public static Wilcoxon wilcoxon() {
        return new Wilcoxon(Map.of());
    }

    /** {@return stops nothing} */
    public static Named none() {
        return of("nop");
    }

    /**
     * Names a pruner by its type, such as one of a plug-in.
     *
     * @param type as in a study file
     * @return the pruner with its defaults
     */
    public static Named of(String type) {
        return new Named(type, Map.of());
    }

    /** Any pruner; its options are set by {@link #with}. */
    public static final class Named extends TypeChoice<Named> {

        private Named(String type, Map<String, ? extends @Nullable Object> options) {
            super(type, options);
        }

        @Override
        protected Named copy(Map<String, @Nullable Object> changed) {
            return new Named(type(), changed);
        }
    }

    /** The pruners {@code median} and {@code percentile}. */
    public static final class Percentile extends TypeChoice<Percentile> {

        private Percentile(String type, Map<String, ? extends @Nullable Object> options) {
            super(type, options);
        }

        @Override
        protected Percentile copy(Map<String, @Nullable Object> changed) {
            return new Percentile(type(), changed);
        }

        /**
         * Prunes nothing until this many trials with reports are COMPLETE.
         *
         * @param n how many. Default: 5.
         * @return a changed copy
         */
        public Percentile startupTrials(int n) {
            return with("startup_trials", n);
        }

        /**
         * Prunes nothing below this step.
         *
         * @param n a step. Default: a fifth of the horizon.
         * @return a changed copy
         */
        public Percentile warmupSteps(long n) {
            return with("warmup_steps", n);
        }

        /**
         * Decides once per interval of this many steps.
         *
         * @param n how many. Default: 1.
         * @return a changed copy
         */
        public Percentile intervalSteps(long n) {
            return with("interval_steps", n);
        }

        /**
         * Decides at a step only if this many COMPLETE trials reported it.
         *
         * @param n how many. Default: 1.
         * @return a changed copy
         */
        public Percentile minTrials(int n) {
            return with("min_trials", n);
        }
    }

    /** The pruners {@code successive_halving} and {@code hyperband}. */
    public static final class Halving extends TypeChoice<Halving> {

        private Halving(String type, Map<String, ? extends @Nullable Object> options) {
            super(type, options);
        }

        @Override
        protected Halving copy(Map<String, @Nullable Object> changed) {
            return new Halving(type(), changed);
        }

        /**
         * Sets the step of the first rung.
         *
         * @param n at least 1. Default: a tenth of the horizon.
         * @return a changed copy
         */
        public Halving minResource(long n) {
            return with("min_resource", n);
        }

        /**
         * Lets the best one of this many go on at each rung.
         *
         * @param n at least 2. Default: 3.
         * @return a changed copy
         */
        public Halving reductionFactor(int n) {
            return with("reduction_factor", n);
        }

        /**
         * Stops the first trials of a rung.
         *
         * @param n how many. Default: 0.
         * @return a changed copy
         */
        public Halving bootstrapCount(int n) {
            return with("bootstrap_count", n);
        }
    }

    /** The pruner {@code threshold}. */
    public static final class Threshold extends TypeChoice<Threshold> {

        private Threshold(Map<String, ? extends @Nullable Object> options) {
            super("threshold", options);
        }

        @Override
        protected Threshold copy(Map<String, @Nullable Object> changed) {
            return new Threshold(changed);
        }

        /**
         * Stops a trial whose newest value is below this.
         *
         * @param value the bound
         * @return a changed copy
         */
        public Threshold lower(double value) {
            return with("lower", value);
        }

        /**
         * Stops a trial whose newest value is above this.
         *
         * @param value the bound
         * @return a changed copy
         */
        public Threshold upper(double value) {
            return with("upper", value);
        }
    }

    /** The pruner {@code wilcoxon}. */
    public static final class Wilcoxon extends TypeChoice<Wilcoxon> {

        private Wilcoxon(Map<String, ? extends @Nullable Object> options) {
            super("wilcoxon", options);
        }

        @Override
        protected Wilcoxon copy(Map<String, @Nullable Object> changed) {
            return new Wilcoxon(changed);
        }

        /**
         * Sets how probable it may be that a trial is stopped which is as good as the best.
         *
         * @param value from 0 to 1. Default: 0.1.
         * @return a changed copy
         */
        public Wilcoxon pThreshold(double value) {
            return with("p_threshold", value);
        }

        /**
         * Stops nothing until the trial and the best one share this many steps.
         *
         * @param n how many. Default: 2.
         * @return a changed copy
         */
        public Wilcoxon startupSteps(long n) {
            return with("startup_steps", n);
        }
    }
}
