package io.trialog.internal.pruner.halving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Rule 2 of successive halving and Hyperband: rungs that follow from the horizon. */
final class HalvingByHorizonTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return newest("successive_halving", Map.of());
    }

    private static Pruner newest(String type, Map<String, Object> options) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("type", type, "rule", 2));
        settings.putAll(options);
        return PrunerCatalogue.of(settings);
    }

    private static PrunedStudy withCurves(Pruner pruner, int count, long first, long last) {
        PrunedStudy study = PrunedStudy.minimizing(pruner);
        for (int i = 0; i < count; i++) {
            int trial = study.ask();
            for (long step = first; step <= last; step++) {
                study.record(trial, step, i);
            }
            study.tell(trial, TrialState.COMPLETE);
        }
        return study;
    }

    @Test
    void theFirstRungIsATenthOfTheHorizon() {
        PrunedStudy study = withCurves(create(), 5, 1, 50);
        int trial = study.ask();

        study.record(trial, 1, 9.0);
        assertThat(study.report(trial, 4, 9.0).record().rule()).isEqualTo("rung 0 begins at step 5");
        assertThat(study.report(trial, 5, 9.0))
                .isEqualTo(new PruningDecision(
                        true, new PruneRecord(5, "rung 0 at step 5: best 2 of 6", 1, 9, 6, 0, 50, -1)));
    }

    @Test
    void stepsAreCountedFromTheTrialsOwnFirstOne() {
        PrunedStudy study = withCurves(create(), 5, 101, 150);
        int trial = study.ask();

        assertThat(study.report(trial, 101, 0.0).record().rule()).isEqualTo("rung 0 begins at step 105");
        assertThat(study.report(trial, 105, 0.0).record().rung()).isZero();
        assertThat(study.report(trial, 114, 0.0).record().rule()).isEqualTo("rung 1 begins at step 115");
    }

    @Test
    void nothingIsPrunedBeforeTheHorizonIsKnown() {
        PrunedStudy study = withCurves(create(), 4, 1, 50);

        assertThat(study.report(study.ask(), 5, 9.0).record().rule())
                .isEqualTo("the horizon is unknown: 4 of 5 completed trials with reports");
    }

    @Test
    void theReferencesRuleGoesByItsName() {
        PrunedStudy study = withCurves(newest("successive_halving", Map.of("min_resource", "first_trial")), 1, 1, 300);

        assertThat(study.report(study.ask(), 2, 0.0).record().rule()).isEqualTo("rung 0 begins at step 3");
    }

    @Test
    void hyperbandTakesBothResourcesFromTheHorizon() {
        PrunedStudy study = withCurves(newest("hyperband", Map.of()), 5, 1, 90);
        int trial = study.ask();
        int bracket = Brackets.of("golden", 9, 90, 3, true).bracketOf(trial);

        assertThat(study.report(trial, 1, 0.0).record().rule())
                .isEqualTo("bracket " + bracket + ", rung 0 begins at step " + new long[] {9, 27, 81}[bracket]);
    }

    @Test
    void aGivenMaximumIsTheHorizonOfHyperband() {
        PrunedStudy study = PrunedStudy.minimizing(newest("hyperband", Map.of("max_resource", 90)));
        int trial = study.ask();

        assertThat(study.report(trial, 1, 0.0).record().rule()).contains("rung 0 begins at step ");
    }

    @Test
    void aResourceOfAnotherWordIsRefused() {
        assertThatThrownBy(() -> newest("successive_halving", Map.of("min_resource", "last_trial")))
                .hasMessage(
                        "The option 'min_resource' of the pruner 'successive_halving' must be an integer, at least 1,"
                                + " or auto, or first_trial, but is 'last_trial'.");
    }
}
