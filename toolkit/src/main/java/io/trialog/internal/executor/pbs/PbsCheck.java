package io.trialog.internal.executor.pbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.spi.Check;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks at the server and the queues of a PBS cluster; submits nothing. */
final class PbsCheck {

    private final PbsScheduler pbs;

    PbsCheck(PbsScheduler pbs) {
        this.pbs = pbs;
    }

    List<Check> look() {
        List<Check> checks = new ArrayList<>();
        try {
            JsonNode server = pbs.queue().server();
            long jobs = pbs.jobs().values().stream()
                    .filter(row -> !row.state().isFinal())
                    .count();
            checks.add(Check.ok(
                    "scheduler",
                    "PBS " + server.path("pbs_version").asText() + " answers; " + jobs + " of your jobs are queued"));
            limits(server, checks);
            pbs.queue().queues().properties().forEach(queue -> checks.add(queue(queue.getKey(), queue.getValue())));
        } catch (IOException e) {
            checks.add(Check.bad(
                    "scheduler",
                    String.valueOf(e.getMessage()),
                    "Maybe this machine is no login node of a PBS cluster, or PBS_CONF_FILE is not set."));
        }
        return checks;
    }

    private static void limits(JsonNode server, List<Check> checks) {
        String array = server.path("max_array_size").asText("10000");
        if (PbsQueue.isOn(server.path("job_history_enable"))) {
            checks.add(Check.ok(
                    "limits",
                    "arrays of at most " + array + ", finished jobs are remembered for "
                            + server.path("job_history_duration").asText("336:00:00")));
        } else {
            checks.add(Check.ok("limits", "arrays of at most " + array));
            checks.add(Check.note(
                    "history",
                    "the server forgets jobs when they end (job_history_enable is not True)",
                    "Jobs that left no word themselves are taken for lost, whatever ended them."));
        }
        if (!PbsQueue.isOn(server.path("scheduling"))) {
            checks.add(Check.note("scheduler", "no job is started (scheduling is not True)", ""));
        }
    }

    private static Check queue(String name, JsonNode queue) {
        boolean isOpen = PbsQueue.isOn(queue.path("enabled")) && PbsQueue.isOn(queue.path("started"));
        JsonNode most = queue.path("resources_max");
        StringBuilder text =
                new StringBuilder(name + ": " + queue.path("total_jobs").asInt() + " jobs");
        most.properties()
                .forEach(limit -> text.append("; at most ")
                        .append(limit.getKey())
                        .append(' ')
                        .append(limit.getValue().asText()));
        return isOpen ? Check.ok("queue", text.toString()) : Check.note("queue", text + "; takes or runs no jobs", "");
    }
}
