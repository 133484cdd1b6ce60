package io.trialog.internal.journal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A study that a packaged Trialog runs, as a user runs it: by its commands, one process each. The program of its trials is a
 * shell script, and waits for marks that the caller puts.
 */
final class JarStudy {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path jar;
    private final Path root;
    private final String name;
    private final Map<String, String> environment = new HashMap<>();

    /**
     * @param jar the jar with all classes
     * @param root the directory of the studies
     * @param name the name of the study
     */
    JarStudy(Path jar, Path root, String name) {
        this.jar = jar;
        this.root = root;
        this.name = name;
    }

    /**
     * Writes the program and the study file.
     *
     * @param program lines of shell, with {@code await MARK} and the values of {@code --x=}, {@code --y=} and {@code --z=}
     * @param file the study file without the objective
     */
    JarStudy with(String program, String file) throws IOException {
        Files.createDirectories(marks());
        Files.createDirectories(workdir());
        Files.writeString(root.resolve(name + ".sh"), """
                marks='%s'
                await() { until [ -e "$marks/$1" ]; do sleep 0.05; done; }
                wrapper() { sed 's/.*"pid": *\\([0-9]*\\).*/\\1/' "$TRIALOG_TRIAL_DIR/started.json" | head -n 1; }
                for a in "$@"; do case $a in --x=*) x=${a#--x=};; --y=*) y=${a#--y=};; --z=*) z=${a#--z=};; esac; done
                t=$TRIALOG_TRIAL-$TRIALOG_ATTEMPT
                : >"$marks/started-$t-$TRIALOG_RESTART"
                """.formatted(marks()) + program);
        Files.writeString(
                root.resolve(name + ".yaml"),
                "name: " + name + "\nobjective: {command: [sh, ../" + name + ".sh], workdir: " + name + "-work}\n"
                        + file);
        return this;
    }

    /** With another variable for all of its processes. */
    JarStudy with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    private Path marks() {
        return root.resolve(name + "-marks");
    }

    /** The name of the study. */
    String name() {
        return name;
    }

    /** Where the programs of its trials run. */
    Path workdir() {
        return root.resolve(name + "-work");
    }

    /** The directory of the study. */
    Path directory() {
        return root.resolve(name);
    }

    /** The study file. */
    String file() {
        return root.resolve(name + ".yaml").toString();
    }

    /** Lets trials go on that wait for this mark. */
    void mark(String mark) throws IOException {
        Files.createFile(marks().resolve(mark));
    }

    /** Waits until an attempt has started its program; {@code run} is {@code TRIAL-ATTEMPT-RESTART}. */
    void awaitStart(String run) {
        await("the start of " + run, () -> Files.exists(marks().resolve("started-" + run)));
    }

    /** Waits until this text stands in the log. */
    void awaitLog(String text) {
        await(text + " in the log", () -> log().contains(text));
    }

    /** Waits until this regular expression matches a part of the log. */
    void awaitMatch(String pattern) {
        await(pattern + " in the log", () -> log().lines().anyMatch(line -> line.matches(".*" + pattern + ".*")));
    }

    private void await(String what, Eventually.Condition condition) {
        try {
            Eventually.holds(what, PATIENCE, condition);
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }

    /** How the scheduler knows the job of a trial's last attempt that was submitted. */
    String job(int trial) throws IOException {
        Matcher found = Pattern.compile(
                        "\"type\":\"JobSubmitted\".*\"trial\":" + trial + ",.*\"nativeId\":\"([^\"]*)\"")
                .matcher(log());
        String id = "";
        while (found.find()) {
            id = found.group(1);
        }
        return id;
    }

    private String log() throws IOException {
        Path ledger = directory().resolve("ledger");
        StringBuilder text = new StringBuilder();
        for (int epoch = 1; Files.exists(ledger.resolve("%06d.jsonl".formatted(epoch))); epoch++) {
            text.append(Files.readString(ledger.resolve("%06d.jsonl".formatted(epoch)), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    /** Runs a command that must end well. */
    String command(String... words) throws IOException, InterruptedException {
        return ended(start(words), 0);
    }

    /** Waits for the end of a command, which must have this exit code. */
    String ended(Process process, int code) throws InterruptedException, IOException {
        boolean over = process.waitFor(PATIENCE.toSeconds() * 3, TimeUnit.SECONDS);
        String said = Files.readString(output());
        assertThat(over).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(code);
        return said;
    }

    private Path output() {
        return root.resolve(name + "-output.txt");
    }

    /** Starts a command. */
    Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-jar",
                jar.toString(),
                "--studies",
                root.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().keySet().removeIf(variable -> variable.matches("(SLURM|SBATCH|SQUEUE|SRUN|TRIALOG)_.*"));
        builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin"); // stands in some reasons
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Presses Ctrl-C and waits for the end. */
    void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Kills a controller, which has no last word. */
    static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
