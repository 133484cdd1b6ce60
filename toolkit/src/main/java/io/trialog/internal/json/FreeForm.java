package io.trialog.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of any kind (parameters, attributes, options): {@code null}, booleans, integers, doubles, texts, lists and maps
 * with text keys.
 *
 * <p>A double that is not finite is written as <code>{"$double":"NaN"}</code>, so that the number and the text differ. In
 * a map that is itself such a value, keys beginning with {@code $} get another {@code $} in front.
 */
public final class FreeForm {

    private static final String DOUBLE = "$double";
    private static final JsonFactory JSON = new JsonFactory();

    private FreeForm() {}

    /** Whether a value reads back as an equal one: integers are {@link Long}, numbers {@link Double}. */
    public static boolean isCanonical(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().allMatch(FreeForm::isCanonical);
        }
        if (value instanceof Map<?, ?> map) {
            return isCanonicalMap(map);
        }
        return value == null
                || value instanceof Long
                || value instanceof Double
                || value instanceof String
                || value instanceof Boolean;
    }

    /** Returns whether each value of a map has one written form only. */
    public static boolean isCanonicalMap(Map<?, ?> map) {
        for (Object value : map.values()) {
            if (!isCanonical(value)) {
                return false;
            }
        }
        return true;
    }

    /** Writes a map whose place says that it is one: keys stay as they are. */
    public static void writeMap(Map<String, ? extends @Nullable Object> map, JsonBytes out) {
        out.beginObject();
        for (Map.Entry<String, ? extends @Nullable Object> entry : map.entrySet()) {
            write(entry.getValue(), out.key(entry.getKey()));
        }
        out.endObject();
    }

    /** Writes a value of any kind that the log can hold. */
    public static void write(@Nullable Object value, JsonBytes out) {
        if (value instanceof Double number) {
            writeDouble(number, out);
        } else if (value instanceof String text) {
            out.value(text);
        } else if (value instanceof Long number) {
            out.value((long) number);
        } else if (value == null) {
            out.nullValue();
        } else if (value instanceof Boolean truth) {
            out.value((boolean) truth);
        } else {
            writeRare(value, out);
        }
    }

    private static void writeRare(Object value, JsonBytes out) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            out.value(((Number) value).longValue());
        } else if (value instanceof Float number) {
            writeDouble(number.doubleValue(), out);
        } else if (value instanceof BigInteger number) {
            out.literal(number.toString());
        } else if (value instanceof Iterable<?> items) {
            out.beginArray();
            items.forEach(item -> write(item, out));
            out.endArray();
        } else if (value instanceof Map<?, ?> map) {
            writeNestedMap(map, out);
        } else if (value instanceof Enum<?> || value instanceof Character) {
            out.value(value.toString());
        } else {
            throw new IllegalArgumentException(
                    "A value in the log must be null, a boolean, a number, a text, a list or a map, but is a "
                            + value.getClass().getName() + ": " + value + "\nMaybe store its text instead.");
        }
    }

    private static void writeDouble(double number, JsonBytes out) {
        if (Double.isFinite(number)) {
            out.finite(number);
        } else {
            out.beginObject().member(DOUBLE, JsonBytes.nameOf(number)).endObject();
        }
    }

    private static void writeNestedMap(Map<?, ?> map, JsonBytes out) {
        out.beginObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            write(entry.getValue(), out.key(key.startsWith("$") ? "$" + key : key));
        }
        out.endObject();
    }

    /**
     * Returns a map as it will be read: an Integer becomes a Long, for example.
     *
     * @param most how many bytes it may have when it is written
     * @throws IllegalArgumentException if a value can't be written, or the map is larger
     */
    public static Map<String, @Nullable Object> canonicalMap(Map<String, @Nullable Object> map, int most) {
        JsonBytes bytes = new JsonBytes();
        writeMap(map, bytes);
        if (bytes.size() > most) {
            throw new IllegalArgumentException(
                    "It must have at most " + most + " bytes, but has " + bytes.size() + ".");
        }
        if (isCanonicalMap(map) && hasTextKeys(map)) {
            return frozenMap(map);
        }
        try (JsonParser parser = JSON.createParser(bytes.toByteArray())) {
            parser.nextToken();
            return readMap(parser);
        } catch (IOException e) {
            throw new IllegalStateException("A map could not be read back: " + map, e);
        }
    }

    private static boolean hasTextKeys(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.keySet().stream().allMatch(String.class::isInstance)
                    && map.values().stream().allMatch(FreeForm::hasTextKeys);
        }
        return !(value instanceof List<?> list) || list.stream().allMatch(FreeForm::hasTextKeys);
    }

    private static Map<String, @Nullable Object> frozenMap(Map<?, ? extends @Nullable Object> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), frozen(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object frozen(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return frozenMap(map);
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(frozen(element)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }

    /** Reads the object at which the parser stands, keys as they are. */
    public static Map<String, @Nullable Object> readMap(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            map.put(name, read(parser));
        }
        return Collections.unmodifiableMap(map);
    }

    /** Reads the value at which the parser stands. */
    public static @Nullable Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_ARRAY -> list(parser);
            case START_OBJECT -> nestedMap(parser);
            default -> throw new IOException("A value was expected, but '" + parser.currentToken() + "' was found");
        };
    }

    private static Object integer(JsonParser parser) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return parser.getBigIntegerValue();
        }
        return parser.getLongValue();
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(parser));
        }
        return Collections.unmodifiableList(list);
    }

    private static Object nestedMap(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> map = readMap(parser);
        Object notFinite = map.get(DOUBLE);
        if (notFinite instanceof String name) {
            return doubleOf(name);
        }
        if (map.keySet().stream().noneMatch(key -> key.startsWith("$"))) {
            return map;
        }
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> plain.put(key.startsWith("$$") ? key.substring(1) : key, value));
        return Collections.unmodifiableMap(plain);
    }

    /** The double with one of the three names. */
    public static double doubleOf(String name) throws IOException {
        return switch (name) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IOException("'" + name + "' is no number");
        };
    }
}
