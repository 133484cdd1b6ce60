package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.spi.Check;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at a Slurm cluster from where a controller would run: reachable, which limits, which partitions. */
final class SlurmCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int POLL_SECONDS = 15;
    private static final List<String> LIMITS = List.of(
            "SLURM_VERSION", "MaxArraySize", "MinJobAge", "MessageTimeout", "KillWait", "JobRequeue", "PreemptMode");

    private final CommandRunner commands;

    /** @param environment the environment of this process */
    SlurmCheck(Map<String, String> environment) {
        this.commands = new CommandRunner(SlurmEnvironment.clean(environment));
    }

    /** Everything that can be told without submitting anything. */
    List<Check> look() {
        List<Check> checks = new ArrayList<>();
        CommandRunner.Answer queue = run("squeue", "--me", "-h", "-o", "%i");
        if (!queue.isOk()) {
            checks.add(Check.bad(
                    "scheduler",
                    "squeue: " + queue.complaint(),
                    "Maybe this machine is no login node of a Slurm cluster, or SLURM_CONF is not set."));
            return checks;
        }
        checks.add(
                Check.ok("scheduler", "Slurm answers; " + queue.output().lines().count() + " of your jobs are queued"));
        limits(checks);
        partitions(checks);
        CommandRunner.Answer accounting = run("sacct", "-X", "-n", "-o", "JobID");
        checks.add(
                accounting.isOk()
                        ? Check.ok("accounting", "sacct answers")
                        : Check.note(
                                "accounting",
                                "sacct: " + accounting.complaint(),
                                "Jobs that the queue has forgotten are judged by their own files alone."));
        return checks;
    }

    private void limits(List<Check> checks) {
        Map<String, String> config = new LinkedHashMap<>();
        run("scontrol", "show", "config").output().lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                config.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        });
        List<String> shown = LIMITS.stream()
                .filter(config::containsKey)
                .map(name -> name + " " + config.get(name))
                .toList();
        checks.add(Check.ok("limits", String.join(", ", shown)));
        int age = leadingNumber(config.getOrDefault("MinJobAge", "300"));
        if (age < 3 * POLL_SECONDS) {
            checks.add(Check.note(
                    "limits",
                    "finished jobs vanish from the queue after " + age + " s",
                    "Maybe poll faster than that: executor.poll: " + Math.max(1, age / 3) + "s."));
        }
        if (config.getOrDefault("MaxArraySize", "1").equals("0")) {
            checks.add(Check.note("limits", "job arrays are not allowed", "Use executor.type slurm, not slurm-array."));
        }
    }

    private void partitions(List<Check> checks) {
        CommandRunner.Answer partitions = run("sinfo", "-h", "-o", "%P|%a|%l|%D|%c|%m|%G");
        if (!partitions.isOk()) {
            checks.add(Check.note("partitions", "sinfo: " + partitions.complaint(), ""));
            return;
        }
        partitions.output().lines().forEach(line -> {
            String[] f = line.strip().split("\\|", -1);
            if (f.length == 7) {
                String text = f[0].replace("*", " (default)") + ": " + f[3] + " nodes of " + f[4] + " CPUs, " + f[5]
                        + " MB" + (f[6].equals("(null)") ? "" : ", " + f[6]) + "; at most " + f[2];
                checks.add(
                        f[1].equals("up")
                                ? Check.ok("partition", text)
                                : Check.note("partition", text + "; " + f[1], ""));
            }
        });
    }

    private static int leadingNumber(String text) {
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end)) && end < 9) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(text.substring(0, end));
    }

    private CommandRunner.Answer run(String... command) {
        try {
            return commands.run(List.of(command), null, TIMEOUT);
        } catch (IOException e) {
            return new CommandRunner.Answer(127, "", command[0] + " can't be run: " + e.getMessage());
        }
    }
}
