package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Starts a main class of the tests in a JVM of its own, with the flags that Chronicle needs. */
public final class JavaProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private JavaProcess() {}

    /** The command line for a main class under the JVM in {@code javaHome}. */
    public static ProcessBuilder of(Path javaHome, Class<?> main, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.add("@" + Path.of("config/vm.args").toAbsolutePath());
        command.add("-XX:+UseSerialGC");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(args);
        return new ProcessBuilder(command);
    }

    /** As {@link #of}, under the JVM of the tests. */
    public static ProcessBuilder here(Class<?> main, List<String> args) {
        return of(Path.of(System.getProperty("java.home")), main, args);
    }

    /** Runs it to its end, and no longer than two minutes, and returns what it printed, errors included. */
    public static String output(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        CompletableFuture<Process> cut = process.onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((ended, late) -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(cut).as("it ends; it said: %s", output).succeedsWithin(PATIENCE);
        return output;
    }
}
