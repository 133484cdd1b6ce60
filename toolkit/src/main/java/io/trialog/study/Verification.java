package io.trialog.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a verification found: the log's chain and copies, every decision derived again, and the database compared with the
 * log.
 *
 * @param log what is wrong with the log's chain or its copies; empty if nothing is
 * @param replay what was derived again
 * @param database where {@code study.db} differs from the log; empty if nowhere
 * @param checks what was looked at, in words
 */
public record Verification(List<String> log, ReplayResult replay, List<String> database, List<String> checks) {

    /**
     * Keeps copies of the lists.
     *
     * @param log what is wrong with the log's chain or its copies; empty if nothing is
     * @param replay what was derived again
     * @param database where {@code study.db} differs from the log; empty if nowhere
     * @param checks what was looked at, in words
     */
    public Verification {
        log = List.copyOf(log);
        database = List.copyOf(database);
        checks = List.copyOf(checks);
    }

    /**
     * Returns whether everything is as it should be.
     *
     * @return whether nothing was found
     */
    public boolean isGreen() {
        return log.isEmpty() && replay.isProved() && database.isEmpty();
    }

    /**
     * Returns the same with something else that was looked at in the log.
     *
     * @param isGood whether it is as it should be
     * @param finding what was found, in a sentence
     * @return a changed copy
     */
    public Verification with(boolean isGood, String finding) {
        List<String> changed = new ArrayList<>(isGood ? checks : log);
        changed.add(finding);
        return isGood
                ? new Verification(log, replay, database, changed)
                : new Verification(changed, replay, database, checks);
    }

    /**
     * Returns the findings for a person.
     *
     * @return a line per check, then every difference
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(isGreen() ? "VERIFIED" : "NOT VERIFIED").append('\n');
        checks.forEach(check -> text.append("  ").append(check).append('\n'));
        text.append(String.format(
                Locale.ROOT,
                "  replay: %d asks and %d suggestions derived again, pruner asked about %d reports, %d decisions to"
                        + " prune%n",
                replay.asks(),
                replay.suggestions(),
                replay.reports(),
                replay.decisions()));
        if (!replay.notDerived().isEmpty()) {
            text.append("  not derived again, since it is not here: ")
                    .append(String.join(", ", replay.notDerived()))
                    .append("\n  Maybe --plugin JAR\n");
        }
        section(text, "log", log);
        section(text, "replay", replay.differences());
        section(text, "study.db", database);
        return text.toString().stripTrailing();
    }

    private static void section(StringBuilder text, String title, List<String> findings) {
        if (!findings.isEmpty()) {
            text.append(title).append(":\n");
            findings.forEach(finding -> text.append("  - ").append(finding).append('\n'));
        }
    }
}
