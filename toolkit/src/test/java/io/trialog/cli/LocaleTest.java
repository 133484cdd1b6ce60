package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.internal.platform.ControllerJvm;
import io.trialog.testing.JavaProcess;
import io.trialog.testing.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code LC_ALL=C}, in which a JVM knows ASCII only, with names and values that are UTF-8. */
@Tag("processes")
class LocaleTest {

    private static final String VALUE = "Käse 🧀";

    @TempDir
    private Path root;

    @BeforeEach
    void study() throws IOException {
        Files.writeString(root.resolve("apple.yaml"), """
                objective: {command: [sh, -c, 'printf "%s %s\\n" "$LC_ALL" "$1"; echo "loss: 0.5"', sh, "${args}"]}
                metric: {name: loss, goal: minimize}
                parameters: {cheese: {values: [Käse 🧀, Gouda]}}
                sampler: {type: grid, seed: 1}
                executor: {type: local, parallel: 1}
                durability: ledger
                """);
    }

    static Stream<Path> jdks() throws IOException {
        return Jdks.all().stream();
    }

    private String output(ProcessBuilder builder) throws IOException, InterruptedException {
        builder.directory(root.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("TRIALOG"));
        builder.environment().putAll(Map.of("LC_ALL", "C", "TRIALOG_HOME", "studies"));
        return JavaProcess.output(builder);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anArgumentIsWhatItsBytesSay(Path jdk) throws Exception {
        String output = output(JavaProcess.of(
                jdk, Main.class, List.of("run", "apple.yaml", "-n", "1", "--set", "description=" + VALUE)));

        assertThat(root.resolve("studies/apple/study.yaml")).content().contains(VALUE);
        assertThat(root.resolve("studies/apple/trials/0000-0999/0000/attempt-1/out.log"))
                .content()
                .as(output)
                .isEqualTo("C --cheese=" + VALUE + "\nloss: 0.5\n");
        assertThat(output(JavaProcess.of(jdk, Main.class, List.of("best", "apple"))))
                .contains(VALUE);
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() throws Exception {
        ProcessBuilder java = JavaProcess.here(Main.class, List.of("status"));
        java.command().addAll(0, List.of("sh", "-c", "exec \"$@\" \"$(printf 'k\\344se')\"", "sh"));

        assertThat(output(java)).startsWith("trialog: Arguments must be text in UTF-8, but argument 2 is not.");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theJvmOfALaunchedControllerReadsPathsAsUtf8(Path jdk) throws Exception {
        Path studies = Files.createDirectory(root.resolve("Käse"));
        List<String> command =
                ControllerJvm.of(Map.of(), List.of("--studies", studies.toString(), "run", "apple.yaml", "-n", "1"));
        ProcessBuilder controller = new ProcessBuilder(command.stream()
                .map(word -> word.endsWith("bin/java") ? jdk.resolve("bin/java").toString() : word)
                .filter(word -> !word.startsWith("--sun-misc"))
                .toList());

        String output = output(controller);

        assertThat(studies.resolve("apple/trials_results.csv"))
                .as(output)
                .content()
                .contains("0.5");
        assertThat(studies.resolve("apple/trials/0000-0999/0000/attempt-1/out.log"))
                .content()
                .as("the program has the locale of the user")
                .startsWith("C ");
    }

    @Test
    void theLauncherReadsArgumentsAsUtf8AndKeepsTheUsersLocale() throws Exception {
        Path toolkit = root.resolve("toolkit");
        for (String directory : List.of("bin", "target", "config", "jdk/bin")) {
            Files.createDirectories(toolkit.resolve(directory));
        }
        Files.copy(Path.of("bin/trialog"), toolkit.resolve("bin/trialog"));
        Files.createFile(toolkit.resolve("target/trialog-1.jar"));
        Files.createFile(toolkit.resolve("target/trialog-17.jsa"));
        Files.createFile(toolkit.resolve("config/vm.args"));
        Files.writeString(toolkit.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
        Path java = toolkit.resolve("jdk/bin/java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s|' \"$LC_ALL\" \"$TRIALOG_LC_ALL\"; locale charmap\n");
        assumeTrue(java.toFile().setExecutable(true), "needs executable files");
        ProcessBuilder launcher =
                new ProcessBuilder("sh", toolkit.resolve("bin/trialog").toString(), "status");
        launcher.environment().put("JAVA_HOME", toolkit.resolve("jdk").toString());

        assertThat(output(launcher)).matches("(C|en_US)\\.UTF-8\\|C\\|UTF-8\n");
    }
}
