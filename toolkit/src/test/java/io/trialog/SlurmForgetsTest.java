package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.ClusterStudy;
import io.trialog.testing.SlurmCluster;
import io.trialog.trial.Attempt;
import io.trialog.trial.AttemptState;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies on a real cluster that forgets finished jobs after two seconds and takes arrays of four tasks at most. */
@Tag("processes")
class SlurmForgetsTest {

    private static SlurmCluster cluster;

    @TempDir
    Path folder;

    private ClusterStudy study;

    @BeforeAll
    static void start() {
        SlurmCluster.assume();
        cluster = SlurmCluster.start("--nodes", "2", "--set", "MinJobAge=2", "--set", "MaxArraySize=5");
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @AfterEach
    void end() {
        if (study != null) {
            study.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slurm", "slurm-array"})
    void aJobThatEndedWithoutAWordWhileNoControllerLookedGetsANewAttemptAndOneThatLeftWordCounts(String type)
            throws Exception {
        study = new ClusterStudy(
                folder,
                cluster.environment(),
                "mem: 10M, parallel: 2, type: " + type,
                "[ $TRIALOG_ATTEMPT -gt 1 ] || await go-$n; echo \"loss: $x\"");
        Process controller = study.start(2);
        study.await("started-0-1-0");
        study.await("started-1-1-0");
        controller.destroyForcibly().waitFor();
        List<String> jobs = study.starts().stream()
                .sorted()
                .map(line -> line.replaceFirst(".* ", ""))
                .toList();
        cluster.run("scancel", "-s", "KILL", "--full", jobs.get(0)).line();
        study.mark("go-1");
        cluster.waitFor(
                "Slurm to forget both",
                Duration.ofSeconds(60),
                () -> cluster.run("squeue", "-h", "-t", "all").out().isBlank());
        study.run(2);

        List<TrialRecord> trials = study.check(2);
        study.check(cluster);
        assertThat(trials.get(0).attempts())
                .extracting(Attempt::state)
                .containsExactly(AttemptState.LOST, AttemptState.EXITED);
        assertThat(trials.get(1).attempts()).extracting(Attempt::state).containsExactly(AttemptState.EXITED);
        assertThat(trials).extracting(TrialRecord::state).containsOnly(TrialState.COMPLETE);
    }

    @Test
    void arraysAreCutToWhatTheClusterTakes() throws Exception {
        study = new ClusterStudy(
                folder, cluster.environment(), "mem: 10M, parallel: 3, type: slurm-array", "echo \"loss: $x\"");
        study.run(11);

        List<TrialRecord> trials = study.check(11);
        assertThat(trials).hasSize(11).allMatch(trial -> trial.attempts().size() == 1);
        assertThat(trials.stream()
                        .map(trial -> trial.attempts().get(0).nativeId().replaceFirst("_.*", ""))
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(3);
    }
}
