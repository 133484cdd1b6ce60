package io.trialog.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A scheduler that answers like Slurm's sbatch, squeue, scancel, scontrol, sacct and sinfo, and shows on demand what a
 * real one doesn't: refused and unclear submissions, quotas, lost jobs, odd states, OOM, accounting, newer versions.
 * Jobs really run, as processes of this machine, unless told otherwise. Linux with a python3 only.
 *
 * <p>A job's id is {@code 12}, that of an array's task {@code 12_3}. Thread-safe.
 */
public final class FakeSlurm implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PROGRAMS = List.of("sbatch", "squeue", "scancel", "scontrol", "sacct", "sinfo");

    /** The interpreter itself: what stands in the PATH may be a script that looks for it, slowly and at every call. */
    static final String PYTHON = CommandOutput.of(
                    Map.of(), "", List.of("python3", "-c", "import sys; print(sys.executable)"))
            .line();

    private final Path directory;

    private FakeSlurm(Path directory) {
        this.directory = directory;
    }

    /** A scheduler without jobs, whose files lie in a new directory. */
    public static FakeSlurm in(Path directory) {
        try {
            FakeSlurm fake = new FakeSlurm(directory.toAbsolutePath());
            Files.createDirectories(fake.bin());
            for (String program : PROGRAMS) {
                fake.install(program);
            }
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install(String program) throws IOException {
        Path file = Files.writeString(
                bin().resolve(program),
                "#!/bin/sh\nexec '" + PYTHON + "' -SE '" + script() + "' '" + directory + "' " + program + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path script() {
        try {
            return Path.of(Objects.requireNonNull(FakeSlurm.class.getResource("/io/trialog/testing/fake/fake_slurm.py"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The directory with the programs. */
    public Path bin() {
        return directory.resolve("bin");
    }

    /** What a command needs in its environment to find these programs before any others. */
    public Map<String, String> environment() {
        return Map.of("PATH", bin() + ":" + System.getenv("PATH"));
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
                "sbatch", "--parsable", "-o", directory.resolve("%j.out").toString()));
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
        control("set", name, JSON.valueToTree(value).toString());
    }

    /** Says how a program answers the next time; nothing changes until {@link Answer#then} is called. */
    public Answer next(String program) {
        return new Answer(program);
    }

    /** What a program does otherwise than usually. Without more it does what it does always. */
    public final class Answer {

        private final ObjectNode rule = JSON.createObjectNode();

        private Answer(String program) {
            rule.put("program", program);
        }

        /** Only for command lines in which this regular expression is found. */
        public Answer matching(String pattern) {
            rule.put("match", pattern);
            return this;
        }

        /** Not once but so often; -1 for ever. */
        public Answer times(int times) {
            rule.put("times", times);
            return this;
        }

        /** Nothing is done: no job is submitted, nothing cancelled. */
        public Answer ignored() {
            rule.put("accept", false);
            return this;
        }

        /** It takes this long to answer: before it acts if {@link #ignored}, else after it did. */
        public Answer hanging(Duration time) {
            rule.put("hang", time.toMillis() / 1000.0);
            return this;
        }

        /** Lines around what it prints. */
        public Answer surrounded(String before, String after) {
            rule.put("before", before).put("after", after);
            return this;
        }

        /** The exit code and what it prints. */
        public Answer printing(int code, String out, String err) {
            rule.put("code", code).put("stdout", out).put("stderr", err);
            return this;
        }

        /** It fails with this message; unless {@link #ignored}, what it does has been done all the same. */
        public Answer failing(int code, String message) {
            return printing(code, "", message + "\n");
        }

        /** From now on. */
        public void then() {
            control("rule", rule.toString());
        }
    }

    /** A job goes on, but no command knows it any more. */
    public void lose(String id) {
        control("lose", id);
    }

    /** A lost job is known again. */
    public void find(String id) {
        control("find", id);
    }

    /** A job goes on, but is shown with this state and reason. */
    public void show(String id, String state, String reason) {
        control("show", id, state, reason);
    }

    /** A job's true state is shown again. */
    public void showTruth(String id) {
        control("show", id, "-");
    }

    /**
     * Kills a job's processes and lets it end.
     *
     * @param exitCode such as {@code 0:125}, which goes with OUT_OF_MEMORY
     */
    public void end(String id, String state, String exitCode) {
        control("end", id, state, exitCode);
    }

    /** Kills a job's processes and lets it start again under its id, as after PREEMPTED or NODE_FAIL. */
    public void endAndRequeue(String id, String state) {
        control("end", id, state, "0:0", "requeue");
    }

    /** How jobs ended, one entry per incarnation, in that order. */
    public List<FinishedJob> finished() {
        try (Stream<String> lines = lines("jobcomp.txt")) {
            return lines.map(FinishedJob::parse).toList();
        }
    }

    /** The arguments of all calls of a program so far. */
    public List<List<String>> calls(String program) {
        try (Stream<String> lines = lines("calls.jsonl")) {
            return lines.map(FakeSlurm::parse)
                    .filter(call -> call.get("program").asText().equals(program))
                    .map(call -> call.get("arguments")
                            .valueStream()
                            .map(JsonNode::asText)
                            .toList())
                    .toList();
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> lines(String name) {
        try {
            Path file = directory.resolve(name);
            return Files.exists(file) ? Files.lines(file) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void control(String... words) {
        List<String> command =
                new ArrayList<>(List.of(PYTHON, "-SE", script().toString(), directory.toString(), "control"));
        command.addAll(List.of(words));
        CommandOutput.of(environment(), "", command).line();
    }

    /** Ends all of its processes; the directory stays. */
    @Override
    public void close() {
        control("close");
    }
}
