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
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole studies whose trials are steps of an allocation, and whose controller is killed in it. */
@Tag("processes")
class SlurmStepsStudyTest {

    @TempDir
    private Path folder;

    private SlurmCluster cluster;

    @BeforeEach
    void start() {
        SlurmCluster.assume();
        cluster = SlurmCluster.start("--nodes", "2");
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private Map<String, String> inAllocation(String... options) {
        Matcher granted = Pattern.compile("Granted job allocation (\\d+)")
                .matcher(cluster.run(options).err());
        assertThat(granted.find()).as("an allocation").isTrue();
        Map<String, String> environment = new HashMap<>(cluster.environment());
        environment.put("SLURM_JOB_ID", granted.group(1));
        environment.put("STEPS", "1");
        return environment;
    }

    private ClusterStudy study(Map<String, String> environment, String program) {
        return new ClusterStudy(folder, environment, "type: slurm-steps, mem: 100M, retries: 1000", program);
    }

    @Test
    void aControllerThatIsKilledAndStartedAgainInItsAllocationFindsItsStepsRunning() throws Exception {
        Map<String, String> environment = inAllocation("salloc", "--no-shell", "--nodes=1", "--ntasks=4", "--mem=800");
        try (ClusterStudy study = study(environment, "await go; echo \"loss: $x\"")) {
            Process killed = study.start(8);
            for (int trial = 0; trial < 4; trial++) {
                study.await("started-" + trial + "-1-0");
            }
            killed.destroyForcibly().waitFor();
            Process resumed = study.start(8);
            study.mark("go");
            study.awaitEnd(resumed);

            assertThat(study.check(8))
                    .hasSize(8)
                    .allMatch(trial -> trial.attempts().size() == 1)
                    .extracting(TrialRecord::state)
                    .containsOnly(TrialState.COMPLETE);
        }
    }

    @Test
    void whatRanInAnAllocationThatIsOverGetsANewAttemptInTheNextOne() throws Exception {
        Map<String, String> first = inAllocation("salloc", "--no-shell", "--nodes=1", "--ntasks=2", "--mem=400");
        String program = "[ $TRIALOG_ATTEMPT -gt 1 ] || await never; echo \"loss: $x\"";
        try (ClusterStudy study = study(first, program)) {
            Process killed = study.start(2);
            study.await("started-0-1-0");
            study.await("started-1-1-0");
            killed.destroyForcibly().waitFor();
            cluster.run("scancel", first.get("SLURM_JOB_ID")).line();
            cluster.waitForEnd(first.get("SLURM_JOB_ID"), 1);
        }
        Map<String, String> second = inAllocation("salloc", "--no-shell", "--nodes=1", "--ntasks=2", "--mem=400");
        try (ClusterStudy study = study(second, program)) {
            Process resumed = study.start(2);
            assertThat(resumed.waitFor(90, TimeUnit.SECONDS)).as(study.output()).isTrue();

            List<TrialRecord> trials = study.check(2);
            assertThat(trials).allMatch(trial -> trial.attempts().size() == 2 && trial.state() == TrialState.COMPLETE);
        }
    }
}
