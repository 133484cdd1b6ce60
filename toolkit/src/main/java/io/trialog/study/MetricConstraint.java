package io.trialog.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A bound that a metric must keep for a trial to be feasible, such as {@code mem_gb <= 40}. The fold evaluates it over the
 * metrics of every trial that is told, with the settings in force, so that a changed bound judges old trials again.
 *
 * @param name what the constraint is called
 * @param metric the metric that it bounds
 * @param relation how the metric must lie to the bound
 * @param bound the bound, finite, in the unit of the metric
 */
public record MetricConstraint(String name, String metric, Relation relation, double bound) {

    private static final Pattern FORM = Pattern.compile("(?s)([^=!]*?)(<=|>=|<|>)(.*)");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    /** How a metric must lie to its bound. */
    public enum Relation {
        /** At most the bound. */
        AT_MOST("<="),
        /** At least the bound. */
        AT_LEAST(">="),
        /** Less than the bound. */
        LESS("<"),
        /** More than the bound. */
        MORE(">");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        /** {@return the sign, such as {@code <=}} */
        public String sign() {
            return sign;
        }

        private static Relation of(String sign) {
            return Arrays.stream(values())
                    .filter(relation -> relation.sign.equals(sign))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * Checks the parts.
     *
     * @param name what the constraint is called
     * @param metric the metric that it bounds
     * @param relation how the metric must lie to the bound
     * @param bound the bound, finite, in the unit of the metric
     * @throws IllegalArgumentException if a name is blank or the bound is not finite
     */
    public MetricConstraint {
        if (name.isBlank() || metric.isBlank()) {
            throw new IllegalArgumentException(
                    "A constraint must have a name and a metric, but has '" + name + "' and '" + metric + "'.");
        }
        if (!Double.isFinite(bound)) {
            throw new IllegalArgumentException(
                    "The bound of the constraint '" + name + "' must be finite, but is " + bound + ".");
        }
    }

    /**
     * Reads a constraint.
     *
     * @param name what it is called
     * @param condition {@code METRIC op NUMBER} with one of {@code <=}, {@code >=}, {@code <} and {@code >}
     * @return the constraint
     * @throws IllegalArgumentException if it has another form; the message names the form
     */
    public static MetricConstraint parse(String name, String condition) {
        Matcher parts = FORM.matcher(condition.strip());
        if (!parts.matches()
                || parts.group(1).isBlank()
                || !NUMBER.matcher(parts.group(3).strip()).matches()) {
            throw new IllegalArgumentException("The constraint '" + name
                    + "' must be METRIC <= NUMBER (or >=, <, >), but is '" + condition
                    + "'.\nMaybe constraints: {memory: \"mem_gb <= 40\"}.");
        }
        return new MetricConstraint(
                name,
                parts.group(1).strip(),
                Relation.of(parts.group(2)),
                Double.parseDouble(parts.group(3).strip()));
    }

    /** {@return the condition as a study file has it, such as {@code mem_gb <= 40}} */
    public String condition() {
        return metric + " " + relation.sign() + " " + shown(bound);
    }

    private static String shown(double number) {
        boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return isWhole ? String.valueOf((long) number) : String.valueOf(number);
    }

    /**
     * Returns by how much a trial violates the constraint.
     *
     * @param metrics the metrics of the trial
     * @return a positive number if the constraint is violated, else one that is at most 0; NaN if the trial does not have the
     *     metric. A metric that must be less than its bound and equals it gives the smallest positive number.
     */
    public double violation(Map<String, Double> metrics) {
        Double value = metrics.get(metric);
        if (value == null || value.isNaN()) {
            return Double.NaN;
        }
        boolean isUpper = relation == Relation.AT_MOST || relation == Relation.LESS;
        double excess = isUpper ? value - bound : bound - value;
        boolean isStrict = relation == Relation.LESS || relation == Relation.MORE;
        return isStrict && excess == 0 ? Double.MIN_VALUE : excess + 0.0;
    }

    /**
     * Says constraints in words, such as {@code memory: mem_gb <= 40, time: seconds < 60}.
     *
     * @param constraints the constraints
     * @return one line
     */
    public static String describe(List<MetricConstraint> constraints) {
        return constraints.stream()
                .map(constraint -> constraint.name() + ": " + constraint.condition())
                .collect(Collectors.joining(", "));
    }
}
