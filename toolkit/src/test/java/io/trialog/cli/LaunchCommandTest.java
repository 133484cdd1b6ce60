package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.StudyReader;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.testing.JavaProcess;
import io.trialog.testing.SlurmCluster;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies that jobs run, begun and ended by what a user types, on a real cluster of one node. */
@Tag("processes")
final class LaunchCommandTest {

    private SlurmCluster cluster;

    @TempDir
    private Path folder;

    private String pause = "1";

    @BeforeEach
    void begin() throws IOException {
        SlurmCluster.assume();
        cluster = SlurmCluster.start("--nodes", "1", "--cpus", "4");
        Files.writeString(folder.resolve("far.yaml"), """
                objective:
                  command: [sh, -c, 'sleep "$PAUSE"; echo "loss: 0.5"']
                  parameters: env
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                executor: {type: slurm, parallel: 2, poll: 500ms, mem: 50M, prune_grace: 0.2s}
                controller: {mem: 400M, cpus: 1}
                durability: ledger
                """);
    }

    @AfterEach
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"at once", "when the job has started"})
    void inTheSecondsAfterLaunchCancelEndsTheStudy(String when) throws Exception {
        pause = "120";
        trialog("launch", "far.yaml", "-n", "3");
        if (!when.equals("at once")) {
            cluster.waitFor(
                    "the controller's job",
                    Duration.ofSeconds(30),
                    () -> !cluster.run("squeue", "-h", "-t", "R").out().isBlank());
        }

        String cancelled = trialog("cancel", "far");

        assertThat(cancelled).doesNotContain("trialog:");
        awaitEmptyQueue();
        assertThat(trialog("status", "far")).doesNotContain("is run by job", "takes over");
        if (StudyRoot.isStudy(folder.resolve("studies/far"))) {
            assertThat(StudyReader.open(folder.resolve("studies/far")).view().running())
                    .isEmpty();
        }
        assertThat(trialog("delete", "far", "--yes")).contains("Deleted");
    }

    @Test
    void aStudyWhoseJobsWereEndedFromOutsideSaysWhyAndIsLaunchedAgainUntilItIsDone() throws Exception {
        pause = "120";
        trialog("launch", "far.yaml", "-n", "2");
        cluster.waitFor(
                "a running trial",
                Duration.ofSeconds(90),
                () -> cluster.run("squeue", "-h", "-t", "R", "-n", "far_trial_0")
                        .out()
                        .contains("far_"));
        cluster.run("scancel", "-u", "root").line();
        awaitEmptyQueue();

        String status = trialog("status", "far");
        String monitored = trialog("monitor", "far");
        pause = "1";
        String again = trialog("launch", "far");
        awaitEmptyQueue();
        String nothing = trialog("launch", "far.yaml", "-n", "2");

        assertThat(status)
                .containsPattern("controller +no job runs the study any more; job \\d+ was the last: .*CANCELLED")
                .containsPattern("its log .*/controller/\\d+\\.log ends:")
                .contains("'trialog launch far' goes on")
                .doesNotContain("trialog resume");
        assertThat(monitored).contains("no job runs the study any more");
        assertThat(again).contains("The study 'far' ");
        assertThat(nothing)
                .contains(
                        "Nothing to do, and nothing was submitted: the study 'far' holds 2 finished trials, and 2 were asked"
                                + " for.");
        assertThat(cluster.run("squeue", "-h").out()).isBlank();
        assertThat(trialog("status", "far"))
                .contains("'trialog launch far --more 10' runs more")
                .doesNotContain("no job runs the study any more");
        assertThat(StudyReader.open(folder.resolve("studies/far")).view().trials())
                .filteredOn(trial -> trial.state().isFinished())
                .extracting(TrialRecord::error)
                .containsOnlyNulls();
    }

    @Test
    void aStudyThatBrokeSaysWhatItsControllerSaid() throws Exception {
        trialog("launch", "far.yaml", "-n", "3", "--", "sh", "-c", "exit 7");
        awaitEmptyQueue();

        assertThat(trialog("status", "far"))
                .contains("it broke: Too many trials failed in a row")
                .contains("exit code 7")
                .contains("| trialog: Too many trials failed in a row")
                .contains("'trialog launch far' goes on");
    }

    private void awaitEmptyQueue() {
        cluster.waitFor(
                "an empty queue",
                Duration.ofSeconds(180),
                () -> cluster.run("squeue", "-h").out().isBlank());
    }

    private String trialog(String... words) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("--studies", folder.resolve("studies").toString()));
        for (String word : words) {
            all.add(word.endsWith(".yaml") ? folder.resolve(word).toString() : word);
        }
        ProcessBuilder builder = JavaProcess.here(Main.class, all);
        builder.environment().putAll(cluster.environment());
        builder.environment().put("PAUSE", pause);
        return JavaProcess.output(builder);
    }
}
