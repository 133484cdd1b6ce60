package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.ClusterStudy;
import io.trialog.testing.SlurmCluster;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a decision to prune makes of programs that run as jobs, in tasks of an array, and as steps. */
@Tag("processes")
class SlurmPrunedProgramsTest {

    @TempDir
    private Path folder;

    private SlurmCluster cluster;

    @BeforeEach
    void start() {
        SlurmCluster.assume();
        cluster = SlurmCluster.start();
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slurm", "slurm-array", "slurm-steps"})
    void aResultOfAProgramThatEndsByItselfCompletesItsTrialWhateverRunsIt(String executor) throws Exception {
        Map<String, String> environment = new HashMap<>(cluster.environment());
        if (executor.equals("slurm-steps")) {
            environment.putAll(allocation());
        }
        String section = "type: " + executor + ", mem: 100M, prune_grace: 2s, grace: 2s"
                + (executor.equals("slurm-steps") ? "" : ", parallel: 1");
        try (ClusterStudy study = new ClusterStudy(folder, environment, section, """
                report() { echo "{\\"seq\\":1,\\"step\\":1,\\"values\\":{\\"loss\\":$1}}" >>"$TRIALOG_REPORT"; }
                if [ "$n" = 0 ]; then
                    report 0.1
                    : >../marks/first
                    echo "OPTUNA_SCORE: 0.1"
                    exit 0
                fi
                await first
                sleep 3
                report 0.9
                await "$TRIALOG_PRUNE"
                case $n in
                  1) echo "OPTUNA_SCORE: 0.05" ;;
                  2) exit 0 ;;
                  *) echo "OPTUNA_SCORE: 0.01"; sleep 60 ;;
                esac
                """)) {
            study.run(4);

            List<TrialRecord> trials = study.check(4);
            assertThat(trials.subList(0, 4))
                    .extracting(TrialRecord::state)
                    .containsExactly(TrialState.COMPLETE, TrialState.COMPLETE, TrialState.PRUNED, TrialState.PRUNED);
            assertThat(trials.get(1).values()).containsExactly(0.05);
            assertThat(trials.get(1).prune()).isNotNull();
        }
    }

    private Map<String, String> allocation() {
        Matcher granted = Pattern.compile("Granted job allocation (\\d+)")
                .matcher(cluster.run("salloc", "--no-shell", "--nodes=1", "--ntasks=1", "--mem=400")
                        .err());
        assertThat(granted.find()).as("an allocation").isTrue();
        return Map.of("SLURM_JOB_ID", granted.group(1), "STEPS", "1");
    }
}
