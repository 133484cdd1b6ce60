package io.trialog.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.spi.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a program before it is started. */
class ProgramCheckTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void programs() throws IOException {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        for (String name : List.of("bin/python3", "bin/java", "go.sh")) {
            Files.createFile(directory.resolve(name));
            assertThat(directory.resolve(name).toFile().setExecutable(true)).isTrue();
        }
        Files.createFile(directory.resolve("train.py"));
        Files.createFile(bin.resolve("text"));
    }

    @Test
    void aProgramThatIsThereIsShownWithItsPath() {
        assertThat(lines("python3", "train.py"))
                .containsExactly("OK program: " + directory + "/bin/python3", "OK script: train.py");
        assertThat(lines("./go.sh")).containsExactly("OK program: " + directory + "/go.sh");
        assertThat(lines("${env}", "A=1", "python3", "-u", "train.py"))
                .containsExactly("OK program: " + directory + "/bin/python3", "OK script: train.py");
    }

    @Test
    void aProgramThatIsMissingNamesTheRemedy() {
        assertThat(lines("pyton", "train.py"))
                .containsExactly("BAD program: pyton is in no directory of the PATH. Maybe it is misspelt, or its"
                        + " environment must be activated first.");
        assertThat(lines("${interpreter}", "train.py"))
                .containsExactly("BAD program: python is in no directory of the PATH. Maybe python3.");
        assertThat(lines("go.sh")).containsExactly("BAD program: go.sh is in no directory of the PATH. Maybe ./go.sh.");
        assertThat(lines("./train.py"))
                .containsExactly(
                        "BAD program: " + directory + "/train.py can't be executed. Maybe: chmod +x ./train.py, or"
                                + " name its interpreter first: [bash, ./train.py].");
        assertThat(lines("./nothing"))
                .containsExactly("BAD program: ./nothing is no file in " + directory + ". Maybe it is misspelt.");
        assertThat(lines("text")).hasSize(1).allMatch(line -> line.startsWith("BAD program: text is in no directory"));
    }

    @Test
    void aScriptThatIsMissingIsNamed() {
        for (List<String> command : List.of(
                List.of("python3", "trian.py"),
                List.of("python3", "-u", "trian.py"),
                List.of("java", "-jar", "trian.py"))) {
            assertThat(lines(command.toArray(new String[0])))
                    .endsWith("BAD script: trian.py is not in the working directory " + directory
                            + ". Maybe objective.workdir is another one, or the name is misspelt.");
        }
        assertThat(lines("java", "Nothing.java")).anyMatch(line -> line.startsWith("BAD script: Nothing.java"));
    }

    @Test
    void aDirectoryAndAScriptOfThePathAreScriptsToo() throws IOException {
        Files.createDirectory(directory.resolve("package"));
        Files.createFile(directory.resolve("tune.js"));
        for (String name : List.of("bin/bash", "bin/node")) {
            Files.createFile(directory.resolve(name));
            assertThat(directory.resolve(name).toFile().setExecutable(true)).isTrue();
        }

        assertThat(lines("python3", "package")).endsWith("OK script: package");
        assertThat(lines("node", "tune")).endsWith("OK script: tune");
        assertThat(lines("bash", "python3")).endsWith("OK script: python3");
        assertThat(lines("bash", "text")).anyMatch(line -> line.startsWith("BAD script: text"));
    }

    @Test
    void whatIsNoScriptIsNotLookedFor() {
        for (String[] command : new String[][] {
            {"python3", "-m", "pytest"},
            {"python3", "-c", "print(1)"},
            {"java", "com.acme.Main"},
            {"java", "-cp", "x", "M"},
            {"python3", "${trial_dir}/x.py"},
            {"python3"}
        }) {
            assertThat(lines(command)).containsExactly("OK program: " + directory + "/bin/" + command[0]);
        }
        assertThat(lines("${trial_dir}/program")).isEmpty();
        assertThat(lines("${env}", "-i", "python3")).isEmpty();
    }

    @Test
    void linesOfSetUpMayChangeWhatIsFound() {
        assertThat(lines(Map.of("command", List.of("pyton")), Map.of("env_setup", List.of("module load x"))))
                .containsExactly(
                        "NOTE program: pyton is in no directory of the PATH here. The lines of env_setup may change"
                                + " that for the trials.");
    }

    @Test
    void theWorkingDirectoryMustBeThere() {
        Path nowhere = directory.resolve("nowhere");

        assertThat(new ProgramCheck(ObjectiveSettings.of(Map.of("command", List.of("a"))), nowhere, Map.of(), Map.of())
                        .look())
                .containsExactly(Check.bad(
                        "workdir",
                        "the working directory " + nowhere + " does not exist",
                        "Maybe objective.workdir in the study file is misspelt."));
    }

    @Test
    void theClassPathMustBeThere() {
        assertThat(lines(
                        Map.of("class", "a.B", "classpath", List.of(directory + "/bin/*", directory + "/b.jar")),
                        Map.of()))
                .containsExactly("BAD class path: " + directory
                        + "/b.jar does not exist. Maybe objective.classpath is misspelt.");
    }

    @Test
    void aStudyWithoutAProgramHasNothingToLookAt() {
        assertThat(lines(Map.of(), Map.of())).isEmpty();
    }

    private List<String> lines(String... command) {
        return lines(Map.of("command", List.of(command)), Map.of());
    }

    private List<String> lines(Map<String, @Nullable Object> objective, Map<String, @Nullable Object> executor) {
        Map<String, String> environment = Map.of("PATH", directory.resolve("bin") + ":/nowhere");
        return new ProgramCheck(ObjectiveSettings.of(objective), directory, environment, executor)
                .look().stream()
                        .map(check -> (check.grade() + " " + check.subject() + ": " + check.words()
                                        + (check.advice().isEmpty() ? "" : ". " + check.advice()))
                                .strip())
                        .toList();
    }
}
