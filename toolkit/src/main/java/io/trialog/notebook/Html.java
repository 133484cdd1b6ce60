package io.trialog.notebook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes HTML. What comes from a user goes through {@link #text} and never becomes markup. Not safe for several threads. */
final class Html {

    private final StringBuilder out = new StringBuilder();

    /** Opens an element of a style, none if empty. The style is ours, not a user's. */
    Html open(String element, String style) {
        out.append('<').append(element);
        if (!style.isEmpty()) {
            out.append(" style=\"").append(style).append('"');
        }
        out.append('>');
        return this;
    }

    /** Opens an element with attributes, whose values are escaped. */
    Html openWith(String element, Map<String, String> attributes) {
        out.append('<').append(element);
        attributes.forEach((name, value) -> out.append(' ')
                .append(name)
                .append("=\"")
                .append(escaped(value))
                .append('"'));
        out.append('>');
        return this;
    }

    Html close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    /** Text, escaped. */
    Html text(@Nullable Object text) {
        out.append(escaped(String.valueOf(text)));
        return this;
    }

    /** A whole element with text. */
    Html element(String element, String style, @Nullable Object text) {
        return open(element, style).text(text).close(element);
    }

    /** A whole element with text on a line of its own. */
    Html line(String element, String style, @Nullable Object text) {
        return element(element, style, text).raw("\n");
    }

    /** A whole element with text, and a space: what stands beside it is another word also where no style is left. */
    Html word(String element, String style, @Nullable Object text) {
        return element(element, style, text).raw(" ");
    }

    /** Markup of our own. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /**
     * Text as it stands in HTML and in quoted attributes. Characters that no HTML document may hold, and those that turn the
     * direction of what follows, are replaced by U+FFFD.
     */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '`' -> safe.append("&#96;");
                default -> safe.append(isUnfit(c) ? '\uFFFD' : c);
            }
        }
        return safe.toString();
    }

    private static boolean isUnfit(char c) {
        boolean control = c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0;
        boolean direction = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
        return control || direction || c == '\ufffe' || c == '\uffff';
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
