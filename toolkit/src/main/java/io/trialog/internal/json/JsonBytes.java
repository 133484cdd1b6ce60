package io.trialog.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON in the log's canonical form: no white space, strings escaped as little as RFC 8785 allows, UTF-8. A lone
 * surrogate, which UTF-8 can't hold, is written as its escape. Not safe for use by several threads.
 */
public final class JsonBytes {

    private static final String HEX = "0123456789abcdef";

    private final DoubleText doubles = new DoubleText();
    private byte[] bytes = new byte[1024];
    private int size;
    private boolean comma;

    public void clear() {
        size = 0;
        comma = false;
    }

    public int size() {
        return size;
    }

    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public JsonBytes beginObject() {
        return open('{');
    }

    public JsonBytes endObject() {
        return close('}');
    }

    public JsonBytes beginArray() {
        return open('[');
    }

    public JsonBytes endArray() {
        return close(']');
    }

    /** The name of the next member. */
    public JsonBytes key(String name) {
        separate();
        quoted(name);
        raw(':');
        comma = false;
        return this;
    }

    /** Writes a text as the next value. */
    public JsonBytes value(String text) {
        separate();
        quoted(text);
        return this;
    }

    /** Writes an integer as the next value. */
    public JsonBytes value(long number) {
        separate();
        rawLong(number);
        return this;
    }

    public JsonBytes value(boolean truth) {
        return literal(truth ? "true" : "false");
    }

    JsonBytes nullValue() {
        return literal("null");
    }

    /** A finite double. */
    public JsonBytes finite(double number) {
        separate();
        doubles.append(number, this);
        return this;
    }

    /** A double where only numbers are expected: NaN and the infinities are written as texts. */
    public JsonBytes number(double number) {
        return Double.isFinite(number) ? finite(number) : value(nameOf(number));
    }

    /** The written name of a double that is not finite. */
    static String nameOf(double number) {
        return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }

    public JsonBytes member(String name, String text) {
        return key(name).value(text);
    }

    public JsonBytes member(String name, long number) {
        return key(name).value(number);
    }

    /** Digits and such, written as they are. */
    JsonBytes literal(String ascii) {
        separate();
        for (int i = 0; i < ascii.length(); i++) {
            raw(ascii.charAt(i));
        }
        return this;
    }

    void raw(char c) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) c;
    }

    void rawLong(long number) {
        if (number < 0 || number > 999_999_999_999_999L) {
            rawText(Long.toString(number));
            return;
        }
        long limit = 10;
        int width = 1;
        while (number >= limit) {
            limit *= 10;
            width++;
        }
        ensure(width);
        int at = size + width;
        size = at;
        long rest = number;
        for (int i = 0; i < width; i++) {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    void rawText(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            raw(ascii.charAt(i));
        }
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    private JsonBytes open(char bracket) {
        separate();
        raw(bracket);
        comma = false;
        return this;
    }

    private JsonBytes close(char bracket) {
        raw(bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            raw(',');
        }
        comma = true;
    }

    private void quoted(String text) {
        ensure(text.length() + 2);
        bytes[size++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else {
                i += beyondAscii(text, i);
            }
        }
        raw('"');
    }

    private void ascii(char c) {
        if (c == '"' || c == '\\') {
            raw('\\');
            raw(c);
        } else if (c >= 0x20) {
            raw(c);
        } else {
            control(c);
        }
    }

    private void control(char c) {
        int simple = "\b\t\n\f\r".indexOf(c);
        if (simple >= 0) {
            raw('\\');
            raw("btnfr".charAt(simple));
        } else {
            escape(c);
        }
    }

    private void escape(char c) {
        rawText("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            raw(HEX.charAt((c >> shift) & 0xf));
        }
    }

    /** Returns how many further chars were taken. */
    private int beyondAscii(String text, int i) {
        char c = text.charAt(i);
        int chars = 1;
        if (Character.isSurrogate(c)) {
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                escape(c);
                return 0;
            }
            chars = 2;
        }
        byte[] utf8 = text.substring(i, i + chars).getBytes(StandardCharsets.UTF_8);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        return chars - 1;
    }
}
