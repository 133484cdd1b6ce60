package io.trialog.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A real OpenPBS on this machine, of {@code toolkit/cluster/pbs}, for one test class. A test that starts one is skipped, saying
 * what is missing, unless {@code PBS_EXEC} names an installed one and the test runs as root. Its jobs are those of an ordinary
 * user. Thread-safe as far as PBS is.
 */
public final class PbsCluster implements AutoCloseable {

    private static final Path SCRIPT = script();

    /** PBS does not want to live below a directory into which everybody may write. */
    private static final Path HOMES = Path.of("/var/lib");

    private final Path directory;
    private final String user;

    private PbsCluster(Path directory, String user) {
        this.directory = directory;
        this.user = user;
    }

    /** Skips the calling test, saying why, unless a cluster can be started here. */
    public static void assume() {
        CommandOutput check = CommandOutput.of(Map.of(), "", List.of(SCRIPT.toString(), "check"));
        assumeTrue(check.code() == 0, "No PBS: " + check.err().strip());
    }

    /**
     * Starts a cluster of one node.
     *
     * @param options of the script, such as {@code "--set", "set server max_array_size = 4"}
     */
    public static PbsCluster start(String... options) {
        assume();
        try {
            Path directory = Files.createTempDirectory(HOMES, "trialog-pbs");
            List<String> command = new ArrayList<>(List.of(SCRIPT.toString(), "start", directory.toString()));
            command.addAll(List.of(options));
            CommandOutput started = CommandOutput.of(Map.of(), "", command);
            if (started.code() != 0) {
                throw new AssertionError("the test cluster does not start: " + started.err());
            }
            return new PbsCluster(
                    directory, Files.readString(directory.resolve("user")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a process needs in its environment to talk to this cluster. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("PBS_CONF_FILE", directory.resolve("pbs.conf").toString());
        environment.put("USER", user);
        return environment;
    }

    /** Runs a command of PBS as the test user. */
    public CommandOutput run(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.set(0, directory.resolve("bin").resolve(command[0]).toString());
        return CommandOutput.of(environment(), "", words);
    }

    /** Runs a command of qmgr as the manager. */
    public void manage(String command) {
        script("qmgr", command).line();
    }

    /** The server is frozen, thawed, killed or started again: requests to a frozen one hang. */
    public void server(String what) {
        script("server", what).line();
    }

    private CommandOutput script(String action, String argument) {
        return CommandOutput.of(Map.of(), "", List.of(SCRIPT.toString(), action, directory.toString(), argument));
    }

    /** Waits until a condition holds; fails, showing the queue, when it doesn't in time. */
    public void waitFor(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                CommandOutput queue = run("qstat", "-x", "-t");
                throw new AssertionError(
                        "waited " + patience.toSeconds() + " s for " + what + "\n" + queue.out() + queue.err());
            }
            pause();
        }
    }

    /** Ends all of its processes, jobs included, and removes its directory. */
    @Override
    public void close() {
        CommandOutput.of(Map.of(), "", List.of(SCRIPT.toString(), "stop", directory.toString()))
                .line();
        CommandOutput.of(Map.of(), "", List.of("rm", "-rf", directory.toString()))
                .line();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Path script() {
        for (Path root = Path.of("").toAbsolutePath(); root != null; root = root.getParent()) {
            for (String place : List.of("toolkit/cluster/pbs", "cluster/pbs")) {
                if (Files.isExecutable(root.resolve(place))) {
                    return root.resolve(place);
                }
            }
        }
        throw new IllegalStateException("no toolkit/cluster/pbs above the working directory");
    }
}
