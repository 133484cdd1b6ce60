package io.trialog.internal.format;

import java.util.Locale;

/** Makes texts safe to print: what others wrote must not move the cursor, change colors or turn a line around. Pure. */
public final class Printable {

    private Printable() {}

    /**
     * Returns a text in which control characters and marks of writing direction are visible, as {@code \u001b}; line ends and tabs stay.
     *
     * @param text a text that may hold anything
     * @return the same text if it needs no change
     */
    public static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHidden(text.charAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHidden(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isHidden(char c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean direction = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
        return control || direction || c == '\u2028' || c == '\u2029';
    }
}
