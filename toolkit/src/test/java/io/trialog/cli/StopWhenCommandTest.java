package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.cli.CommandLineInTest.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class StopWhenCommandTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void prepare() throws IOException {
        trialog = new CommandLineInTest(directory);
    }

    @Test
    void aRuleStopsTheStudyAndTheSameCommandSaysSoUntilMoreLiftsIt() throws IOException {
        String file = trialog.studyFile("tiny");
        Result run = trialog.call("run", file, "-j", "1", "--set", "stop_when.target=9");
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("\nStopped by stop_when.target (trial 0 has loss=0.", "): 1 trials are finished")
                .contains("Maybe --more 20");
        Result again = trialog.call("run", file, "-j", "1", "--set", "stop_when.target=9");
        assertThat(again.code()).isZero();
        assertThat(again.out())
                .startsWith("Nothing to do: the study 'tiny' holds 1 finished trials and was stopped by"
                        + " stop_when.target (trial 0 has loss=0.");
        assertThat(trialog.call("run", file, "--dry-run", "-j", "1", "--set", "stop_when.target=9")
                        .out())
                .contains("There is nothing to run: the study was stopped by stop_when.target (trial 0");
        Result more = trialog.call("run", file, "--more", "2", "-j", "1", "--set", "stop_when.target=9");
        assertThat(more.out()).contains("Done: 3 trials are finished");
        assertThat(trialog.call("log", "tiny").out())
                .contains("stop_when.target is lifted until 3 trials are finished");
        assertThat(trialog.call("verify", "tiny").code()).isZero();
    }

    @Test
    void statusTellsTheRulesAndWhatIsUsedOfABudget() throws IOException {
        String file = trialog.studyFile("tiny");
        trialog.call("run", file, "-n", "2", "--set", "stop_when={stagnation: 30, cpu_hours: 200}");

        assertThat(trialog.call("status", "tiny").out())
                .containsPattern("stop_when +stagnation: [01] of 30 trials without an improvement")
                .containsPattern("stop_when +cpu_hours: 0\\.00 of 200 used");
        JsonNode status = new ObjectMapper()
                .readTree(trialog.call("status", "tiny", "--json").out());
        assertThat(status.get("stopped_by").isNull()).isTrue();
        assertThat(status.get("budgets").get("cpu_hours").get("used").asDouble())
                .isBetween(1e-7, 1.0);
        assertThat(status.get("budgets").get("cpu_hours").get("bound").asDouble())
                .isEqualTo(200);
    }
}
