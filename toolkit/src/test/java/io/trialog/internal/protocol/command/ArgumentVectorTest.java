package io.trialog.internal.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.protocol.AttemptMacros;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ArgumentVectorTest {

    private static final AttemptMacros ATTEMPT = AttemptMacros.of(Path.of("/trials/7"), 7, 2);

    private static ArgumentVector vector(String... command) {
        return new CommandLine(List.of(command), CommandLine.Form.JSON, "", false, Map.of())
                .arguments(Map.of(), ATTEMPT, Map.of("TRIALOG_STAGE", "/scratch"));
    }

    @Test
    void aCommandWithoutVariablesIsRunAsItIs() {
        assertThat(vector("prog", "--out=${trial_dir}", "$X ${x}").toRun())
                .containsExactly("prog", "--out=/trials/7", "$X ${x}");
    }

    @Test
    void theValueOfAVariableStandsNowhere() {
        ArgumentVector vector = vector("prog", "--token=${envvar:APPLE_TOKEN}!", "${envvar:TRIALOG_STAGE}/x");

        assertThat(vector.texts()).containsExactly("prog", "--token=${envvar:APPLE_TOKEN}!", "/scratch/x");
        assertThat(vector.shell()).containsExactly("prog", "--token=\"${APPLE_TOKEN}\"'!'", "/scratch/x");
    }

    @Test
    @Tag("processes")
    void whateverAVariableHoldsIsOneArgumentThatNobodyInterprets() throws Exception {
        String hostile = " $(touch x) `id` \"'\\ ; & | * ~ \n ${HOME} é";
        List<String> command = vector(
                        "printf", "<%s>", "a${envvar:APPLE_TOKEN}b${envvar:APPLE_TOKEN}", "$(id) '\"", "${envvar:NONE}")
                .toRun();

        assertThat(output(command, Map.of("APPLE_TOKEN", hostile, "NONE", "")))
                .isEqualTo("<a" + hostile + "b" + hostile + "><$(id) '\"><>");
    }

    @Test
    @Tag("processes")
    void moreThanNineWordsKeepTheirOrder() throws Exception {
        String[] words = new String[14];
        Arrays.setAll(words, i -> i == 0 ? "printf" : i == 1 ? "%s," : i + "-${envvar:APPLE_TOKEN}-" + i);

        assertThat(output(vector(words).toRun(), Map.of("APPLE_TOKEN", "t")))
                .startsWith("2-t-2,3-t-3,")
                .endsWith("12-t-12,13-t-13,");
    }

    @Test
    @Tag("processes")
    void aVariableThatIsNotSetEndsWithItsName() throws Exception {
        List<String> command = vector("printf", "%s", "${envvar:APPLE_TOKEN}").toRun();

        assertThat(output(command, Map.of()))
                .isEqualTo(
                        "trialog: The command names the environment variable APPLE_TOKEN, which is not set here.\n125");
    }

    /** What it prints, errors included, and behind that its exit code unless it is 0. */
    private static String output(List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output : output + process.exitValue();
    }
}
