package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.CommandLineInTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could not run is one message, before anything is made. */
@Tag("processes")
class PreflightTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void setUp() throws IOException {
        trialog = new CommandLineInTest(directory);
    }

    @Test
    void aMissingProgramIsOneMessageAndNoStudy() throws IOException {
        Result result = trialog.call("run", missing("apple"), "-n", "8");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("trialog: No trial of the study 'apple' could run:\n"
                        + "  program: no-such-program is in no directory of the PATH.\n"
                        + "Maybe it is misspelt, or its environment must be activated first.\n");
        assertThat(trialog.study("apple")).doesNotExist();
        assertThat(trialog.call("run", missing("apple"), "-n", "8", "--name", "pear")
                        .err())
                .startsWith("trialog: No trial of the study 'pear' could run:\n");
    }

    @Test
    void aStudyThatLosesItsScriptFailsNoTrial() throws IOException {
        String file = trialog.studyFile("apple");
        assertThat(trialog.call("run", file, "-n", "1").code()).isZero();
        Files.delete(directory.resolve("objective.sh"));

        Result result = trialog.call("run", file, "-n", "8");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("  script: objective.sh is not in the working directory " + directory);
        assertThat(trialog.call("status", "apple").out()).contains("1 complete").doesNotContain("1 failed");
        assertThat(trialog.call("run", file, "-n", "1").code())
                .as("nothing is to be run")
                .isZero();
    }

    @Test
    void aVariableOfStageThatIsNotSetIsFoundBeforehand() throws IOException {
        Result result =
                trialog.call("run", trialog.studyFile("apple", "stage: {to: $NO_SUCH_VARIABLE/x, in: [a]}"), "-n", "1");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("  stage: '$NO_SUCH_VARIABLE/x' names the variable NO_SUCH_VARIABLE, which is not set on this"
                        + " machine.\nMaybe export it before 'trialog launch'.");
        assertThat(trialog.study("apple")).doesNotExist();
    }

    @Test
    void doctorLooksAtTheProgramOfAFileAndOfAStudy() throws IOException {
        Result missing = trialog.call("doctor", missing("apple"));
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.out()).containsPattern("BAD +program +no-such-program is in no directory of the PATH");

        String file = trialog.studyFile("pear");
        assertThat(trialog.call("doctor", file).out()).containsPattern("OK +script +objective.sh");
        assertThat(trialog.call("run", file, "-n", "1").code()).isZero();
        Files.delete(directory.resolve("objective.sh"));
        assertThat(trialog.call("doctor", "pear").out())
                .containsPattern("BAD +script +objective.sh is not in the working directory");
    }

    private String missing(String name) throws IOException {
        Path file = Path.of(trialog.studyFile(name));
        Files.writeString(file, Files.readString(file).replace("[sh, objective.sh]", "[no-such-program, x]"));
        return file.toString();
    }
}
