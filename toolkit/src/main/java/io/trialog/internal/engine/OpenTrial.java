package io.trialog.internal.engine;

import io.trialog.space.Distribution;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trial that code of this JVM evaluates: one of a study, or one whose values are given. Safe for use by several threads. */
public interface OpenTrial {

    /** Returns the 0-based number of the trial. */
    int number();

    /** Returns which attempt this is, from 1. */
    int attempt();

    /** Returns the values that the trial has so far, by name. */
    Map<String, @Nullable Object> params();

    /** Returns what was attached to the trial so far, by key. */
    Map<String, @Nullable Object> userAttributes();

    /** Returns the metric that pruners look at. */
    String metric();

    /** Suggests a value, in external form. */
    @Nullable
    Object suggest(String name, Distribution distribution);

    /** Remembers that the objective asked for what can't be suggested. */
    void mistake();

    /** Tells the user something odd about what the trial asks for, once. */
    void note(String odd);

    /** Reports intermediate values. */
    void report(long step, Map<String, Double> metrics);

    /** Returns whether the pruner decided that the trial is not worth going on with. */
    boolean isPruned();

    /** Attaches something to the trial; the kind is {@code user} or {@code constraint}. */
    void setAttribute(String kind, String key, @Nullable Object value);

    /** Refuses a step that no trial can report. */
    static void requireStep(long step) {
        if (step < 0) {
            throw new IllegalArgumentException("The step (" + step + ") must not be negative.");
        }
    }
}
