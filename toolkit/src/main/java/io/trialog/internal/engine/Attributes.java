package io.trialog.internal.engine;

import io.trialog.event.StudyEvent;
import io.trialog.internal.control.Controller;
import io.trialog.internal.journal.Recording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what users attach into what the log can hold: JSON's kinds of values. */
public final class Attributes {

    private Attributes() {}

    /** Attaches a value to the study. Durable. */
    static void set(Controller controller, String key, @Nullable Object value) {
        controller.record(Recording.of(new StudyEvent.AttributeSet("user", key, checked(key, value))));
        controller.commit();
    }

    /**
     * The value as it is stored.
     *
     * @throws IllegalArgumentException if it is no text, number, boolean, null, list or map of these
     */
    public static @Nullable Object checked(String key, @Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Double) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Float f) {
            return f.doubleValue();
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(checked(key, item)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, item) -> copy.put(String.valueOf(name), checked(key, item)));
            return copy;
        }
        throw new IllegalArgumentException("The attribute '" + key
                + "' must be a text, a number, a boolean, a list or a map of these, but is a "
                + value.getClass().getName() + ".");
    }
}
