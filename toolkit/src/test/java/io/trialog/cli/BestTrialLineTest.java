package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code shell} in {@code best_trial.yaml}: a person copies the line into any terminal, and the best trial's program runs again. */
@Tag("processes")
class BestTrialLineTest {

    @TempDir
    private Path directory;

    @Test
    void theLineRunsFromAnywhereAlsoWithStagedData() throws Exception {
        CommandLineInTest trialog = new CommandLineInTest(directory);
        Path data = Files.createDirectories(directory.resolve("it's data"));
        Files.writeString(data.resolve("numbers.txt"), "0.25\n");
        Files.writeString(directory.resolve("train.sh"), """
                [ -s "$TRIALOG_PARAMS" ] && [ "$2" = '"quoted" \\' ] || exit 9
                echo "$TRIALOG_METRIC: $(cat "$TRIALOG_STAGE/it's data/numbers.txt")"
                """);
        String file =
                trialog.studyFile("best", "stage: {in: [\"it's data\"], to: '" + directory.resolve("to there") + "'}");
        trialog.start("run", file, "-n", "1", "--", "sh", "train.sh", "-o", "\"quoted\" \\")
                .waitFor();
        assertThat(trialog.errOfProcess()).isEmpty();

        Path yaml = trialog.study("best").resolve("best_trial.yaml");
        String line = Files.readAllLines(yaml)
                .get(Files.readAllLines(yaml).indexOf("shell: |-") + 1)
                .strip();
        JsonNode read = new YAMLMapper().readTree(yaml.toFile());

        assertThat(read.get("shell").asText())
                .as("people and programs read the same")
                .isEqualTo(line);
        assertThat(output(line)).isEqualTo("loss: 0.25\n");
    }

    private static String output(String line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", line))
                .directory(Path.of("/").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TRIALOG_"));
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
