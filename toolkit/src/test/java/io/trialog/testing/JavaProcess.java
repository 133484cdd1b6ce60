package io.trialog.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class of the tests in a JVM of its own, with the flags that Chronicle needs. */
public final class JavaProcess {

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

    /** Runs it to its end and returns what it printed, errors included. */
    public static String output(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
