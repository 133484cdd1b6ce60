package io.trialog.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A real Slurm cluster on this machine, of {@code toolkit/cluster/slurm}: slurmctld and several nodes with fake GPUs,
 * for one test or one test class. Several run side by side. A test that starts one is skipped, by its name and saying
 * what is missing, on a machine without Slurm or without root.
 *
 * <p>Thread-safe as far as Slurm is.
 */
public final class SlurmCluster implements AutoCloseable {

    private static final Path SCRIPT = script();

    private final Path directory;

    private SlurmCluster(Path directory) {
        this.directory = directory;
    }

    /**
     * Skips the calling test, saying why, unless a cluster can be started here.
     */
    public static void assume() {
        CommandOutput check = CommandOutput.of(Map.of(), "", List.of(SCRIPT.toString(), "check"));
        assumeTrue(check.code() == 0, "No test cluster: " + check.err().strip());
    }

    /**
     * Starts a cluster of three nodes of 4 CPUs, 4000 MB and 2 GPUs, unless {@code options} say otherwise.
     *
     * @param options of the script, such as {@code "--nodes", "2", "--set", "MinJobAge=10"}
     */
    public static SlurmCluster start(String... options) {
        assume();
        Path directory = temporaryDirectory();
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString(), "start", directory.toString()));
        command.addAll(List.of(options));
        SlurmCluster cluster = new SlurmCluster(directory);
        CommandOutput started = CommandOutput.of(Map.of(), "", command);
        if (started.code() != 0) {
            throw new AssertionError("the test cluster does not start: " + started.err());
        }
        return cluster;
    }

    /** Where configuration, logs and state lie; a place for the output of jobs, too. */
    public Path directory() {
        return directory;
    }

    /** The value of {@code SLURM_CONF} for whoever talks to this cluster. */
    public Path configuration() {
        return directory.resolve("slurm.conf");
    }

    /** What a command needs in its environment to talk to this cluster. */
    public Map<String, String> environment() {
        return Map.of("SLURM_CONF", configuration().toString());
    }

    /** Runs a command of Slurm, or any other, against this cluster. */
    public CommandOutput run(String... command) {
        return CommandOutput.of(environment(), "", List.of(command));
    }

    /** Submits a bash script and returns the job's id; its output goes to {@code ID.out} in the directory. */
    public String submit(String script, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "sbatch", "--parsable", "-o", directory.resolve("%j.out").toString()));
        command.addAll(List.of(options));
        return CommandOutput.of(environment(), "#!/bin/bash\n" + script + "\n", command)
                .line();
    }

    /** The state that squeue shows for a job, for instance RUNNING; empty if it knows none such. */
    public String state(String id) {
        return run("squeue", "-h", "-r", "-t", "all", "-j", id, "-o", "%T")
                .out()
                .strip();
    }

    /** Stops slurmctld by SIGSTOP: requests are accepted by the kernel and not answered. */
    public void freeze() {
        controller("freeze");
    }

    /** Lets a frozen slurmctld go on. */
    public void thaw() {
        controller("thaw");
    }

    /** Ends slurmctld, which saves its state; jobs go on. */
    public void stopController() {
        controller("stop");
    }

    /** Kills slurmctld, which forgets what it did in the last seconds, new jobs included; jobs go on. */
    public void killController() {
        controller("kill");
    }

    /** Starts slurmctld with the state that it left. */
    public void startController() {
        controller("start");
        waitFor(
                "slurmctld to answer",
                Duration.ofSeconds(20),
                () -> run("scontrol", "ping").out().contains("UP"));
    }

    private void controller(String what) {
        CommandOutput.of(Map.of(), "", List.of(SCRIPT.toString(), "controller", directory.toString(), what))
                .line();
    }

    /** Declares a node dead: its jobs end as NODE_FAIL, or are requeued. */
    public void nodeDown(String node) {
        run("scontrol", "update", "nodename=" + node, "state=down", "reason=test")
                .line();
    }

    /** A node dies with all that runs on it, which has no last word; slurmctld is told at once. */
    public void killNode(String node) {
        node(node, "kill");
        nodeDown(node);
    }

    /** A node that died comes back, without its jobs. */
    public void startNode(String node) {
        node(node, "start");
        nodeUp(node);
    }

    private void node(String node, String what) {
        CommandOutput.of(Map.of(), "", List.of(SCRIPT.toString(), "node", directory.toString(), node, what))
                .line();
    }

    /** Takes a node back into service, if it did not come back by itself, and waits until it is. */
    public void nodeUp(String node) {
        run("scontrol", "update", "nodename=" + node, "state=resume");
        waitFor(
                "node " + node,
                Duration.ofSeconds(60),
                () -> run("sinfo", "-h", "-n", node, "-p", "debug", "-o", "%T")
                        .out()
                        .matches("(idle|mixed|allocated)\\s*"));
    }

    /**
     * What Slurm wrote down when jobs ended, in that order: one entry per incarnation, also of those that a poller never
     * saw.
     */
    public List<FinishedJob> finished() {
        Path file = directory.resolve("log/jobcomp.txt");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(FinishedJob::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until squeue shows a job as running. */
    public void waitForStart(String id) {
        waitFor("the start of job " + id, Duration.ofSeconds(60), () -> "RUNNING".equals(state(id)));
    }

    /** Waits until a condition holds; fails, showing the queue, when it doesn't in time. */
    public void waitFor(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                CommandOutput queue = run("squeue", "-r", "-t", "all");
                throw new AssertionError(
                        "waited " + patience.toSeconds() + " s for " + what + "\n" + queue.out() + queue.err());
            }
            pause();
        }
    }

    /** Waits until a job, or the tasks of an array, ended so often; every restart begins after an end. */
    public void waitForEnd(String id, int ends) {
        waitFor(
                "the end of job " + id,
                Duration.ofSeconds(60),
                () -> finished().stream().filter(job -> job.is(id)).count() >= ends);
    }

    /** Ends all of its processes, jobs included, and removes its directory. */
    @Override
    public void close() {
        CommandOutput.of(Map.of(), "", List.of(SCRIPT.toString(), "stop", directory.toString()))
                .line();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("slurm");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path script() {
        for (Path root = Path.of("").toAbsolutePath(); root != null; root = root.getParent()) {
            for (String place : List.of("toolkit/cluster/slurm", "cluster/slurm")) {
                if (Files.isExecutable(root.resolve(place))) {
                    return root.resolve(place);
                }
            }
        }
        throw new IllegalStateException("no toolkit/cluster/slurm above the working directory");
    }
}
