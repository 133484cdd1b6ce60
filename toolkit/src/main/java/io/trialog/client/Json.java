package io.trialog.client;

import io.trialog.exception.TrialogException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** As much JSON as a trial needs, so that the client has no dependency. */
final class Json {

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Reads one object (RFC 8259). */
    static Map<String, @Nullable Object> object(String text) {
        Json json = new Json(text);
        json.skipSpace();
        Map<String, @Nullable Object> object = json.members();
        json.skipSpace();
        if (json.at < text.length()) {
            throw json.wrong("the end");
        }
        return Collections.unmodifiableMap(object);
    }

    /** Reads the object in a file of parameters; nothing if there is no file. */
    static Map<String, @Nullable Object> file(@Nullable String path) {
        if (path == null) {
            return Map.of();
        }
        try {
            return object(Files.readString(Path.of(path)));
        } catch (IOException e) {
            throw new TrialogException("The parameters can't be read from " + path + ": " + e, e);
        }
    }

    /** Writes a value; NaN and infinities become texts. */
    static String text(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return String.valueOf(value);
        } else if (value instanceof String string) {
            return quoted(string);
        } else if (value instanceof Number number) {
            boolean real = number instanceof Double || number instanceof Float;
            return real && !Double.isFinite(number.doubleValue()) ? quoted(number.toString()) : number.toString();
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> quoted(String.valueOf(e.getKey())) + ":" + text(e.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
        }
        throw new IllegalArgumentException("An attribute must be made of JSON's types but holds a "
                + value.getClass().getName() + ": " + value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
            }
        }
        return quoted.append('"').toString();
    }

    private @Nullable Object value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> members();
            case '[' -> elements();
            case '"' -> string();
            default -> scalar();
        };
    }

    private Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        expect('{');
        for (boolean first = true; !ends('}', first); first = false) {
            skipSpace();
            String name = string();
            skipSpace();
            expect(':');
            members.put(name, value());
        }
        return members;
    }

    private List<@Nullable Object> elements() {
        List<@Nullable Object> elements = new ArrayList<>();
        expect('[');
        for (boolean first = true; !ends(']', first); first = false) {
            elements.add(value());
        }
        return elements;
    }

    /** Passes the closing bracket, or the comma before an item that is not the first. */
    private boolean ends(char bracket, boolean first) {
        skipSpace();
        if (peek() == bracket) {
            at++;
            return true;
        }
        if (!first) {
            expect(',');
        }
        return false;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> hexadecimal();
            default -> c;
        };
    }

    private char hexadecimal() {
        String digits = text.substring(at, Math.min(at + 4, text.length()));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw wrong("four hexadecimal digits");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private @Nullable Object scalar() {
        int start = at;
        while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> number(word, start);
        };
    }

    private Number number(String word, int start) {
        try {
            if (word.matches("-?\\d{1,18}")) {
                return Long.valueOf(word);
            }
            return word.matches("-?\\d+") ? new BigInteger(word) : Double.valueOf(word);
        } catch (NumberFormatException e) {
            at = start;
            throw wrong("a value");
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("more");
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong("'" + c + "'");
        }
        at++;
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException(
                "This is no JSON object: " + expected + " was expected at character " + at + ".");
    }
}
