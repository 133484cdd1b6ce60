package io.trialog.internal.executor.cluster;

import io.trialog.internal.executor.slurm.SlurmExecutor;
import io.trialog.internal.executor.slurm.SlurmState;
import io.trialog.spi.JobState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A job as {@code squeue} shows it.
 *
 * @param id {@code 123}, or {@code 123_4} for a task of an array
 * @param word the state in Slurm's words
 * @param node where it runs, or an empty text
 * @param comment what it was submitted with: {@link SlurmExecutor#comment}
 * @param reason why it waits or ended, in Slurm's words
 */
public record QueueRow(String id, String word, String node, String comment, String reason) {

    /** For {@code squeue -o}: the reason last, since it may hold anything. */
    static final String FORMAT = "%i|%T|%B|%k|%r";

    private static final int FIELDS = 5;

    /** The rows by id. Lines of another form (a site's banner) are passed over. */
    public static Map<String, QueueRow> parse(String output) {
        Map<String, QueueRow> rows = new LinkedHashMap<>();
        output.lines().forEach(line -> {
            String[] fields = line.split("\\|", FIELDS);
            if (fields.length == FIELDS && !fields[0].isBlank() && Character.isDigit(fields[0].charAt(0))) {
                String reason = fields[4].strip();
                rows.put(
                        fields[0].strip(),
                        new QueueRow(
                                fields[0].strip(),
                                SlurmState.word(fields[1]),
                                known(fields[2]),
                                fields[3].strip(),
                                known(reason)));
            }
        });
        return rows;
    }

    public JobState state() {
        return SlurmState.of(word, reason);
    }

    /** Whether it waits to be started, for the first time or again. */
    public boolean waits() {
        return state() == JobState.QUEUED || state() == JobState.HELD;
    }

    /** The word and the reason, as people know them. */
    public String words() {
        return reason.isEmpty() ? word : word + " (" + reason + ")";
    }

    /** The text, empty where Slurm has a word for nothing. */
    public static String known(String text) {
        String stripped = text.strip();
        return stripped.equals("None") || stripped.equals("n/a") || stripped.equals("(null)") || stripped.equals("N/A")
                ? ""
                : stripped;
    }
}
