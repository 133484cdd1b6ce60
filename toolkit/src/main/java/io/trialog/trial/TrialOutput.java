package io.trialog.trial;

import java.util.List;

/**
 * What one attempt of a trial printed. Immutable.
 *
 * @param trial the number of the trial
 * @param attempt the number of the attempt, from 1
 * @param out what it printed; of a very long output the end
 * @param err what it printed to its error stream; of a very long output the end
 * @param notes what a reader should know: what is left out, and where all of it is
 */
public record TrialOutput(int trial, int attempt, String out, String err, List<String> notes) {

    /**
     * Copies the list.
     *
     * @param trial the number of the trial
     * @param attempt the number of the attempt, from 1
     * @param out what it printed
     * @param err what it printed to its error stream
     * @param notes what a reader should know
     */
    public TrialOutput {
        notes = List.copyOf(notes);
    }

    /** {@return whether it printed nothing} */
    public boolean isEmpty() {
        return out.isEmpty() && err.isEmpty();
    }

    /**
     * Returns the last lines of what it printed.
     *
     * @param lines how many at most
     * @return the lines, without a line end after the last one
     */
    public String tail(int lines) {
        return tail(out, lines);
    }

    /**
     * Returns the last lines of what it printed to its error stream.
     *
     * @param lines how many at most
     * @return the lines, without a line end after the last one
     */
    public String errTail(int lines) {
        return tail(err, lines);
    }

    private static String tail(String printed, int lines) {
        String text = printed.stripTrailing();
        int from = text.length();
        for (int i = 0; i < lines && from >= 0; i++) {
            from = text.lastIndexOf('\n', from - 1);
        }
        return text.substring(from + 1);
    }

    /** What it printed, then what it printed to its error stream, then the notes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (isEmpty()) {
            text.append("Trial ").append(trial).append(" has printed nothing.\n");
        }
        text.append(out);
        if (!err.isEmpty()) {
            text.append(out.isEmpty() || out.endsWith("\n") ? "" : "\n");
            text.append(out.isEmpty() ? "" : "--- error stream ---\n").append(err);
        }
        for (String note : notes) {
            text.append(text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? "" : "\n");
            text.append("note: ").append(note);
        }
        return text.toString().stripTrailing();
    }
}
