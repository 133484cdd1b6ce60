package io.trialog.trial;

import io.trialog.space.Distribution;
import io.trialog.space.RecordSpace;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a trial at one position of the log. Immutable.
 *
 * @param number the 0-based number of the trial in its study
 * @param state the state at this position
 * @param shape names and distributions of its parameters
 * @param internals the internal values of its parameters, at the positions of the shape; not to be modified
 * @param values the objective values: one per direction if COMPLETE, at most one (the last intermediate value) if PRUNED,
 *     else none
 * @param reports the accepted intermediate values of the objective metric in the current attempt
 * @param watched the accepted intermediate values of further metrics in the current attempt, by metric: those that a pruner watched
 * @param curves the accepted intermediate values of every metric but the objective's in the current attempt, by metric
 * @param fixed the values with which the trial was enqueued, empty otherwise
 * @param userAttributes what users attached to it
 * @param constraints constraint values by name, feasible if all are at most 0; NaN for one that has no value
 * @param metrics the last value of every metric that was told or reported, the objective included
 * @param attempt the number of the current attempt, from 1; 0 while waiting
 * @param restart the scheduler's restart count of the current attempt
 * @param runner who runs it: {@code in-process}, {@code command}, or {@code manual} for ask and tell
 * @param prune the decision to prune it, or {@code null}
 * @param cancel why a person does not want it any more, or {@code null}
 * @param error why it failed, or {@code null}
 * @param attempts the tries to run it whose jobs are known, in order; empty if it ran inside one controller
 * @param startedAt when it was asked for, or {@code null} while waiting
 * @param completedAt when it was told, or {@code null}
 * @param cause the kind of its failure; {@code null} unless FAIL, and in logs of format 1
 * @param memo what the sampler noted when it proposed the parameters; empty if nothing
 * @param source where the result comes from if it was added, in words; empty for a trial of this study
 * @param artifacts the files that its program recorded, by name
 * @param retries the numbers of the attempts with which it ran again after it had failed, in order
 */
public record TrialRecord(
        int number,
        TrialState state,
        Shape shape,
        double[] internals,
        List<Double> values,
        Reports reports,
        Map<String, Reports> watched,
        Map<String, Reports> curves,
        Map<String, @Nullable Object> fixed,
        Map<String, @Nullable Object> userAttributes,
        Map<String, Double> constraints,
        Map<String, Double> metrics,
        int attempt,
        int restart,
        String runner,
        @Nullable PruneRecord prune,
        @Nullable String cancel,
        @Nullable String error,
        List<Attempt> attempts,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable FailCause cause,
        Map<String, @Nullable Object> memo,
        String source,
        Map<String, Artifact> artifacts,
        List<Integer> retries) {

    /**
     * Returns the internal value of a parameter, or NaN if the trial does not have it.
     *
     * @param name the name
     * @return the internal value of a parameter, or NaN if the trial does not have it
     */
    public double internal(String name) {
        int i = shape.indexOf(name);
        return i < 0 ? Double.NaN : internals[i];
    }

    /**
     * Returns the distribution of a parameter, or {@code null} if the trial does not have it.
     *
     * @param name the name
     * @return the distribution of a parameter, or {@code null} if the trial does not have it
     */
    public @Nullable Distribution distribution(String name) {
        int i = shape.indexOf(name);
        return i < 0 ? null : shape.distributions().get(i);
    }

    /** {@return the parameters in external form, in the order of the shape} */
    public Map<String, @Nullable Object> params() {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        for (int i = 0; i < internals.length; i++) {
            params.put(shape.names().get(i), shape.distributions().get(i).toExternal(internals[i]));
        }
        return Collections.unmodifiableMap(params);
    }

    /**
     * Returns the value of a parameter as a real number.
     *
     * @param name the parameter
     * @return its value
     * @throws IllegalArgumentException if the trial has no such parameter, or its value is no number
     */
    public double getDouble(String name) {
        return ParameterValue.of(this, name, Number.class, "a number").doubleValue();
    }

    /**
     * Returns the value of a parameter as an integer.
     *
     * @param name the parameter
     * @return its value
     * @throws IllegalArgumentException if the trial has no such parameter, or its value is no integer that an int can hold
     */
    public int getInt(String name) {
        return ParameterValue.integer(this, name);
    }

    /**
     * Returns the value of a parameter as a text: a choice that is a text, or the name of an enum constant.
     *
     * @param name the parameter
     * @return its value
     * @throws IllegalArgumentException if the trial has no such parameter, or its value is no text
     */
    public String getString(String name) {
        return ParameterValue.of(this, name, String.class, "a text");
    }

    /**
     * Returns the value of a parameter as a boolean.
     *
     * @param name the parameter
     * @return its value
     * @throws IllegalArgumentException if the trial has no such parameter, or its value is no boolean
     */
    public boolean getBoolean(String name) {
        return ParameterValue.of(this, name, Boolean.class, "a boolean");
    }

    /**
     * Returns the parameters as a record; see {@link RecordSpace}.
     *
     * @param <R> the record
     * @param type its class
     * @return the record; components that were not active are {@code null}
     * @throws IllegalArgumentException if a component has no value, or one that it can't have
     */
    public <R extends Record> R as(Class<R> type) {
        return RecordSpace.of(type).create(params());
    }

    /** {@return the first objective value, or NaN if there is none} */
    public double value() {
        return values.isEmpty() ? Double.NaN : values.get(0);
    }

    /** {@return the last attempt whose job is known, or {@code null}} */
    public @Nullable Attempt lastAttempt() {
        return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
    }

    /**
     * Returns the values of constraints, in the order of their names.
     *
     * @param names the constraints
     * @return one value per name, which is met if it is at most 0; NaN where the trial has none
     */
    public double[] constraintValues(List<String> names) {
        double[] found = new double[names.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = constraints.getOrDefault(names.get(i), Double.NaN);
        }
        return found;
    }

    /** {@return whether every constraint has a value that is at most 0; true without constraints} */
    public boolean isFeasible() {
        return violation() <= 0;
    }

    /** {@return the attempt with which it began, or began again after it had failed} */
    public int firstAttempt() {
        return retries.isEmpty() ? 1 : retries.get(retries.size() - 1);
    }

    /**
     * Returns whether the trial is to run again after it had failed, and its next attempt has not begun.
     *
     * @return whether it waits for an attempt
     */
    public boolean awaitsRetry() {
        Attempt last = lastAttempt();
        return state == TrialState.RUNNING
                && !retries.isEmpty()
                && firstAttempt() == attempt
                && (last == null || last.number() < attempt);
    }

    /** {@return the sum of the positive constraint values; 0 if feasible or unconstrained; NaN if one has no value} */
    public double violation() {
        double sum = 0;
        for (double value : constraints.values()) {
            sum += Math.max(0, value);
        }
        return sum;
    }

    /** The trial as a person reads it: a name and a value per line. */
    @Override
    public String toString() {
        return TrialText.of(this);
    }
}
