package io.trialog.cli;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.trialog.StudyReader;
import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.testing.Eventually;
import io.trialog.trial.Attempt;
import io.trialog.trial.AttemptState;
import io.trialog.trial.TrialRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls {@code trialog}, in this JVM or in one of its own, with all studies in one directory. */
final class CommandLineInTest {

    /** Prints half a line about x, then the loss, which is x. */
    private static final String PROGRAM = """
            for word in "$@"; do case $word in --x=*) x=${word#--x=} ;; esac; done
            echo "x is $x"
            echo "nothing went wrong" >&2
            while [ -n "$HELD" ] && [ -e "$HELD" ]; do sleep 0.1; done
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
    private final Map<String, String> environment = new HashMap<>();

    /** What a call left. */
    record Result(int code, String out, String err) {}

    CommandLineInTest(Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(directory.resolve("objective.sh"), PROGRAM);
    }

    /** Sets a variable of the processes that are started from now on. */
    void variable(String name, String value) {
        environment.put(name, value);
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

    /** Trials of processes that are started from now on stop before their last line, until they are let go. */
    void hold() throws IOException {
        environment.put("HELD", Files.createFile(held()).toString());
    }

    /** Lets trials go on that are held, and holds none any more. */
    void release() throws IOException {
        Files.delete(held());
    }

    private Path held() {
        return directory.resolve("held");
    }

    /** Begins a call in a process of its own. */
    Process start(String... words) throws IOException {
        return startNamed("", words);
    }

    /** The same for one of several processes, whose outputs have different names. */
    Process startNamed(String name, String... words) throws IOException {
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
        builder.environment().putAll(environment);
        return builder.directory(directory.toFile())
                .redirectOutput(directory.resolve(name + "out.txt").toFile())
                .redirectError(directory.resolve(name + "err.txt").toFile())
                .start();
    }

    String outOfProcess() throws IOException {
        return outOfProcess("");
    }

    String outOfProcess(String name) throws IOException {
        return Files.readString(directory.resolve(name + "out.txt"));
    }

    String errOfProcess() throws IOException {
        return errOfProcess("");
    }

    String errOfProcess(String name) throws IOException {
        return Files.readString(directory.resolve(name + "err.txt"));
    }

    /** Waits until so many trials run as processes, and returns them. */
    List<TrialRecord> awaitRunning(String study, int n) throws Exception {
        List<TrialRecord> found = new ArrayList<>();
        Eventually.holds(n + " trials run", Duration.ofSeconds(30), () -> {
            found.clear();
            found.addAll(running(study));
            return found.size() == n
                    && found.stream().allMatch(trial -> {
                        Attempt attempt = trial.lastAttempt();
                        return attempt != null && attempt.state() == AttemptState.RUNNING;
                    });
        });
        return found;
    }

    private List<TrialRecord> running(String study) {
        try {
            return StudyRoot.isStudy(study(study))
                    ? StudyReader.open(study(study)).view().running()
                    : List.of();
        } catch (TrialogException e) {
            return List.of(); // its first event is not there yet
        }
    }

    /** Skips the calling test in a background command of a shell without job control: it and its children ignore SIGINT. */
    static void assumeInterruptsArrive() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("SigIgn:")) {
                boolean ignored = (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0;
                assumeFalse(ignored, "The tests run in the background, where SIGINT is ignored.");
            }
        }
    }

    /** Sends a signal such as {@code STOP}. */
    static void signal(String signal, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }
}
