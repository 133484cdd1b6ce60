package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.QueueRow;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks {@code sacct} how a job ended that the queue has forgotten. Many sites have no accounting; then nobody knows. */
public final class SacctRows {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int FIELDS = 4;

    private final CommandRunner commands;
    private final Map<String, Known> known = new HashMap<>();

    /**
     * What it said.
     *
     * @param question the number of the scheduler's answer that made us ask
     * @param row the last run of the job, {@code null} if there was no word of it
     */
    private record Known(long question, @Nullable QueueRow row) {}

    public SacctRows(CommandRunner commands) {
        this.commands = commands;
    }

    /**
     * The last run of the job, or {@code null} if there is no word of it. Asked once per job where it knows none or tells the
     * end, else once per answer of the scheduler in which the job is missing.
     */
    public @Nullable QueueRow find(String id, long question) {
        Known before = known.get(id);
        if (before == null
                || before.row() != null && !before.row().state().isFinal() && before.question() != question) {
            before = new Known(question, ask(id));
            known.put(id, before);
        }
        return before.row();
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
                String reason = "by sacct, exit code " + fields[2].strip();
                row = new QueueRow(id, SlurmState.word(fields[1]), first(fields[3]), "", reason);
            }
        }
        return row;
    }

    /** The node on which the job's script ran. */
    private static String first(String nodes) {
        return nodes.isBlank() || nodes.startsWith("None")
                ? ""
                : HostList.expand(nodes).get(0);
    }
}
