package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, with a root of studies and an environment. */
public final class CommandLineProcess {

    private static final int SECONDS = 120;

    private final Path root;
    private final Map<String, String> environment;

    /** Runs commands about the studies in a directory, which is the working directory too. */
    public CommandLineProcess(Path root) {
        this(root, Map.of());
    }

    private CommandLineProcess(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /** The same with further environment variables. */
    public CommandLineProcess with(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(variables);
        return new CommandLineProcess(root, all);
    }

    /** What a command printed, errors included, and its exit code. */
    public record Ended(int code, String output) {}

    /** Runs a command to its end. */
    public Ended run(String... words) throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of(words));
        args.addAll(List.of("--studies", root.toString()));
        ProcessBuilder builder = JavaProcess.here(Main.class, args);
        builder.command().add(1, "-XX:TieredStopAtLevel=1");
        builder.directory(root.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SLURM_") || name.startsWith("TRIALOG_"));
        builder.environment().putAll(environment);
        Path output = root.resolveSibling("output-" + System.nanoTime() + ".txt");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output);
        assertThat(ended).as("it ends; it said: %s", text).isTrue();
        return new Ended(process.exitValue(), text);
    }

    /** Runs a command that must end well, and returns what it printed. */
    public String done(String... words) throws IOException, InterruptedException {
        Ended ended = run(words);
        assertThat(ended.code()).as(ended.output()).isZero();
        return ended.output();
    }
}
