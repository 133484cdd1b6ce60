package io.trialog.internal.executor.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trialog.internal.executor.cluster.Submission;
import io.trialog.internal.executor.job.JobScript;
import io.trialog.spi.JobSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text of a study reaches a shell, a parser of scripts or sbatch as anything but itself. */
@Tag("processes")
class SlurmQuotingTest {

    private static final long SEED = 20261121;
    private static final boolean FULL = Boolean.getBoolean("trialog.full");
    private static final int SCRIPTS = FULL ? 20_000 : 2_000;
    private static final int RUNS = FULL ? 400 : 25;
    private static final List<String> PIECES = List.of(
            "a",
            "gpu",
            "-",
            "--",
            "=",
            " ",
            "  ",
            "\t",
            "\n",
            "\r",
            "'",
            "\"",
            "''",
            "\\",
            "\\\n",
            "$",
            "$(touch pwned)",
            "`touch pwned`",
            "${HOME}",
            "$((1+1))",
            ";",
            "&",
            "&&",
            "|",
            ">pwned",
            "<",
            "*",
            "?",
            "[a-z]",
            "{a,b}",
            "~",
            "!",
            "!!",
            "#",
            "#SBATCH --wrap=x",
            "\n#SBATCH --array=0-9",
            "%j",
            "%",
            "@{command}",
            "EOF",
            "<<EOF",
            "()",
            "é",
            "😀",
            "\u2028",
            "\u0085",
            "\u001b[31m",
            "x=1");

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private String line() {
        return text().replaceAll("[\n\r]", " ");
    }

    /** A directory that can be made, and whose path sbatch can be told. */
    private Path directory(int number) {
        return folder.resolve(number + " " + line().replace('/', '.').replace('\\', '.'));
    }

    private JobSpec spec(int number, List<String> command, Map<String, String> environment) {
        Map<String, @Nullable Object> resources = new TreeMap<>();
        for (String key : List.of("partition", "account", "qos", "gpus", "mem", "constraint", "mail_user")) {
            resources.put(key, line());
        }
        resources.put("exclude", List.of(line(), line()));
        Path directory = directory(number);
        return new JobSpec(
                "t" + number, line(), command, directory, directory, environment, null, Duration.ZERO, resources);
    }

    private static SbatchOptions options(JobSpec spec, String comment) {
        return SbatchOptions.of(
                new Submission(comment, spec.name(), spec.directory(), "slurm.log", spec.resources(), List.of()));
    }

    private static String render(JobSpec spec, SbatchOptions options) {
        return SlurmScript.render(spec, options.lines(), "\"$SLURM_JOB_ID\"");
    }

    @Test
    void everyScriptIsOneThatAShellCanReadAndItsOptionsAreCommentsOfIt() throws Exception {
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        for (int i = 0; i < SCRIPTS; i++) {
            JobSpec spec = spec(i, List.of("prog", text(), text()), Map.of("V", text()));
            spec.resources().put("env_setup", List.of(text(), text()));
            spec.resources().put("srun_args", List.of(text()));
            SbatchOptions options = options(spec, "trialog:" + line());

            assertThat(options.lines().lines()).as("seed %d", SEED).allMatch(line -> line.startsWith("#"));
            assertThat(options.arguments())
                    .contains("--partition=" + spec.resources().get("partition"), "--job-name=" + spec.name())
                    .allMatch(word -> word.startsWith("--"));
            Files.writeString(scripts.resolve(i + ".sh"), render(spec, options));
        }
        assertThat(shell(scripts, "for f in *.sh; do sh -n $f || echo $f; done", Map.of()))
                .as("seed %d", SEED)
                .isEmpty();
    }

    @Test
    void argumentsAndVariablesArriveAsTheyWereAndNothingElseIsDone() throws Exception {
        String program = "printf '%s\\0' \"$@\" \"$V\" >argv";
        for (int i = 0; i < RUNS; i++) {
            List<String> texts = List.of(text(), text(), "", text());
            JobSpec spec = spec(i, with(List.of("sh", "-c", program, "program"), texts), Map.of("V", text()));
            if (i % 2 == 0) {
                spec.resources().put("env_setup", List.of(": '" + text().replace("'", "") + "'", "true # " + line()));
            }
            Files.createDirectories(spec.directory());
            String script = render(spec, options(spec, "trialog:x"));
            Path file = JobScript.write(spec.directory(), script);

            shell(spec.directory(), "sh ./job.sh", Map.of("SLURM_JOB_ID", "1"));

            assertThat(Files.readString(spec.directory().resolve("argv")))
                    .as("seed %d, script %s", SEED, script)
                    .isEqualTo(String.join(
                            "\0", with(texts, List.of(spec.environment().get("V"), ""))));
            assertThat(file).exists();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .as("seed %d", SEED)
                    .doesNotContain("pwned");
        }
    }

    private static List<String> with(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static String shell(Path directory, String line, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--wrap=rm",
                "--wra=rm",
                "-a0-9",
                "-a 0-9",
                "--array=0-9",
                "--arr=0-9",
                "--output=/x",
                "--out=/x",
                "-o/x",
                "-Jx",
                "--job-n=x",
                "-D/",
                "--comm=x",
                "--chdir=/"
            })
    void whatTrialogReliesOnIsRefusedAsADirectiveAlsoInShort(String directive) {
        JobSpec spec = spec(0, List.of("true"), Map.of());
        spec.resources().put("directives", List.of(directive));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(spec, "x"))
                .withMessageContaining(directive)
                .withMessageContaining("which Trialog sets itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a100", "--x\n--y", "-", "--", "-x\ny", "--constraint a100"})
    void whatIsNoSingleOptionIsRefusedAsADirective(String directive) {
        JobSpec spec = spec(0, List.of("true"), Map.of());
        spec.resources().put("directives", List.of(directive));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(spec, "x"))
                .withMessageContaining("must be one option of sbatch");
    }

    @Test
    void aShortOptionAndItsValueAreTwoArguments() {
        JobSpec spec = spec(0, List.of("true"), Map.of());
        spec.resources().put("directives", List.of("-p debug", "-N2", "--constraint=a b"));

        assertThat(options(spec, "x").arguments()).contains("-p", "debug", "-N2", "--constraint=a b");
    }

    @Test
    void aDirectoryWhereSlurmCanNotWriteALogIsRefused() {
        JobSpec plain = spec(0, List.of("true"), Map.of());
        Path directory = folder.resolve("back\\slash");
        JobSpec spec = new JobSpec(
                "t", "name", plain.command(), directory, directory, Map.of(), null, Duration.ZERO, plain.resources());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(spec, "x"))
                .withMessageContaining("must not hold a backslash");
    }

    @Test
    void aValueOfSeveralLinesIsRefusedForAnOption() {
        JobSpec spec = spec(0, List.of("true"), Map.of());
        spec.resources().put("partition", "debug\n#SBATCH --wrap=rm");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(spec, "x"))
                .withMessageContaining("--partition must be one line");
    }
}
