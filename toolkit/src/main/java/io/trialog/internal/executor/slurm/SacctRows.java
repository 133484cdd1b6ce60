package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.QueueRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@code sacct} prints about a job that the queue has forgotten. Many sites have no accounting. */
final class SacctRows {

    private static final int FIELDS = 4;

    private SacctRows() {}

    /** Returns the command that asks about a job. */
    static List<String> query(String id) {
        return List.of("sacct", "-X", "-P", "-D", "-n", "-o", "JobID,State,ExitCode,NodeList", "-j", id);
    }

    /** Returns the last restart of the job, or {@code null}; every restart has a line of its own, in order. */
    static @Nullable QueueRow last(String id, String output) {
        QueueRow row = null;
        for (String line : output.lines().toList()) {
            String[] fields = line.split("\\|", -1);
            if (fields.length >= FIELDS && fields[0].equals(id)) {
                String reason = "by sacct, exit code " + fields[2].strip();
                row = SqueueRows.row(id, fields[1], reason, first(fields[3]), "");
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
