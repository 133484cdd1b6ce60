package io.trialog.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A rule by which a study starts no further trial, such as {@code stagnation: 30}.
 *
 * @param kind what is looked at
 * @param bound the bound at which the study stops; see {@link Kind} for its unit
 */
public record StopRule(Kind kind, double bound) {

    /** What a rule looks at. */
    public enum Kind {
        /**
         * How many trials have finished (COMPLETE or PRUNED) since the last one that was the best, or that entered the Pareto
         * front if there are several objectives.
         */
        STAGNATION,
        /** The best feasible value of the first objective. */
        TARGET,
        /** The hours of all jobs, times their GPUs. */
        GPU_HOURS,
        /** The hours of all jobs, times their CPUs, one CPU where a job asks for none; trials of Java objectives count one CPU. */
        CPU_HOURS;

        /** {@return the name, as in a study file} */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** {@return whether the rule is a budget of hours} */
        public boolean isHours() {
            return this == GPU_HOURS || this == CPU_HOURS;
        }
    }

    /**
     * Checks the bound.
     *
     * @param kind what is looked at
     * @param bound the bound at which the study stops
     * @throws IllegalArgumentException if the bound has no meaning; the message names the rule
     */
    public StopRule {
        boolean isGood = Double.isFinite(bound)
                && switch (kind) {
                    case STAGNATION -> bound >= 1 && bound == Math.rint(bound) && bound <= Integer.MAX_VALUE;
                    case TARGET -> true;
                    case GPU_HOURS, CPU_HOURS -> bound > 0;
                };
        if (!isGood) {
            throw new IllegalArgumentException("stop_when." + kind.key() + " must be "
                    + (kind == Kind.STAGNATION
                            ? "a whole number of at least 1"
                            : kind == Kind.TARGET ? "a finite number" : "a finite number above 0")
                    + ", but is " + bound + ".");
        }
    }

    /** {@return the names of all rules, as in a study file} */
    public static List<String> keys() {
        return Arrays.stream(Kind.values()).map(Kind::key).toList();
    }

    /**
     * Returns rules from their names.
     *
     * @param bounds the bound of each rule, by its name
     * @return the rules, in the order of {@link Kind}; names that are not known are passed over
     * @throws IllegalArgumentException if a bound has no meaning
     */
    public static List<StopRule> of(Map<String, ? extends Number> bounds) {
        List<StopRule> rules = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Number bound = bounds.get(kind.key());
            if (bound != null) {
                rules.add(new StopRule(kind, bound.doubleValue()));
            }
        }
        return List.copyOf(rules);
    }

    /** {@return the bound as a study file has it: a whole number without a point} */
    public Number number() {
        boolean isWhole = bound == Math.rint(bound) && Math.abs(bound) < 1e15;
        return isWhole ? (Number) (long) bound : (Number) bound;
    }

    /** The rule as a study file has it, such as {@code stagnation: 30}. */
    @Override
    public String toString() {
        return kind.key() + ": " + number();
    }
}
