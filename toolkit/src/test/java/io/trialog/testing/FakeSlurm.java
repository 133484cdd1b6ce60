package io.trialog.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A scheduler that answers like Slurm's sbatch, squeue, scancel, scontrol, sacct and sinfo, and shows on demand what a
 * real one doesn't: refused and unclear submissions, quotas, lost jobs, odd states, OOM, accounting, newer versions.
 * Jobs really run, as processes of this machine, unless told otherwise. Linux with a python3 only.
 *
 * <p>A job's id is {@code 12}, that of an array's task {@code 12_3}. Thread-safe.
 */
public final class FakeSlurm implements AutoCloseable {

    private static final List<String> PROGRAMS = List.of("sbatch", "squeue", "scancel", "scontrol", "sacct", "sinfo");

    private final FakePrograms programs;

    private FakeSlurm(FakePrograms programs) {
        this.programs = programs;
    }

    /** A scheduler without jobs, whose files lie in a new directory. */
    public static FakeSlurm in(Path directory) {
        return new FakeSlurm(FakePrograms.install(directory, "/io/trialog/testing/fake/fake_slurm.py", PROGRAMS));
    }

    /** The directory with the programs. */
    public Path bin() {
        return programs.bin();
    }

    /** What a command needs in its environment to find these programs before any others. */
    public Map<String, String> environment() {
        return programs.environment();
    }

    /** Runs one of the programs, or any other command. */
    public CommandOutput run(String... command) {
        return run("", command);
    }

    /** Runs one of the programs, or any other command, with something to read. */
    public CommandOutput run(String input, String[] command) {
        List<String> words = new ArrayList<>(List.of(command));
        if (PROGRAMS.contains(words.get(0))) {
            words.set(0, bin().resolve(words.get(0)).toString());
        }
        return CommandOutput.of(environment(), input, words);
    }

    /** Submits a bash script and returns the job's id; its output goes to {@code ID.out} in the directory. */
    public String submit(String script, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "sbatch",
                "--parsable",
                "-o",
                programs.directory().resolve("%j.out").toString()));
        command.addAll(List.of(options));
        return run("#!/bin/bash\n" + script + "\n", command.toArray(String[]::new))
                .line();
    }

    /** The state that squeue shows for a job, empty if it shows none. */
    public String state(String id) {
        return run("squeue", "-h", "-r", "-t", "all", "-j", id, "-o", "%T")
                .out()
                .strip();
    }

    /** From now on sacct answers, from what really happened; otherwise it says that accounting is disabled. */
    public void withAccounting() {
        set("accounting", true);
    }

    /** The version that the programs name; from 23.11 on {@code --json} has the newer form. Initially 22.05.8. */
    public void version(String version) {
        set("version", version);
    }

    /** sbatch refuses, as a QOS does, what would make more than so many jobs in the queue. */
    public void submitLimit(int jobs) {
        set("maxSubmit", jobs);
    }

    /** So many jobs run at a time, the others wait. */
    public void slots(int slots) {
        set("slots", slots);
    }

    /** No further job starts, for this reason; an empty one ends that. */
    public void block(String reason) {
        set("block", reason);
    }

    /** Jobs are only shown as running and end when {@link #end} or scancel says so; no process is started. */
    public void withoutProcesses() {
        set("run", false);
    }

    /** How long a minute of a time limit lasts. */
    public void minute(Duration length) {
        set("minute", length.toMillis() / 1000.0);
    }

    /** How long finished jobs stay visible. */
    public void minJobAge(Duration age) {
        set("minJobAge", age.toMillis() / 1000.0);
    }

    /** How long a requeued job waits at least. Initially half a second. */
    public void requeueDelay(Duration delay) {
        set("requeueDelay", delay.toMillis() / 1000.0);
    }

    /** Arrays have indices below this. */
    public void maxArraySize(int size) {
        set("maxArraySize", size);
    }

    private void set(String name, Object value) {
        programs.set(name, value);
    }

    /** Says how a program answers the next time; nothing changes until {@link ScriptedAnswer#then} is called. */
    public ScriptedAnswer next(String program) {
        return new ScriptedAnswer(programs, program);
    }

    /** A job goes on, but no command knows it any more. */
    public void lose(String id) {
        programs.control("lose", id);
    }

    /** A lost job is known again. */
    public void find(String id) {
        programs.control("find", id);
    }

    /** A job goes on, but is shown with this state and reason. */
    public void show(String id, String state, String reason) {
        programs.control("show", id, state, reason);
    }

    /** A job's true state is shown again. */
    public void showTruth(String id) {
        programs.control("show", id, "-");
    }

    /**
     * Kills a job's processes and lets it end.
     *
     * @param exitCode such as {@code 0:125}, which goes with OUT_OF_MEMORY
     */
    public void end(String id, String state, String exitCode) {
        programs.control("end", id, state, exitCode);
    }

    /** Kills a job's processes and lets it start again under its id, as after PREEMPTED or NODE_FAIL. */
    public void endAndRequeue(String id, String state) {
        programs.control("end", id, state, "0:0", "requeue");
    }

    /** How jobs ended, one entry per incarnation, in that order. */
    public List<FinishedJob> finished() {
        try (Stream<String> lines = programs.lines("jobcomp.txt")) {
            return lines.map(FinishedJob::parse).toList();
        }
    }

    /** The arguments of all calls of a program so far. */
    public List<List<String>> calls(String program) {
        return programs.calls(program);
    }

    /** Ends all of its processes; the directory stays. */
    @Override
    public void close() {
        programs.control("close");
    }
}
