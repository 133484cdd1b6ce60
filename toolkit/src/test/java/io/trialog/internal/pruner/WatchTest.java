package io.trialog.internal.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.TrialPruned;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.study.ReplayResult;
import io.trialog.trial.TrialState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchTest {

    @Test
    void aMetricOfItsOwnNeedsAMode() {
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "median", "metric", "accuracy")))
                .hasMessage("A pruner that watches a metric of its own, 'accuracy', must have 'mode', but has none.\n"
                        + "Maybe mode: min, or mode: max.");
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "median", "mode", "max")))
                .hasMessageStartingWith("A pruner with 'mode' (max) must have 'metric', but has none.");
    }

    @Test
    void aPrunerJudgesByTheMetricThatItWatchesAndReplayDoesTheSame() {
        try (Study study = Study.builder("watched")
                .minimize("loss")
                .pruner("threshold", Map.of("lower", 0.5, "metric", "accuracy", "mode", "max"))
                .inMemory()) {
            study.optimize(2, trial -> {
                for (int step = 1; step <= 3; step++) {
                    trial.report(Map.of("loss", -9.0, "accuracy", trial.number() == 0 ? 0.9 : 1.0 - step / 4.0), step);
                    if (trial.shouldPrune()) {
                        throw new TrialPruned();
                    }
                }
                return 1.0;
            });

            assertThat(study.trial(0).state()).isEqualTo(TrialState.COMPLETE);
            assertThat(study.trial(1).state()).isEqualTo(TrialState.PRUNED);
            assertThat(study.trial(1).prune().compared()).isEqualTo(0.25);
            assertThat(study.trial(1).watched().get("accuracy").size()).isEqualTo(3);
            ReplayResult replay = study.replay().verify().replay();
            assertThat(replay.differenceCount()).isZero();
            assertThat(replay.decisions()).isEqualTo(1);
        }
    }

    @Test
    void aPrunerIsNotAskedAboutReportsOfOtherMetrics() {
        try (Study study = Study.builder("unwatched")
                .minimize("loss")
                .pruner("threshold", Map.of("lower", 0.5, "metric", "accuracy", "mode", "max"))
                .inMemory()) {
            study.optimize(1, trial -> {
                trial.report(-9.0, 1);
                assertThat(trial.shouldPrune()).isFalse();
                return 1.0;
            });

            assertThat(study.replay().verify().replay().reports()).isZero();
        }
    }
}
