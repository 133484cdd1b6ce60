package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import java.util.Locale;
import java.util.Set;

/**
 * The rule for the names of studies. A name becomes a directory, a part of job names and a part of file names on other
 * machines, so it consists of ASCII letters, digits, {@code .}, {@code _} and {@code -} (1 to 100 characters) and begins
 * with a letter, a digit or {@code _}. Other alphabets are left out on purpose: file systems disagree on how they store
 * them, and names that look alike may differ. Thread-safe.
 */
public final class StudyName {

    /** The most characters a name may have. */
    public static final int MAX_LENGTH = 100;

    private static final String RULE =
            "A study's name consists of 1 to 100 letters (a-z, A-Z), digits, '.', '_' and '-' and begins with a letter, a"
                    + " digit or '_', but ";
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private StudyName() {}

    /**
     * Returns {@code name} if it is one.
     *
     * @throws StudyFileException if not, with the reason and a name that would do
     */
    public static String check(String name) {
        String problem = problem(name);
        if (problem.isEmpty()) {
            return name;
        }
        String better = suggestion(name);
        throw new StudyFileException(RULE + problem + (better.isEmpty() ? "" : "\nMaybe '" + better + "'."));
    }

    /** Whether {@code name} is a name for a study. */
    public static boolean isValid(String name) {
        return problem(name).isEmpty();
    }

    private static String problem(String name) {
        if (name.isEmpty()) {
            return "it is empty.";
        }
        if (name.length() > MAX_LENGTH) {
            return "'" + name.substring(0, 20) + "...' has " + name.length() + " characters.";
        }
        for (int i = 0; i < name.length(); i++) {
            if (!allowed(name.charAt(i))) {
                return "'" + name + "' contains " + shown(name.codePointAt(i)) + ".";
            }
        }
        if (name.charAt(0) == '.' || name.charAt(0) == '-') {
            return "'" + name + "' begins with '" + name.charAt(0) + "'.";
        }
        if (name.endsWith(".") || DEVICES.contains(name.toLowerCase(Locale.ROOT))) {
            return "'" + name + "' can't be a directory on every system.";
        }
        return "";
    }

    private static boolean allowed(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }

    private static String shown(int codePoint) {
        if (codePoint == ' ') {
            return "a space";
        }
        if (codePoint == '/' || codePoint == '\\') {
            return "'" + (char) codePoint + "', so it is a path and not a name";
        }
        return Character.isISOControl(codePoint)
                ? String.format(Locale.ROOT, "the control character U+%04X", codePoint)
                : "'" + Character.toString(codePoint) + "'";
    }

    /** A name made of {@code name}, or an empty text if nothing is left of it. */
    static String suggestion(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length() && text.length() < 40; i++) {
            char c = name.charAt(i);
            if (allowed(c)) {
                text.append(c);
            } else if (text.length() > 0 && text.charAt(text.length() - 1) != '-') {
                text.append('-');
            }
        }
        String trimmed = text.toString().replaceAll("^[.-]+|[.-]+$", "");
        return trimmed.isEmpty() || !problem(trimmed).isEmpty() ? "" : trimmed;
    }
}
