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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A scheduler that answers like PBS's qsub, qstat, qdel, qsig, qalter and qselect, and shows on demand what a real one doesn't:
 * refused and unclear submissions, limits, lost jobs, no history. Jobs really run, as processes of this machine. Linux with a
 * python3 only. A job's id is {@code 12.pbs1}, that of an array's element {@code 12[3].pbs1}. Thread-safe.
 */
public final class FakePbs implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The last one is a sign that qsub is PBS's. */
    private static final List<String> PROGRAMS =
            List.of("qsub", "qstat", "qdel", "qsig", "qalter", "qselect", "pbs_rstat");

    private final Path directory;

    private FakePbs(Path directory) {
        this.directory = directory;
    }

    /** A scheduler without jobs, whose files lie in a new directory. */
    public static FakePbs in(Path directory) {
        try {
            FakePbs fake = new FakePbs(directory.toAbsolutePath());
            Files.createDirectories(fake.bin());
            for (String program : PROGRAMS) {
                Path file = Files.writeString(
                        fake.bin().resolve(program),
                        "#!/bin/sh\nexec '" + FakeSlurm.PYTHON + "' -SE '" + script() + "' '" + fake.directory + "' "
                                + program + " \"$@\"\n");
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path script() {
        try {
            return Path.of(Objects.requireNonNull(FakePbs.class.getResource("/io/trialog/testing/fakepbs/fake_pbs.py"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The directory with the programs. */
    public Path bin() {
        return directory.resolve("bin");
    }

    /** The environment of this process, in which these programs are found before any others. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PATH", bin() + ":" + System.getenv("PATH"));
        return environment;
    }

    /** Runs one of the programs. */
    public CommandOutput run(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.set(0, bin().resolve(command[0]).toString());
        return CommandOutput.of(environment(), "", words);
    }

    /** A setting of {@code jobs.py}: slots, killDelay, second, maxArraySize, maxQueued, history, run, version. */
    public void set(String name, Object value) {
        control("set", name, JSON.valueToTree(value).toString());
    }

    /** Says how a program answers the next time; nothing changes until {@link Answer#then} is called. */
    public Answer next(String program) {
        return new Answer(program);
    }

    /** What a program does otherwise than usually. */
    public final class Answer {

        private final ObjectNode rule = JSON.createObjectNode();

        private Answer(String program) {
            rule.put("program", program);
        }

        /** Not once but so often; -1 for ever. */
        public Answer times(int times) {
            rule.put("times", times);
            return this;
        }

        /** Nothing is done: no job is submitted, nothing deleted. */
        public Answer ignored() {
            rule.put("accept", false);
            return this;
        }

        /** It takes this long to answer: before it acts if {@link #ignored}, else after it did. */
        public Answer hanging(Duration time) {
            rule.put("hang", time.toMillis() / 1000.0);
            return this;
        }

        /** The exit code and what it prints. */
        public Answer printing(int code, String out, String err) {
            rule.put("code", code).put("stdout", out).put("stderr", err);
            return this;
        }

        /** From now on. */
        public void then() {
            control("rule", rule.toString());
        }
    }

    /** Other attributes of a job are shown than it has: a JSON object. */
    public void show(String id, String attributes) {
        control("show", id, attributes);
    }

    /** The server knows a job no longer; it goes on. */
    public void forget(String id) {
        control("forget", id);
    }

    /** A job is ended and started again under its id, as by qrerun. */
    public void rerun(String id) {
        control("rerun", id);
    }

    /** The arguments of all calls of a program so far. */
    public List<List<String>> calls(String program) {
        Path file = directory.resolve("calls.jsonl");
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(FakePbs::parse)
                    .filter(call -> call.get("program").asText().equals(program))
                    .map(call -> call.get("arguments")
                            .valueStream()
                            .map(JsonNode::asText)
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void control(String... words) {
        List<String> command =
                new ArrayList<>(List.of(FakeSlurm.PYTHON, "-SE", script().toString(), directory.toString(), "control"));
        command.addAll(List.of(words));
        CommandOutput.of(Map.of(), "", command).line();
    }

    /** Ends all of its processes; the directory stays. */
    @Override
    public void close() {
        control("close");
    }
}
