package io.trialog.internal.protocol.report;

import java.util.regex.Pattern;

/**
 * A line that a regular expression may look at only so often: some of them need exponential time on some lines, and the
 * controller must not stand still for one trial's output.
 */
final class BoundedText implements CharSequence {

    private static final long LOOKS = 5_000_000;

    private final String text;
    private final Pattern pattern;
    private long looks;

    BoundedText(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException if the expression has looked too often */
    @Override
    public char charAt(int index) {
        looks++;
        if (looks > LOOKS) {
            throw new IllegalArgumentException("The pattern '" + pattern + "' takes too long for this line.");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
