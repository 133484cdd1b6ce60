package io.trialog.internal.protocol.command;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.trialog.internal.format.PythonText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameter values as plain text on a command line or in a variable, the same on every JVM. */
final class ArgumentText {

    private ArgumentText() {}

    /**
     * Texts as they are, {@code null}, {@code true}, {@code false}, integers as digits, doubles in their shortest form, lists and
     * maps as Python writes them.
     */
    static String plain(@Nullable Object value) {
        if (value instanceof List || value instanceof Map) {
            return PythonText.repr(value);
        }
        return value instanceof Double || value instanceof Float
                ? number(((Number) value).doubleValue())
                : String.valueOf(value);
    }

    /** The shortest text that reads back to the same double; {@code nan}, {@code inf} and {@code -inf} otherwise. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        return NumberOutput.toString(value, true);
    }
}
