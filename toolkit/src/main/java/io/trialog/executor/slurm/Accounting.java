package io.trialog.executor.slurm;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks {@code sacct} how a job ended that the queue has forgotten. Many sites have no accounting; then nobody knows. */
final class Accounting {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int FIELDS = 4;

    private final CommandRunner commands;
    private final Map<String, Boolean> unknown = new HashMap<>();

    Accounting(CommandRunner commands) {
        this.commands = commands;
    }

    /** The last run of the job, or {@code null} if there is no word of it. Asked once per job. */
    @Nullable
    QueueRow find(String id) {
        if (unknown.containsKey(id)) {
            return null;
        }
        QueueRow row = ask(id);
        if (row == null) {
            unknown.put(id, true);
        }
        return row;
    }

    private @Nullable QueueRow ask(String id) {
        List<String> command =
                List.of("sacct", "-X", "-P", "-D", "-n", "-o", "JobID,State,ExitCode,NodeList", "-j", id);
        try {
            CommandRunner.Answer answer = commands.run(command, null, PATIENCE);
            return answer.isOk() ? last(id, answer.output()) : null;
        } catch (IOException e) {
            return null; // there is no sacct here
        }
    }

    /** Every restart has a line of its own, in order. */
    private static @Nullable QueueRow last(String id, String output) {
        QueueRow row = null;
        for (String line : output.lines().toList()) {
            String[] fields = line.split("\\|", -1);
            if (fields.length >= FIELDS && fields[0].equals(id)) {
                row = new QueueRow(
                        id, SlurmState.word(fields[1]), fields[3], "", "by sacct, exit code " + fields[2].strip());
            }
        }
        return row;
    }
}
