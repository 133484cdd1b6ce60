package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.spi.ControllerJob;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@code squeue} prints. Lines of another form (a site's banner) are passed over. */
final class SqueueRows {

    /** All jobs of the user, one row per task of an array; the reason last, since it may hold anything. */
    static final List<String> QUERY = List.of("squeue", "--me", "-h", "-r", "-t", "all", "-o", "%i|%T|%B|%k|%r");

    /** The same with the end of the time limit and what a job waits for. */
    static final List<String> CONTROLLERS = List.of("squeue", "--me", "-h", "-t", "all", "-o", "%i|%T|%e|%E|%B|%k|%r");

    private static final Pattern ID = Pattern.compile("[0-9][0-9_]*");
    private static final int FIELDS = 5;
    private static final int CONTROLLER_FIELDS = 7;

    private SqueueRows() {}

    /** Returns the jobs by id. */
    static Map<String, QueueRow> parse(String output) {
        Map<String, QueueRow> rows = new LinkedHashMap<>();
        output.lines().forEach(line -> {
            String[] fields = line.split("\\|", FIELDS);
            if (fields.length == FIELDS && !fields[0].isBlank() && Character.isDigit(fields[0].charAt(0))) {
                QueueRow row = row(fields[0].strip(), fields[1], known(fields[4]), known(fields[2]), fields[3].strip());
                rows.put(row.id(), row);
            }
        });
        return rows;
    }

    /** Returns a row from Slurm's texts. */
    static QueueRow row(String id, String state, String reason, String node, String comment) {
        return new QueueRow(id, SlurmState.of(state, reason), SlurmState.word(state), reason, node, comment);
    }

    /** Returns the controllers whose comments begin like this. */
    static List<ControllerJob> controllers(String output, String comments) {
        List<ControllerJob> jobs = new ArrayList<>();
        output.lines().forEach(line -> {
            String[] fields = line.split("\\|", CONTROLLER_FIELDS);
            if (fields.length == CONTROLLER_FIELDS && fields[5].strip().startsWith(comments)) {
                QueueRow row = row(fields[0].strip(), fields[1], known(fields[6]), known(fields[4]), fields[5].strip());
                jobs.add(new ControllerJob(
                        row.id(),
                        row.state().jobState(),
                        row.text(),
                        jobs(fields[3]),
                        row.node(),
                        end(fields[2].strip())));
            }
        });
        return jobs;
    }

    /** The ids in a dependency such as {@code afterany:12(unfulfilled)}. */
    private static List<String> jobs(String dependency) {
        return ID.matcher(dependency).results().map(MatchResult::group).toList();
    }

    private static @Nullable Instant end(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null; // N/A, NONE: no limit
        }
    }

    /** Returns the text, empty where Slurm has a word for nothing. */
    static String known(String text) {
        String stripped = text.strip();
        return List.of("None", "n/a", "N/A", "(null)").contains(stripped) ? "" : stripped;
    }
}
