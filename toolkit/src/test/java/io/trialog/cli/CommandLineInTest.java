package io.trialog.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Calls {@code trialog}, in this JVM or in one of its own, with all studies in one directory. */
final class CommandLineInTest {

    /** Prints half a line about x, then the loss, which is x. */
    private static final String PROGRAM = """
            for word in "$@"; do case $word in --x=*) x=${word#--x=} ;; esac; done
            echo "x is $x"
            echo "nothing went wrong" >&2
            sleep "${PAUSE:-0}"
            echo "loss: $x"
            """;

    private static final String STUDY = """
            objective: {command: [sh, objective.sh]}
            metric: {name: loss, goal: minimize}
            parameters: {x: {min: 0.0, max: 1.0}}
            sampler: {type: random, seed: 1}
            executor: {type: local, parallel: 2, poll: 10ms}
            durability: ledger
            """;

    private final Path directory;

    /** What a call left. */
    record Result(int code, String out, String err) {}

    CommandLineInTest(Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(directory.resolve("objective.sh"), PROGRAM);
    }

    /** A study file beside the program; {@code more} stands at its end. */
    String studyFile(String name, String... more) throws IOException {
        Path file = directory.resolve(name + ".yaml");
        Files.writeString(file, STUDY + String.join("\n", more) + "\n");
        return file.toString();
    }

    Path studies() {
        return directory.resolve("studies");
    }

    Path study(String name) {
        return studies().resolve(name);
    }

    Result call(String... words) {
        return call(false, "", words);
    }

    /** As if a person sat at a terminal and typed this. */
    Result callAtTerminal(String typed, String... words) {
        return call(true, typed, words);
    }

    private Result call(boolean live, String typed, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                live,
                Map.of("TRIALOG_HOME", studies().toString()),
                InstantSource.system());
        int code = Main.run(terminal, words);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Begins a call in a process of its own, in whose trials the program pauses for so many seconds. */
    Process start(int pause, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("config", "vm.args").toAbsolutePath(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(Arrays.asList(words));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("TRIALOG_HOME", studies().toString());
        builder.environment().put("PAUSE", Integer.toString(pause));
        return builder.directory(directory.toFile())
                .redirectOutput(directory.resolve("out.txt").toFile())
                .redirectError(directory.resolve("err.txt").toFile())
                .start();
    }

    String outOfProcess() throws IOException {
        return Files.readString(directory.resolve("out.txt"));
    }

    String errOfProcess() throws IOException {
        return Files.readString(directory.resolve("err.txt"));
    }
}
