package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.ClusterStudy;
import io.trialog.testing.SlurmCluster;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand short trials through 32 places on 8 nodes; 60 of them without {@code -Pfull}. */
@Tag("processes")
class SlurmLoadTest {

    private static final boolean FULL = Boolean.getBoolean("trialog.full");
    private static final int TRIALS = FULL ? 1_000 : 60;
    private static final int PLACES = FULL ? 32 : 16;
    private static final int QUIET_SECONDS = FULL ? 60 : 10;

    @TempDir
    Path folder;

    /** What a controller uses at one moment. */
    private record Figures(long cpuMillis, long wallMillis, long threads, long files, long heap) {

        static Figures parse(String line) {
            String[] words = line.split(" ", -1);
            return new Figures(
                    number(words[1]), number(words[2]), number(words[3]), number(words[4]), number(words[5]));
        }

        private static long number(String word) {
            return Long.parseLong(word);
        }
    }

    @Test
    void manyShortTrialsLeaveNoFilesThreadsOrMemoryBehindAndWaitingCostsNextToNothing() throws Exception {
        SlurmCluster.assume();
        try (SlurmCluster cluster = SlurmCluster.start("--nodes", "8");
                ClusterStudy study = new ClusterStudy(
                        folder,
                        cluster.environment(),
                        "mem: 10M, type: slurm-array, parallel: " + PLACES,
                        "await go; echo \"loss: $x\"")) {
            study.edit("poll: 0.3s", "poll: 2s");
            Process controller = study.start(TRIALS);
            study.await("started-" + (PLACES - 1) + "-1-0");
            TimeUnit.SECONDS.sleep(3);
            ClusterStudy.tell(controller, "figures");
            TimeUnit.SECONDS.sleep(QUIET_SECONDS);
            ClusterStudy.tell(controller, "figures");
            study.await("both figures", () -> figures(study).size() == 2);
            study.mark("go");
            controller.waitFor(FULL ? 1_800 : 120, TimeUnit.SECONDS);
            study.awaitEnd(controller);

            List<TrialRecord> trials = study.check(TRIALS);
            study.check(cluster);
            assertThat(trials).hasSize(TRIALS).extracting(TrialRecord::state).containsOnly(TrialState.COMPLETE);
            assertThat(trials).allMatch(trial -> trial.attempts().size() == 1);
            judge(figures(study));
        }
    }

    private static List<Figures> figures(ClusterStudy study) throws Exception {
        return study.output()
                .lines()
                .filter(line -> line.startsWith("figures "))
                .map(Figures::parse)
                .toList();
    }

    private static void judge(List<Figures> figures) {
        Figures before = figures.get(0);
        Figures waited = figures.get(1);
        Figures end = figures.get(2);
        System.out.println("Load: " + TRIALS + " trials, " + figures);
        double share = (waited.cpuMillis() - before.cpuMillis()) / (double) (waited.wallMillis() - before.wallMillis());
        assertThat(share).as("CPU while all trials run, %s", figures).isLessThan(FULL ? 0.02 : 0.05);
        assertThat(end.threads()).as("threads, %s", figures).isLessThanOrEqualTo(waited.threads());
        assertThat(end.files()).as("open files, %s", figures).isLessThanOrEqualTo(waited.files() + 2);
        assertThat(end.heap() - waited.heap())
                .as("bytes for the study itself, %s", figures)
                .isLessThan(4_000_000L + 20_000L * TRIALS);
    }
}
