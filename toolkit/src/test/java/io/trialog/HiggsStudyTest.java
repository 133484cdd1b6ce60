package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.study.OpenOptions;
import io.trialog.testing.SharedData;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the repository as a study, on real events where they are present. */
@Tag("processes")
class HiggsStudyTest {

    private static final Path NOTEBOOKS =
            Path.of("../notebooks").toAbsolutePath().normalize();

    @TempDir
    Path root;

    @Test
    void aTrialThatStopsBecauseItIsPrunedIsPrunedAlthoughItEndsWithCode0() throws Exception {
        OpenOptions options = OpenOptions.of(NOTEBOOKS.resolve("higgs.yaml").toString())
                .withRoot(root)
                .withOverrides(List.of(
                        "objective.command=[java, -XX:+UseSerialGC, -XX:TieredStopAtLevel=1, "
                                + NOTEBOOKS.resolve("Higgs.java") + ", --events=400, --model=net, --layers=1]",
                        "objective.workdir=" + root,
                        "parameters={learning_rate: {values: [0.01, 1.0e-6, 1.0e-7]}, epochs: {value: 3000}}",
                        "sampler=grid",
                        "pruner={type: median, startup_trials: 1, warmup_steps: 0}",
                        "executor={type: local, parallel: 1, poll: 20ms, prune_grace: 60s}"));
        try (Study study = Study.open(options)) {
            study.optimize(3);

            List<TrialRecord> pruned = study.view().trials().stream()
                    .filter(trial -> trial.state() == TrialState.PRUNED)
                    .toList();
            assertThat(pruned).isNotEmpty();
            for (TrialRecord trial : pruned) {
                Path attempt = root.resolve("higgs/trials/0000-0999/000" + trial.number() + "/attempt-1");
                assertThat(Files.readString(attempt.resolve("out.log")))
                        .contains("Stopped: the study pruned this trial.");
                assertThat(Files.readString(attempt.resolve("exit.json"))).contains("\"exit_code\":0");
            }
        }
    }

    @Test
    void trainsOnRealEventsReportsPerEpochAndIsProved() throws Exception {
        Path events = SharedData.path("data/higgs/train.csv.gz");
        assumeTrue(Files.exists(events), "There are no real events at " + events + ".");
        OpenOptions options = OpenOptions.of(NOTEBOOKS.resolve("higgs.yaml").toString())
                .withRoot(root)
                .withOverrides(List.of("objective.command=[env, 'HIGGS_DATA=" + events + "', java,"
                        + " -XX:+UseSerialGC, -XX:TieredStopAtLevel=1, " + NOTEBOOKS.resolve("Higgs.java") + "]"));
        try (Study study = Study.open(options)) {
            study.optimize(4);

            assertThat(study.finishedTrials()).isEqualTo(4);
            assertThat(study.best().value()).isBetween(0.5, 1.0);
            assertThat(study.best().reports().size()).isEqualTo(20);
            assertThat(study.best().metrics()).containsKey("test_auc");
            assertThat(study.replay().verify().isGreen())
                    .as(study.replay().verify().toString())
                    .isTrue();
        }
    }
}
