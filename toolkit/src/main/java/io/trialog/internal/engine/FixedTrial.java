package io.trialog.internal.engine;

import io.trialog.space.Distribution;
import io.trialog.space.Nearest;
import io.trialog.space.Values;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trial whose values are given: it belongs to no study, nothing of it is recorded, and it is never pruned. */
public final class FixedTrial implements OpenTrial {

    private final int number;
    private final Map<String, @Nullable Object> values;
    private final Map<String, @Nullable Object> asked = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

    /** A trial of this number with values, in any form that {@code enqueue} takes. */
    public FixedTrial(int number, Map<String, ? extends @Nullable Object> values) {
        this.number = number;
        this.values = new LinkedHashMap<>(values);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public synchronized Map<String, @Nullable Object> params() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(asked));
    }

    @Override
    public synchronized Map<String, @Nullable Object> userAttributes() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    @Override
    public String metric() {
        return "value";
    }

    @Override
    public synchronized @Nullable Object suggest(String name, Distribution distribution) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException("The objective asks for the parameter '" + name
                    + "', which must have a value, but there are values of " + values.keySet() + " only."
                    + Nearest.maybe(name, values.keySet()));
        }
        Object value = Values.coerce(name, distribution, values.get(name));
        if (!distribution.contains(value)) {
            throw new IllegalArgumentException(
                    "The value of the parameter '" + name + "' must be in " + distribution + ", but is " + value + ".");
        }
        asked.put(name, value);
        return value;
    }

    /** Nobody goes on after a mistake: what was refused is thrown to the caller. */
    @Override
    public void mistake() {}

    /** Nobody listens: what is odd is told where a study asks. */
    @Override
    public void note(String odd) {}

    @Override
    public void report(long step, Map<String, Double> metrics) {
        OpenTrial.requireStep(step);
    }

    @Override
    public boolean isPruned() {
        return false;
    }

    @Override
    public synchronized void setAttribute(String kind, String key, @Nullable Object value) {
        Object checked = Attributes.checked(key, value);
        if (kind.equals("user")) {
            attributes.put(key, checked);
        }
    }

    @Override
    public String toString() {
        return "FixedTrial[" + values + "]";
    }
}
