package io.trialog.internal.executor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.internal.format.ShellWords;
import io.trialog.spi.JobSpec;
import io.trialog.testing.Eventually;
import io.trialog.testing.Leftovers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wrapper itself, in several shells and with hostile values. */
@Tag("processes")
final class JobScriptTest {

    private static final long SEED = 20261121;
    private static final String[] PIECES = {
        "'",
        "\"",
        "$(touch pwned)",
        "`touch pwned`",
        "${HOME}",
        "$x",
        "\\",
        "\n",
        "\r",
        "\t",
        " ",
        ";",
        "&",
        "|",
        "<",
        ">",
        "*",
        "?",
        "[a]",
        "~",
        "#",
        "!",
        "{a,b}",
        "=",
        "-",
        "--",
        "%s",
        "\\n",
        "@{token}",
        "\u0001",
        "é",
        "😀",
        "a",
        "0",
        "\u001b[31m",
        "'\"'\"'",
        "$'x'",
        "EOF",
        "\u007f"
    };

    @TempDir
    Path folder;

    private int jobs;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void everyShellRunsAJobAndEndsAllOfIt(String shell) throws Exception {
        Path bin = shell(shell);
        JobSpec spec = spec(
                List.of("sh", "-c", "echo \"$A\"; sleep 300 & setsid sleep 301 & exit 5"), Map.of("A", "b c"), null);

        assertThat(run(spec, bin)).isEqualTo(5);

        assertThat(spec.directory().resolve(JobFiles.OUTPUT)).hasContent("b c");
        assertThat(spec.directory().resolve(JobFiles.ERRORS)).isEmptyFile();
        assertThat(ExitRecord.read(spec.directory()))
                .isNotNull()
                .satisfies(exit -> assertThat(exit.exitCode()).isEqualTo(5));
        assertThat(Leftovers.of(spec.token())).isEmpty();
        assertThat(run(spec, bin)).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void everyShellKeepsTheTimeLimit(String shell) throws Exception {
        JobSpec spec = spec(
                List.of("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"), Map.of(), Duration.ofMillis(400));

        run(spec, shell(shell));

        ExitRecord exit = ExitRecord.read(spec.directory());
        assertThat(exit).isNotNull();
        assertThat(exit.timedOut()).isTrue();
        assertThat(exit.signal()).isEqualTo(9);
        assertThat(exit.seconds()).isBetween(0.5, 10.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void everyShellTurnsARequestToEndIntoACancelledExit(String shell) throws Exception {
        JobSpec spec = spec(List.of("sh", "-c", "trap 'exit 7' TERM; while :; do sleep 0.05; done"), Map.of(), null);
        Process wrapper = start(spec, shell(shell));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.exists(spec.directory().resolve(JobFiles.STARTED))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        TimeUnit.MILLISECONDS.sleep(300);

        wrapper.destroy();

        assertThat(wrapper.waitFor(20, TimeUnit.SECONDS)).isTrue();
        ExitRecord exit = ExitRecord.read(spec.directory());
        assertThat(exit).isNotNull();
        assertThat(exit.cancelled()).isTrue();
        assertThat(exit.exitCode()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void everyShellHandsAWarningOnToTheProgramWhichGoesOn(String shell) throws Exception {
        JobSpec spec = spec(
                List.of("sh", "-c", "trap 'echo warned; exit 3' USR2; echo ready; while :; do sleep 0.05; done"),
                Map.of(),
                null);
        Process wrapper = start(spec, shell(shell));
        Path output = spec.directory().resolve(JobFiles.OUTPUT);
        Eventually.holds(
                "the program is ready",
                Duration.ofSeconds(20),
                () -> Files.exists(spec.directory().resolve(JobFiles.STARTED))
                        && Files.readString(output).contains("ready"));

        new ProcessBuilder("kill", "-USR2", Long.toString(wrapper.pid()))
                .start()
                .waitFor();

        assertThat(wrapper.waitFor(20, TimeUnit.SECONDS)).isTrue();
        ExitRecord exit = ExitRecord.read(spec.directory());
        assertThat(exit).isNotNull();
        assertThat(exit.cancelled()).isFalse();
        assertThat(exit.exitCode()).isEqualTo(3);
        assertThat(spec.directory().resolve(JobFiles.OUTPUT)).content().contains("warned");
    }

    @Test
    void aRestartDoesNothingAfterAProgramThatEndedByItselfAndRunsOneThatWasStopped() throws Exception {
        JobSpec spec = spec(List.of("sh", "-c", "echo ran; exit 5"), Map.of(), null);
        assertThat(run(spec, null)).isEqualTo(5);

        assertThat(restarted(spec)).isEqualTo(0);
        assertThat(spec.directory().resolve(JobFiles.OUTPUT)).hasContent("ran");

        Path exit = spec.directory().resolve(JobFiles.EXIT);
        Files.writeString(exit, Files.readString(exit).replace("\"cancelled\":false", "\"cancelled\":true"));
        assertThat(restarted(spec)).isEqualTo(5);
        assertThat(spec.directory().resolve(JobFiles.OUTPUT)).hasContent("ran\nran");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void aRestartRunsAProgramThatWasKilledBeforeItsWrapperHeardOfIt(String signal) throws Exception {
        JobSpec spec = spec(List.of("sh", "-c", "echo ran; kill -s " + signal + " $$"), Map.of(), null);
        int code = run(spec, null);

        assertThat(restarted(spec)).isEqualTo(code).isGreaterThan(128);
        assertThat(spec.directory().resolve(JobFiles.OUTPUT)).hasContent("ran\nran");
    }

    /** Runs the job as the scheduler does when it starts it again. */
    private static int restarted(JobSpec spec) throws Exception {
        JobScript.Dialect again = new JobScript.Dialect("", "", ShellWords.quote(spec.token()), "1", true);
        JobScript.write(spec.directory(), JobScript.render(spec, again));
        Process wrapper = new ProcessBuilder("/bin/sh", "job.sh")
                .directory(spec.directory().toFile())
                .inheritIO()
                .start();
        assertThat(wrapper.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return wrapper.exitValue();
    }

    @Test
    void thousandsOfHostileWordsAndVariablesArriveUnchanged() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 8; round++) {
            List<String> words = new ArrayList<>();
            Map<String, String> variables = new TreeMap<>();
            for (int i = 0; i < 500; i++) {
                words.add(hostile(random));
                variables.put("V_" + i, hostile(random));
            }
            List<String> command = new ArrayList<>(List.of("sh", "-c", "printf '%s\\0' \"$@\"; env -0 >vars", "x"));
            command.addAll(words);
            JobSpec spec = spec(command, variables, null);

            assertThat(run(spec, null)).isEqualTo(0);

            assertThat(entries(spec.directory().resolve(JobFiles.OUTPUT)))
                    .as("seed " + SEED + ", round " + round)
                    .isEqualTo(words);
            Map<String, String> seen = new TreeMap<>();
            for (String entry : entries(spec.directory().resolve("vars"))) {
                String name = entry.substring(0, entry.indexOf('='));
                if (name.startsWith("V_")) {
                    seen.put(name, entry.substring(name.length() + 1));
                }
            }
            assertThat(seen).as("seed " + SEED + ", round " + round).isEqualTo(variables);
            assertThat(spec.directory().resolve("pwned")).doesNotExist();
        }
    }

    @Test
    void hostilePathsAndProgramNamesAreTakenLiterally() throws Exception {
        Path directory = Files.createDirectories(folder.resolve("it's \"$(touch pwned)\" `x` a=b\n;"));
        Path program = Files.writeString(directory.resolve("-p=$(touch pwned)"), "#!/bin/sh\npwd -P >where\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        JobSpec spec = new JobSpec(
                "paths-" + System.nanoTime(),
                "name",
                List.of("./" + program.getFileName()),
                directory,
                directory,
                Map.of(),
                null,
                Duration.ofSeconds(1),
                Map.of());

        assertThat(run(spec, null)).isEqualTo(0);

        assertThat(Files.readString(directory.resolve("where"))).isEqualTo(directory.toRealPath() + "\n");
        assertThat(directory.resolve("pwned")).doesNotExist();
    }

    @Test
    void tokensThatAreNoPlainWordsAreRefused() {
        for (String token : List.of("", "a b", "a'b", "a/b", "a\nb", "x".repeat(201))) {
            JobSpec spec = new JobSpec(
                    token, "name", List.of("true"), folder, folder, Map.of(), null, Duration.ZERO, Map.of());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JobScript.render(spec, plain("x")))
                    .withMessageStartingWith("A token must be 1 to 200 letters, digits and . _ -");
        }
    }

    @Test
    void wordsForPeopleAreQuotedOnlyWhereAShellWouldChangeThem() {
        assertThat(ShellWords.brief("--lr=1.0E-4")).isEqualTo("--lr=1.0E-4");
        assertThat(ShellWords.brief("a b")).isEqualTo("'a b'");
        assertThat(ShellWords.brief("")).isEqualTo("''");
        assertThat(ShellWords.brief("it's")).isEqualTo("'it'\\''s'");
        assertThat(ShellWords.brief("~/x")).isEqualTo("'~/x'");
    }

    @Test
    void halfASurrogatePairIsRefusedWithItsPosition() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.quote("ab\ud83d"))
                .withMessage("A word must not hold half of a surrogate pair; it stands at position 2.");
    }

    private static String hostile(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static List<String> entries(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return List.of(text.substring(0, text.length() - 1).split("\0", -1));
    }

    private JobSpec spec(List<String> command, Map<String, String> environment, @Nullable Duration limit)
            throws IOException {
        Path directory = Files.createDirectories(folder.resolve("job " + jobs++));
        String token = "script-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        return new JobSpec(
                token, "name", command, directory, directory, environment, limit, Duration.ofMillis(300), Map.of());
    }

    private static JobScript.Dialect plain(String token) {
        return new JobScript.Dialect("", "", ShellWords.quote(token), "0", true);
    }

    private static int run(JobSpec spec, @Nullable Path bin) throws Exception {
        Process wrapper = start(spec, bin);
        assertThat(wrapper.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return wrapper.exitValue();
    }

    private static Process start(JobSpec spec, @Nullable Path bin) throws IOException {
        JobScript.write(spec.directory(), JobScript.render(spec, plain(spec.token())));
        ProcessBuilder builder = new ProcessBuilder(
                        bin == null ? "/bin/sh" : bin.resolve("sh").toString(), "job.sh")
                .directory(spec.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        if (bin != null) {
            builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        }
        return builder.start();
    }

    /** A directory in which {@code sh} is that shell, with its own tools where it brings some. */
    private Path shell(String name) throws Exception {
        Path program = null;
        for (String directory : System.getenv("PATH").split(":", -1)) {
            Path candidate = Path.of(directory, name);
            program = program == null && Files.isExecutable(candidate) ? candidate : program;
        }
        assumeTrue(program != null, name + " is not installed");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        stand(bin.resolve("sh"), name.equals("busybox") ? program + " sh" : program.toString());
        if (name.equals("busybox")) {
            for (String tool : List.of("setsid", "env", "sleep", "grep", "sed", "tr", "cat", "mkdir", "mv", "uname")) {
                stand(bin.resolve(tool), program + " " + tool);
            }
        }
        return bin;
    }

    /** A program that stands for another one. */
    private static void stand(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\nexec " + command + " \"$@\"\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
