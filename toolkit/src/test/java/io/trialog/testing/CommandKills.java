package io.trialog.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Slurm's commands under observation: a directory, first in a controller's {@code PATH}, of scripts that run the real ones, and
 * that kill the controller ({@code kill -9}) at one chosen invocation.
 */
public final class CommandKills implements AutoCloseable {

    private static final List<String> COMMANDS =
            List.of("sbatch", "scancel", "squeue", "scontrol", "sacct", "sinfo", "srun");
    private static final Pattern SEPARATOR = Pattern.compile(":");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;

    /** When the controller is killed, and what becomes of the command. */
    public enum When {
        /** The command is never run. */
        BEFORE,
        /** It was run, and its answer is lost. */
        AFTER,
        /** It outlives its controller, and is run when the next one has asked for the queue once and asks again. */
        LATE
    }

    /**
     * An invocation of a command at which the controller is killed.
     *
     * @param nth counted from 1, per controller and command
     */
    public record Moment(String command, int nth, When when) {

        @Override
        public String toString() {
            return when.name().toLowerCase(Locale.ROOT) + " " + command + " " + nth;
        }
    }

    /** @param directory where the scripts and what they count are kept; is made */
    public CommandKills(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        for (String command : COMMANDS) {
            Path script =
                    Files.writeString(directory.resolve(command), """
                    #!/bin/sh
                    [ -z "$SLURM_JOB_ID" ] || exec '%1$s' "$@" # a job asks, not the controller
                    cd '%2$s' || exit 1
                    nth=1
                    until mkdir "%3$s.$nth" 2>/dev/null; do nth=$((nth + 1)); done
                    [ '%3$s' != squeue ] || echo >>asked
                    read -r command wanted when <moment
                    controller=$(cat /proc/$PPID/comm) # or whoever inherits the children of one that is dead already
                    [ "$command-$wanted-$controller" = "%3$s-$nth-java" ] || exec '%1$s' "$@"
                    [ "$when" != AFTER ] || '%1$s' "$@" >/dev/null 2>&1
                    kill -9 $PPID
                    [ "$when" = LATE ] || exit 1
                    enough=$(($(wc -l <asked) + 2))
                    until [ -e go ] || [ "$(wc -l <asked)" -ge $enough ]; do sleep 0.1; done
                    '%1$s' "$@" >/dev/null 2>&1
                    : >went
                    """.formatted(real(command), directory, command));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.createFile(directory.resolve("asked"));
        spare();
    }

    private static Path real(String command) {
        return SEPARATOR
                .splitAsStream(System.getenv("PATH"))
                .map(place -> Path.of(place).resolve(command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("/nowhere", command));
    }

    /** The environment for a controller that is to be killed. */
    public Map<String, String> under(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", directory + ":" + System.getenv("PATH"));
        return all;
    }

    /** The next controller is killed there. */
    public void at(Moment moment) throws IOException {
        arm(moment.command() + " " + moment.nth() + " " + moment.when());
    }

    /** The next controller is not killed. */
    public void spare() throws IOException {
        arm("none 0 NEVER");
    }

    private void arm(String moment) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path counted : files.filter(Files::isDirectory).toList()) {
                Files.delete(counted);
            }
        }
        Files.writeString(directory.resolve("moment"), moment + "\n");
    }

    /** Waits for the end of a late command. */
    public void awaitLate() throws Exception {
        close();
        Eventually.holds("the late command is run", PATIENCE, () -> Files.exists(directory.resolve("went")));
    }

    /** Lets a late command go on that nobody waited for. */
    @Override
    public void close() throws IOException {
        Files.write(directory.resolve("go"), List.of());
    }
}
