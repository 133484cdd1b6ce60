package io.trialog.internal.executor.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs the commands of a scheduler, each with a time limit. Safe for use by several threads. */
public final class CommandRunner {

    private static final Pattern PATH_SEPARATOR = Pattern.compile(":");
    private static final int SIGNALS = 128;
    private static final int LAST_SIGNAL = 64;

    private final Map<String, String> environment;
    private final AtomicLong commands = new AtomicLong();

    /**
     * What a command answered.
     *
     * @param code its exit code; -1 if it did not end in time and was killed
     */
    public record Answer(int code, String output, String errors) {

        public boolean isOk() {
            return code == 0;
        }

        public boolean isTimeout() {
            return code == -1;
        }

        /** Whether a signal ended it, by the code that the JVM makes of that. */
        public boolean wasKilled() {
            return code > SIGNALS && code <= SIGNALS + LAST_SIGNAL;
        }

        /** What it complained about, in one line. */
        public String complaint() {
            String first = errors.strip().lines().findFirst().orElse("");
            return first.isEmpty() ? "exit code " + code + " and no message" : first;
        }
    }

    /**
     * Makes a runner.
     *
     * @param environment the environment of the commands
     */
    public CommandRunner(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Returns how many commands were run.
     *
     * @return the count
     */
    public long count() {
        return commands.get();
    }

    /**
     * Runs a command to its end, or until the time limit is over.
     *
     * @param command the program and its arguments
     * @param input the file that it reads, or {@code null} for nothing
     * @param timeout how long it may take before it is killed
     * @return what it answered
     * @throws IOException if it can't be started
     */
    public Answer run(List<String> command, @Nullable Path input, Duration timeout) throws IOException {
        commands.incrementAndGet();
        Path output = Files.createTempFile("trialog-", ".out");
        Path errors = Files.createTempFile("trialog-", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(found(command))
                    .redirectInput(input == null ? Path.of("/dev/null").toFile() : input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().put("LC_ALL", "C");
            int code = await(builder.start(), timeout);
            return new Answer(code, read(output), read(errors));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    /** The command with its program's path: the JVM itself would look for it where this process does. */
    private List<String> found(List<String> command) {
        List<String> words = new ArrayList<>(command);
        for (String directory : PATH_SEPARATOR.split(environment.getOrDefault("PATH", ""), -1)) {
            Path program = Path.of(directory.isEmpty() ? "." : directory).resolve(command.get(0));
            if (Files.isExecutable(program) && !Files.isDirectory(program)) {
                words.set(0, program.toString());
                break;
            }
        }
        return words;
    }

    private static int await(Process process, Duration timeout) {
        try {
            if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return -1;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
