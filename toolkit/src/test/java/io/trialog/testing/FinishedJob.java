package io.trialog.testing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of Slurm's job completion file (jobcomp/filetxt): how one incarnation of a job ended.
 *
 * @param id {@code 12}, or {@code 12_3} for a task of an array
 * @param state the base state, for instance COMPLETED, PREEMPTED or NODE_FAIL
 * @param start when it started; the end if it was cancelled before, {@link Instant#EPOCH} where Slurm names no time
 * @param nodes as Slurm writes them, for instance {@code n[1-2]}; empty if it never started
 * @param exitCode {@code code:signal}
 */
public record FinishedJob(
        String id, String name, String state, Instant start, Instant end, String nodes, String exitCode) {

    private static final List<String> NOTHING = List.of("(null)", "None assigned");

    static FinishedJob parse(String line) {
        Map<String, String> fields = fields(line);
        String array = fields.getOrDefault("ArrayJobId", "");
        String id = array.isEmpty() ? fields.get("JobId") : array + "_" + fields.get("ArrayTaskId");
        String nodes = fields.getOrDefault("NodeList", "");
        return new FinishedJob(
                id,
                fields.getOrDefault("Name", ""),
                fields.getOrDefault("JobState", ""),
                instant(fields.get("StartTime")),
                instant(fields.get("EndTime")),
                NOTHING.contains(nodes) ? "" : nodes,
                fields.getOrDefault("ExitCode", ""));
    }

    /** Whether this is the job, or a task of the array, with this id. */
    boolean is(String wanted) {
        return id.equals(wanted) || id.startsWith(wanted + "_");
    }

    /** {@code Key=value} separated by blanks; what has no key belongs to the value before it. */
    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        String last = "";
        for (String word : line.strip().split(" ", -1)) {
            int equals = word.indexOf('=');
            if (word.matches("[A-Z][A-Za-z]*=.*")) {
                last = word.substring(0, equals);
                fields.put(last, word.substring(equals + 1));
            } else {
                fields.merge(last, word, (before, more) -> before + " " + more);
            }
        }
        return fields;
    }

    /** The daemons of a test cluster run in UTC. */
    private static Instant instant(String text) {
        return text.matches("\\d{4}-.*") ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC) : Instant.EPOCH;
    }
}
