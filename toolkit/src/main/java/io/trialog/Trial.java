package io.trialog;

import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.FixedTrial;
import io.trialog.internal.engine.OpenTrial;
import io.trialog.internal.engine.Ranges;
import io.trialog.internal.engine.RecordTrial;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running trial, as an objective sees it: asks for parameters, reports values, learns whether to stop. What asks, reports or
 * attaches throws a {@link TrialogException} if the trial has ended, or was given up.
 *
 * <pre>{@code
 * Study.builder("tune").inMemory().optimize(50, trial -> {
 *     double loss = 1;
 *     for (int epoch = 0; epoch < 20; epoch++) {
 *         loss *= 1 - trial.suggestFloat("rate", 1e-5, 1e-1, true);
 *         trial.report(loss, epoch);
 *         if (trial.shouldPrune()) {
 *             throw new TrialPruned();
 *         }
 *     }
 *     return loss;
 * });
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class Trial {

    private final OpenTrial session;

    Trial(OpenTrial session) {
        this.session = session;
    }

    /**
     * Returns a trial of no study, to call or test an objective. It is never pruned, nor recorded.
     *
     * @param params a value for each parameter, by name
     * @return the trial, with number 0
     */
    public static Trial fixed(Map<String, ? extends @Nullable Object> params) {
        return new Trial(new FixedTrial(0, params));
    }

    /** {@return the 0-based number of the trial} */
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

    /** {@return what was attached to the trial so far, by key} */
    public Map<String, @Nullable Object> userAttributes() {
        return session.userAttributes();
    }

    /**
     * Suggests a real number in [low, high].
     *
     * @param name the parameter
     * @param low the least value
     * @param high the greatest value
     * @return the number
     * @throws IllegalArgumentException if the bounds are not in order
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
     * Suggests an integer; otherwise as {@link #suggestInt(String, int, int)}.
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
     * @param <T> what the choices are
     * @param name the parameter
     * @param choices texts, numbers, booleans, {@code null}, or constants of enums, which stand in the log by their names
     * @return the choice, as it was given
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
     * Suggests one of the constants of an enum, which stands in the log by its name.
     *
     * @param <E> the enum
     * @param name the parameter
     * @param choices the enum's class
     * @return the constant
     */
    public <E extends Enum<E>> E suggestCategorical(String name, Class<E> choices) {
        return suggestCategorical(name, choices.getEnumConstants());
    }

    /**
     * Suggests a value for every component of a record; see {@link io.trialog.space.RecordSpace}.
     *
     * @param <R> the record
     * @param space the record's class
     * @return the record; components that are not active are {@code null}
     */
    public <R extends Record> R suggest(Class<R> space) {
        return asking(() -> RecordTrial.suggest(session, space));
    }

    /**
     * Suggests a value from any distribution.
     *
     * @param name the parameter
     * @param distribution where the value comes from
     * @return the value, in external form
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
        return Objects.requireNonNull((Number) value, name);
    }

    /**
     * Reports an intermediate value of the objective.
     *
     * @param value may be NaN or infinite
     * @param step the epoch, or how far the trial has come; not negative. The first value of a step counts.
     * @throws IllegalArgumentException if the step is negative
     */
    public void report(double value, long step) {
        report(Map.of(session.metric(), value), step);
    }

    /**
     * Reports intermediate values of several metrics.
     *
     * @param metrics values by metric; pruners look at the one of the objective
     * @param step as in {@link #report(double, long)}
     * @throws IllegalArgumentException if the step is negative
     */
    public void report(Map<String, Double> metrics, long step) {
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
     */
    public void setUserAttribute(String key, @Nullable Object value) {
        session.setAttribute("user", key, value);
    }

    /**
     * Sets a constraint; the trial is feasible if all its constraints are at most 0.
     *
     * @param key the constraint
     * @param value its value
     */
    public void setConstraint(String key, double value) {
        session.setAttribute("constraint", key, value);
    }

    @Override
    public String toString() {
        return "Trial[" + number() + ", " + params() + "]";
    }
}
