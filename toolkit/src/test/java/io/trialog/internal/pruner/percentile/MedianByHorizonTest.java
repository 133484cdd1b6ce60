package io.trialog.internal.pruner.percentile;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.testing.PrunedStudy;
import io.trialog.testing.PrunerContract;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 2 of the median: a warm-up that follows from the horizon. */
final class MedianByHorizonTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return median(Map.of());
    }

    private static Pruner median(Map<String, Object> options) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("type", "median", "rule", 2));
        settings.putAll(options);
        return PrunerCatalogue.of(settings);
    }

    /** A trial that reports 1.0 at steps {@code first} to {@code last} and is complete. */
    private static void curve(PrunedStudy study, long first, long last) {
        int trial = study.ask();
        for (long step = first; step <= last; step++) {
            study.record(trial, step, 1.0);
        }
        study.tell(trial, TrialState.COMPLETE);
    }

    /** The step at which a bad trial is pruned that begins at a step, or -1. */
    private static long stop(PrunedStudy study, long first, long last) {
        int trial = study.ask();
        for (long step = first; step <= last; step++) {
            if (study.report(trial, step, 9.0).prune()) {
                study.tell(trial, TrialState.PRUNED);
                return step;
            }
        }
        study.tell(trial, TrialState.FAIL);
        return -1;
    }

    @Test
    void theFirstFifthOfTheHorizonIsSafe() {
        PrunedStudy study = PrunedStudy.minimizing(create());
        for (int i = 0; i < 4; i++) {
            curve(study, 1, 20);
        }
        curve(study, 1, 30);

        assertThat(stop(study, 1, 30)).isEqualTo(7);
    }

    @Test
    void theWarmUpIsCountedFromTheTrialsOwnFirstStep() {
        PrunedStudy study = PrunedStudy.minimizing(create());
        for (int i = 0; i < 5; i++) {
            curve(study, 1, 30);
        }

        assertThat(stop(study, 11, 30)).isEqualTo(17);
    }

    @Test
    void nothingIsPrunedBeforeFiveCurvesAreComplete() {
        PrunedStudy study = PrunedStudy.minimizing(median(Map.of("startup_trials", 1)));
        for (int i = 0; i < 4; i++) {
            curve(study, 1, 10);
        }
        int trial = study.ask();

        assertThat(study.report(trial, 9, 9.0).record().rule())
                .isEqualTo("the horizon is unknown: 4 of 5 completed trials with reports");
        curve(study, 1, 10);
        assertThat(stop(study, 1, 10)).isEqualTo(3);
    }

    @Test
    void theHorizonIsFrozenAfterFiveCurves() {
        PrunedStudy study = PrunedStudy.minimizing(create());
        for (int i = 0; i < 5; i++) {
            curve(study, 1, 10);
        }
        curve(study, 1, 1000);

        assertThat(stop(study, 1, 10)).isEqualTo(3);
    }

    @Test
    void aGivenHorizonNeedsNoCurves() {
        PrunedStudy study = PrunedStudy.minimizing(median(Map.of("max_steps", 50, "startup_trials", 1)));
        curve(study, 1, 50);

        assertThat(stop(study, 1, 50)).isEqualTo(11);
    }

    @Test
    void theDecisionCarriesHorizonAndWarmUp() {
        PrunedStudy study = PrunedStudy.minimizing(median(Map.of("max_steps", 50, "startup_trials", 1)));
        curve(study, 1, 50);
        int trial = study.ask();
        study.record(trial, 1, 9.0);

        assertThat(study.report(trial, 11, 9.0))
                .isEqualTo(new PruningDecision(
                        true, new PruneRecord(11, "median of 1 completed trial at step 11", 1, 9, 1, -1, 50, 10)));
    }

    @Test
    void optunasDefaultsNeedNoHorizon() {
        PrunedStudy study = PrunedStudy.minimizing(median(Map.of("startup_trials", 2, "warmup_steps", 0)));
        curve(study, 1, 3);
        curve(study, 1, 3);
        int trial = study.ask();

        PruningDecision decision = study.report(trial, 1, 9.0);

        assertThat(decision.prune()).isTrue();
        assertThat(decision.record().horizon()).isEqualTo(-1);
        assertThat(decision.record().warmup()).isZero();
    }

    @Test
    void aStepThatIsGivenIsTakenAsItIsAsInOptuna() {
        PrunedStudy study = PrunedStudy.minimizing(median(Map.of("startup_trials", 1, "warmup_steps", 10)));
        curve(study, 1, 30);

        assertThat(stop(study, 4, 30)).isEqualTo(10);
    }

    @Test
    void onlyTrialsWithReportsCountAsStartup() {
        PrunedStudy study = PrunedStudy.minimizing(median(Map.of("startup_trials", 2, "warmup_steps", 0)));
        curve(study, 1, 3);
        for (int i = 0; i < 5; i++) {
            study.tell(study.ask(), TrialState.COMPLETE);
        }
        int trial = study.ask();

        assertThat(study.report(trial, 1, 9.0).record().rule())
                .isEqualTo("startup: 1 of 2 completed trials with reports");
    }

    @Test
    void voidedCurvesDoNotCountForTheHorizon() {
        PrunedStudy study = PrunedStudy.minimizing(create());
        curve(study, 1, 1000);
        for (int i = 0; i < 5; i++) {
            curve(study, 1, 10);
        }
        assertThat(stop(study, 1, 10)).isEqualTo(-1);
        study.makeVoid(0);

        assertThat(stop(study, 1, 10)).isEqualTo(3);
    }
}
