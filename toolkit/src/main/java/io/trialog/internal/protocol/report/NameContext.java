package io.trialog.internal.protocol.report;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether a name in printed text is whole, by what stands before it. The rule stands as a table in {@code
 * docs/trial-protocol.md}. Escape sequences were removed before; a tab counts as a blank. Pure.
 */
final class NameContext {

    /** What stands before a name makes of it. */
    enum Verdict {
        /** The name is whole: its value is taken. */
        WHOLE,
        /** The name is the end of a longer one, such as {@code train/acc}: its value is not taken. */
        PART,
        /** A word such as {@code best} or {@code final} stands before the name: its value is not taken, but comes near. */
        QUALIFIED
    }

    private static final String BEGINS = "([{,;|";
    private static final String SEPARATES = ":,;-=>*#|([{";
    private static final String CLOSES = ")]}";
    private static final String OPENS = "([{";
    private static final String DIVIDES = "([{=:,;|";
    private static final Set<String> QUALIFIERS = Set.of("final", "best", "test", "val", "mean");
    private static final Set<String> STEP_WORDS = Set.of("epoch", "step", "global_step", "iteration", "iter", "round");
    private static final Set<String> LEVELS =
            Set.of("trace", "debug", "info", "notice", "warn", "warning", "error", "critical", "fatal", "severe");

    /** {@code INFO:root:}, as Python's logging writes it directly before the message. */
    private static final Pattern LOGGER =
            Pattern.compile("(?:.*\\s)?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL):[\\w.]*:");

    /** A number with a short unit, such as {@code 12.5s} or {@code 9.9it/s}, or one with an exponent. */
    private static final Pattern MEASURE =
            Pattern.compile("[-+~<]?\\d[\\d.,:/]*+(?:[eE][-+]?\\d++)?(?!(?:st|nd|rd|th)$)\\p{L}{0,3}(?:/\\p{L}{1,5})?");

    private NameContext() {}

    /**
     * Judges the name in {@code line} from {@code begin} to {@code end}.
     *
     * @param line one line, without escape sequences
     * @param begin the index of the first character of the name
     * @param end the index behind the last character of the name
     */
    static Verdict of(String line, int begin, int end) {
        char quote = end < line.length() ? line.charAt(end) : ' ';
        if (isQuote(quote)) {
            return begin > 0 && line.charAt(begin - 1) == quote && !isEscaped(line, begin - 1)
                    ? Verdict.WHOLE
                    : Verdict.PART;
        }
        if (begin == 0) {
            return Verdict.WHOLE;
        }
        char before = line.charAt(begin - 1);
        if (isBlank(before)) {
            return afterBlanks(line.substring(0, begin).stripTrailing());
        }
        boolean begins = BEGINS.indexOf(before) >= 0 || isQuote(before) && !isEscaped(line, begin - 1);
        return begins
                        || before == ':'
                                && LOGGER.matcher(line.substring(0, begin)).matches()
                ? Verdict.WHOLE
                : Verdict.PART;
    }

    /** What a blank behind {@code text}, which ends in none, makes of a name. */
    private static Verdict afterBlanks(String text) {
        if (text.isEmpty()) {
            return Verdict.WHOLE;
        }
        char last = text.charAt(text.length() - 1);
        if (SEPARATES.indexOf(last) >= 0) {
            return Verdict.WHOLE;
        }
        if (CLOSES.indexOf(last) >= 0) {
            return afterBracket(text) ? Verdict.WHOLE : Verdict.PART;
        }
        String word = lastWord(text);
        String lower = word.toLowerCase(Locale.ROOT);
        if (QUALIFIERS.contains(lower)) {
            return Verdict.QUALIFIED;
        }
        boolean isLevel = LEVELS.contains(lower) && !word.equals(lower);
        return isNoWord(word) || isLevel || STEP_WORDS.contains(lower) ? Verdict.WHOLE : Verdict.PART;
    }

    /** Whether what stands in the bracket that closes {@code text} names nothing: numbers, times, steps, a log level. */
    private static boolean afterBracket(String text) {
        char open = OPENS.charAt(CLOSES.indexOf(text.charAt(text.length() - 1)));
        int begin = text.lastIndexOf(open);
        if (begin < 0) {
            return false;
        }
        for (String word : text.substring(begin + 1, text.length() - 1).split("[\\s,;|=:]+", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (!isNoWord(word) && !LEVELS.contains(lower) && !STEP_WORDS.contains(lower)) {
                return false;
            }
        }
        return true;
    }

    /** The end of a text, behind the last blank, opening bracket or separator: {@code 1} of {@code step=1}. */
    private static String lastWord(String text) {
        int begin = text.length();
        while (begin > 0 && !isBlank(text.charAt(begin - 1)) && DIVIDES.indexOf(text.charAt(begin - 1)) < 0) {
            begin--;
        }
        return text.substring(begin);
    }

    /** Whether a text without blanks holds no letter, or is a number with a unit. */
    private static boolean isNoWord(String text) {
        return text.chars().noneMatch(Character::isLetter)
                || MEASURE.matcher(text).matches();
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u00A0';
    }

    private static boolean isEscaped(String line, int index) {
        return index > 0 && line.charAt(index - 1) == '\\';
    }
}
