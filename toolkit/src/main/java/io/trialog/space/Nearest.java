package io.trialog.space;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the known word that a mistyped one was probably meant to be, for the line "Maybe ..." of an error.
 *
 * <p>The measure is the optimal string alignment distance (insertions, deletions, substitutions and swaps of neighbors),
 * blind to case and to the difference between {@code -} and {@code _}. A word of three or more letters that begins a
 * known one counts as near, too. Thread-safe.
 */
public final class Nearest {

    private Nearest() {}

    /**
     * Returns the known word nearest to {@code word}, the earlier of two equally near ones, or {@code null} if none is
     * near: at
     * most one edit for every three characters, and never more than four.
     *
     * @param word the word
     * @param known the known words
     * @return the known word nearest to {@code word}, the earlier of two equally near ones, or {@code null} if none
     *     is near: at most one edit for every three characters, and never more than four
     */
    public static @Nullable String of(String word, Collection<String> known) {
        String wanted = plain(word);
        int limit = Math.max(1, Math.min(4, wanted.length() / 3));
        String best = null;
        int least = limit + 1;
        for (String candidate : known) {
            int distance = distance(wanted, plain(candidate));
            if (distance < least && distance < Math.max(1, Math.min(wanted.length(), candidate.length()))) {
                best = candidate;
                least = distance;
            }
        }
        return best != null ? best : beginning(wanted, known);
    }

    /**
     * Returns a new line {@code Maybe 'nearest'.}, or nothing if no known word is near.
     *
     * @param word the word
     * @param known the known words
     * @return a new line {@code Maybe 'nearest'.}, or nothing if no known word is near
     */
    public static String maybe(String word, Collection<String> known) {
        String nearest = of(word, known);
        return nearest == null ? "" : "\nMaybe '" + nearest + "'.";
    }

    private static @Nullable String beginning(String wanted, Collection<String> known) {
        if (wanted.length() >= 3) {
            for (String candidate : known) {
                if (plain(candidate).startsWith(wanted)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** The optimal string alignment distance between two words. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
