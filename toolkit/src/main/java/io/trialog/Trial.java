package io.trialog;

import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.TrialSession;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running trial, as an objective sees it: asks for parameters, reports intermediate values, learns whether to stop.
 *
 * <p>Safe for use by several threads.
 */
public final class Trial {

    private final TrialSession session;

    Trial(TrialSession session) {
        this.session = session;
    }

    /** {@return the 0-based number of the trial in its study} */
    public int number() {
        return session.number();
    }

    /** {@return which attempt to run the trial this is, from 1} */
    public int attempt() {
        return session.attempt();
    }

    /** {@return the values that the trial has so far, by name} */
    public Map<String, @Nullable Object> params() {
        return session.params();
    }

    /**
     * Suggests a real number in [low, high].
     *
     * @param name the parameter
     * @param low the least value
     * @param high the greatest value
     * @return the number
     * @throws IllegalArgumentException if the bounds are not in order
     * @throws TrialogException if the trial has ended, or was given up
     */
    public double suggestFloat(String name, double low, double high) {
        return suggestFloat(name, () -> new FloatDistribution(low, high));
    }

    /**
     * Suggests a real number in [low, high] on a grid of width {@code step} that begins at low; otherwise as {@link
     * #suggestFloat(String, double, double)}.
     *
     * @param name the parameter
     * @param low the least value
     * @param high the greatest value
     * @param step the width of the grid
     * @return the number
     */
    public double suggestFloat(String name, double low, double high, double step) {
        return suggestFloat(name, () -> {
            FloatDistribution distribution = new FloatDistribution(low, high, step, false);
            note(step > 0 ? Ranges.unreached(name, low, high, step, distribution.high()) : null);
            return distribution;
        });
    }

    /**
     * Suggests a real number in [low, high]; otherwise as {@link #suggestFloat(String, double, double)}.
     *
     * @param name the parameter
     * @param low the least value
     * @param high the greatest value
     * @param log whether the scale is logarithmic; the bounds are positive then
     * @return the number
     */
    public double suggestFloat(String name, double low, double high, boolean log) {
        return suggestFloat(name, () -> new FloatDistribution(low, high, 0, log));
    }

    private double suggestFloat(String name, Supplier<FloatDistribution> distribution) {
        return asking(() -> number(name, session.suggest(name, Ranges.requireFinite(name, distribution.get()))))
                .doubleValue();
    }

    private void note(@Nullable String odd) {
        if (odd != null) {
            session.note(odd);
        }
    }

    /**
     * Suggests an integer in [low, high].
     *
     * @param name the parameter
     * @param low the least value
     * @param high the greatest value
     * @return the number
     * @throws IllegalArgumentException if the bounds are not in order
     * @throws TrialogException if the trial has ended, or was given up
     */
    public int suggestInt(String name, int low, int high) {
        return suggestInt(name, () -> new IntDistribution(low, high));
    }

    /**
     * Suggests one of the integers low, low + step, ... up to high; otherwise as {@link #suggestInt(String, int, int)}.
     *
     * @param name the parameter
     * @param low the least value
     * @param high the greatest value
     * @param step the distance between two values
     * @return the number
     */
    public int suggestInt(String name, int low, int high, int step) {
        return suggestInt(name, () -> {
            IntDistribution distribution = new IntDistribution(low, high, step, false);
            note(Ranges.unreached(name, low, (long) high, step, distribution.high()));
            return distribution;
        });
    }

    /**
     * Suggests an integer in [low, high]; otherwise as {@link #suggestInt(String, int, int)}.
     *
     * @param name the parameter
     * @param low the least value
     * @param high the greatest value
     * @param log whether the scale is logarithmic; the bounds are positive then
     * @return the number
     */
    public int suggestInt(String name, int low, int high, boolean log) {
        return suggestInt(name, () -> new IntDistribution(low, high, 1, log));
    }

    private int suggestInt(String name, Supplier<Distribution> distribution) {
        return asking(() -> number(name, session.suggest(name, distribution.get())))
                .intValue();
    }

    /**
     * Suggests one of the choices.
     *
     * @param name the parameter
     * @param choices texts, numbers, booleans or {@code null}
     * @return the choice, as it was given
     * @throws TrialogException if the trial has ended, or was given up
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final <T extends @Nullable Object> T suggestCategorical(String name, T... choices) {
        return asking(() -> {
            List<T> list = Arrays.asList(choices);
            CategoricalDistribution distribution = CategoricalDistribution.ofList(list);
            return list.get((int) distribution.toInternal(session.suggest(name, distribution)));
        });
    }

    /**
     * Suggests a value from any distribution.
     *
     * @param name the parameter
     * @param distribution where the value comes from
     * @return the value, in external form
     * @throws TrialogException if the trial has ended, or was given up when its study was interrupted
     */
    public @Nullable Object suggest(String name, Distribution distribution) {
        return asking(() -> session.suggest(name, distribution));
    }

    /** What is refused here is a mistake in the objective, which would be repeated by every trial. */
    @SuppressWarnings("IllegalCatch") // throws on
    private <T extends @Nullable Object> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            session.mistake();
            throw e;
        }
    }

    private static Number number(String name, @Nullable Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new IllegalStateException("The parameter '" + name + "' must be a number, but is " + value + ".");
    }

    /**
     * Reports an intermediate value of the objective.
     *
     * @param step the epoch, or how far the trial has come; not negative. The first value of a step counts.
     * @param value may be NaN or infinite
     * @throws IllegalArgumentException if the step is negative
     * @throws TrialogException if the trial has ended, or was given up
     */
    public void report(long step, double value) {
        report(step, Map.of(session.metric(), value));
    }

    /**
     * Reports intermediate values of several metrics.
     *
     * @param step as in {@link #report(long, double)}
     * @param metrics values by metric; pruners look at the one of the objective
     * @throws IllegalArgumentException if the step is negative
     * @throws TrialogException if the trial has ended, or was given up
     */
    public void report(long step, Map<String, Double> metrics) {
        session.report(step, metrics);
    }

    /** {@return whether the pruner decided, at one of the reports so far, that the trial is not worth going on with} */
    public boolean shouldPrune() {
        return session.isPruned();
    }

    /**
     * Attaches something to the trial.
     *
     * @param key under which name
     * @param value a text, a number, a boolean, a list or a map of these
     * @throws IllegalArgumentException if the value is something else
     * @throws TrialogException if the trial has ended, or was given up
     */
    public void setUserAttribute(String key, @Nullable Object value) {
        session.setAttribute("user", key, value);
    }

    /**
     * Sets a constraint; the trial is feasible if all its constraints are at most 0.
     *
     * @param key the constraint
     * @param value its value
     * @throws TrialogException if the trial has ended, or was given up
     */
    public void setConstraint(String key, double value) {
        session.setAttribute("constraint", key, value);
    }

    @Override
    public String toString() {
        return "Trial[" + number() + ", " + params() + "]";
    }
}
