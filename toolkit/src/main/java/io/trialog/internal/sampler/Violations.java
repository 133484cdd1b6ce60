package io.trialog.internal.sampler;

import io.trialog.trial.TrialRecord;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;

/**
 * By how much trials violate constraints. A trial that has no value of a constraint that others have counts as one that violates it as
 * badly as the worst of them. Follows trials; the order in which they are added has no influence. Not safe for use by several threads.
 */
public final class Violations {

    private final TreeMap<String, Double> worst = new TreeMap<>();

    /** Takes the constraints of a trial. */
    public void add(TrialRecord trial) {
        trial.constraints().forEach((name, value) -> worst.merge(name, violation(value), Math::max));
    }

    /** The least positive number for what has no value. */
    private static double violation(double value) {
        return Double.isNaN(value) ? Double.MIN_VALUE : Math.max(0, value);
    }

    /** Forgets the trials. */
    public void clear() {
        worst.clear();
    }

    /** The names of the constraints of the trials added, sorted. */
    public NavigableSet<String> names() {
        return worst.navigableKeySet();
    }

    /** By how much a trial violates one of the constraints; 0 if it meets it. */
    public double of(TrialRecord trial, String name) {
        double value = trial.constraints().getOrDefault(name, Double.NaN);
        return Double.isNaN(value)
                ? Math.max(Double.MIN_VALUE, worst.getOrDefault(name, Double.MIN_VALUE))
                : Math.max(0, value);
    }

    /** By how much a trial violates the constraints in sum; 0 if it is feasible. */
    public double of(TrialRecord trial) {
        double sum = 0;
        for (Map.Entry<String, Double> constraint : worst.entrySet()) {
            sum += of(trial, constraint.getKey());
        }
        return sum;
    }
}
