package io.trialog;

import io.trialog.event.StudyEvent;
import io.trialog.internal.control.Controller;
import io.trialog.internal.engine.Attributes;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.run.TrialLease;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running trial, as an objective sees it: asks for parameters, reports intermediate values, learns whether to stop.
 *
 * <p>Safe for use by several threads.
 */
public final class Trial {

    private final Controller controller;
    private final int number;
    private final int attempt;
    private final TrialLease lease;
    private volatile @Nullable PruneRecord prune;

    public Trial(Controller controller, TrialRecord record, TrialLease lease) {
        this.controller = controller;
        this.lease = lease;
        this.number = record.number();
        this.attempt = record.attempt();
        this.prune = record.prune();
    }

    /** The 0-based number of the trial in its study. */
    public int number() {
        return number;
    }

    /** Which try to run the trial this is, from 1. */
    public int attempt() {
        return attempt;
    }

    /** The values that the trial has so far, by name. */
    public Map<String, @Nullable Object> params() {
        return controller.trial(number).params();
    }

    /** A real number in [low, high]. */
    public double suggestFloat(String name, double low, double high) {
        return suggestFloat(name, new FloatDistribution(low, high));
    }

    /** A real number in [low, high] on a grid of width {@code step} that begins at low. */
    public double suggestFloat(String name, double low, double high, double step) {
        return suggestFloat(name, new FloatDistribution(low, high, step, false));
    }

    /** A positive real number in [low, high], on a logarithmic scale if {@code log}. */
    public double suggestFloat(String name, double low, double high, boolean log) {
        return suggestFloat(name, new FloatDistribution(low, high, 0, log));
    }

    private double suggestFloat(String name, FloatDistribution distribution) {
        return number(name, suggest(name, distribution)).doubleValue();
    }

    /** An integer in [low, high]. */
    public int suggestInt(String name, int low, int high) {
        return suggestInt(name, new IntDistribution(low, high));
    }

    /** One of the integers low, low + step, ... up to high. */
    public int suggestInt(String name, int low, int high, int step) {
        return suggestInt(name, new IntDistribution(low, high, step, false));
    }

    /** A positive integer in [low, high], on a logarithmic scale if {@code log}. */
    public int suggestInt(String name, int low, int high, boolean log) {
        return suggestInt(name, new IntDistribution(low, high, 1, log));
    }

    private int suggestInt(String name, IntDistribution distribution) {
        return number(name, suggest(name, distribution)).intValue();
    }

    /** One of the choices: texts, numbers or booleans. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final <T> T suggestCategorical(String name, T... choices) {
        List<T> list = List.of(choices);
        CategoricalDistribution distribution = CategoricalDistribution.ofList(list);
        return list.get((int) distribution.toInternal(suggest(name, distribution)));
    }

    /**
     * A value from any distribution, in external form.
     *
     * @throws io.trialog.exception.TrialogException if the trial has ended, or was given up when its study was interrupted
     */
    public @Nullable Object suggest(String name, Distribution distribution) {
        return lease.speak(() -> controller.suggest(number, name, distribution));
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
     */
    public void report(long step, double value) {
        report(step, Map.of(controller.view().settings().metric(), value));
    }

    /** Reports values of several metrics; the objective's is the one that pruners look at. */
    public void report(long step, Map<String, Double> metrics) {
        if (step < 0) {
            throw new IllegalArgumentException("The step (" + step + ") must not be negative.");
        }
        StudyEvent.ValueReported report = new StudyEvent.ValueReported(0, -1, step, Map.copyOf(metrics));
        prune = lease.speak(() -> controller.report(number, attempt, report));
    }

    /** Whether the pruner decided, at one of the reports so far, that the trial is not worth going on with. */
    public boolean shouldPrune() {
        return prune != null;
    }

    /** Attaches something to the trial. */
    public void setUserAttribute(String key, @Nullable Object value) {
        record(new StudyEvent.AttributeSet("user", key, Attributes.checked(key, value)));
    }

    /** Sets a constraint; the trial is feasible if all its constraints are at most 0. */
    public void setConstraint(String key, double value) {
        record(new StudyEvent.AttributeSet("constraint", key, value));
    }

    private void record(StudyEvent event) {
        lease.speak(() -> controller.record(Recording.of(event).trial(number).attempt(attempt)));
    }

    @Override
    public String toString() {
        return "Trial[" + number + ", " + params() + "]";
    }
}
