package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.cli.CommandLineInTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program with two objectives and a constraint, from the study file to the commands and files that tell of it. */
@Tag("processes")
class SeveralObjectivesCommandTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void prepare() throws IOException {
        trialog = new CommandLineInTest(directory);
    }

    private String file() throws IOException {
        Path file = directory.resolve("two.yaml");
        Files.writeString(file, """
                objective:
                  command: [sh, -c, 'v=${1#--x=}; echo "loss=$v"; echo "size=$((9 - v))"; echo "mem_gb=$v"', sh, "${args}"]
                metrics:
                  - {name: loss, goal: minimize}
                  - {name: size, goal: minimize}
                constraints: {memory: "mem_gb <= 3"}
                parameters: {x: {values: [1, 3, 5]}}
                sampler: {type: grid}
                executor: {type: local, parallel: 1}
                """);
        return file.toString();
    }

    @Test
    void everyCommandTellsWhichTrialsAreFeasibleAndBest() throws IOException {
        Result run = trialog.call("run", file());
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("\n  metric:    loss (minimize), size (minimize)\n  feasible:  memory: mem_gb <= 3\n")
                .contains("complete: loss=5, size=4, not feasible: memory by 2 (")
                .contains("3 complete (1 not feasible), 0 pruned")
                .contains("\nOf 2 trials on the Pareto front: ");

        assertThat(trialog.call("trials", "two").out().lines().filter(line -> line.contains("(not feasible)")))
                .hasSize(1);
        JsonNode best = new ObjectMapper()
                .readTree(trialog.call("best", "two", "--metric", "size", "--json")
                        .out());
        assertThat(best.get("params").get("x").asInt()).isEqualTo(3);
        assertThat(best.get("feasible").asBoolean()).isTrue();
        assertThat(best.get("constraints").toString()).isEqualTo("{\"memory\":0.0}");
        List<String> csv =
                trialog.call("export", "two", "--format", "csv").out().lines().toList();
        assertThat(csv.get(0)).endsWith(",metrics_mem_gb,constraints_memory");
        assertThat(csv).anyMatch(line -> line.endsWith(",5.0,2.0"));
    }

    @Test
    void objectivesCanBeTypedInPlaceOfThoseOfTheFile() throws IOException {
        Result run = trialog.call(
                "run", file(), "--metric", "size", "--goal", "minimize", "--metric", "loss", "--goal", "MAXIMIZE");
        assertThat(run.out()).contains("  metric:    size (minimize), loss (maximize)\n");
        Result half = trialog.call(
                "run", file(), "--name", "b", "--metric", "size", "--metric", "loss", "--goal", "minimize");
        assertThat(half.code()).isEqualTo(2);
        assertThat(half.err()).contains("2 metrics and 1 goals");
    }
}
