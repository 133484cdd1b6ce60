package io.trialog.internal.format;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of a POSIX shell: any text becomes one word that the shell takes literally. */
public final class ShellWords {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWords() {}

    /**
     * The text in single quotes. Inside them nothing is special but the quote itself, which becomes {@code '\''};
     * newlines stay as they are.
     *
     * @throws IllegalArgumentException if the text holds NUL or half of a surrogate pair, which no argument can carry
     */
    public static String quote(String text) {
        return "'" + requireSafe(text).replace("'", "'\\''") + "'";
    }

    /** The text as it is where that is one word that no shell changes, else quoted: for people to read. */
    public static String brief(String text) {
        return PLAIN.matcher(text).matches() ? text : quote(text);
    }

    /** The quoted words, separated by blanks. */
    public static String quoteAll(List<String> words) {
        return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }

    /**
     * Returns whether a text can be an argument of a program.
     *
     * @param text any text
     * @return whether it holds neither NUL nor half of a surrogate pair
     */
    public static boolean canCarry(String text) {
        return unsafe(text) < 0;
    }

    private static String requireSafe(String text) {
        int position = unsafe(text);
        if (position >= 0) {
            throw new IllegalArgumentException(
                    text.charAt(position) == 0
                            ? "A word must not hold NUL; it stands at position " + position + "."
                            : "A word must not hold half of a surrogate pair; it stands at position " + position + ".");
        }
        return text;
    }

    /** Where the first character stands that no argument can carry; -1 if there is none. */
    private static int unsafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }
}
