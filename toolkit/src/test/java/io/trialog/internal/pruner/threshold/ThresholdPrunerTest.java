package io.trialog.internal.pruner.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.spi.Pruner;
import io.trialog.testing.PrunedStudy;
import io.trialog.testing.PrunerContract;
import io.trialog.trial.PruneRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThresholdPrunerTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return PrunerCatalogue.of(Map.of("type", "threshold", "lower", -8, "upper", 8));
    }

    @Test
    void goldenNumbersOfOptunaHold() {
        Pruner pruner = PrunerCatalogue.of(
                Map.of("type", "threshold", "lower", 0, "upper", 1, "warmup_steps", 2, "interval_steps", 2));
        PrunedStudy study = PrunedStudy.minimizing(pruner);
        int trial = study.ask();
        StringBuilder decisions = new StringBuilder();
        double[] values = {2, 2, 1, 5, 1, -1, -1, .5, Double.NaN};
        for (int step = 0; step < values.length; step++) {
            study.record(trial, step, values[step]);
            decisions.append(pruner.decide(study.view(), trial).prune() ? 'T' : 'F');
        }

        assertThat(decisions).hasToString("FFFFFFTFT");
    }

    @Test
    void theDecisionNamesTheBound() {
        PrunedStudy study = PrunedStudy.minimizing(create());
        int trial = study.ask();

        assertThat(study.report(trial, 3, 7.0).record())
                .isEqualTo(new PruneRecord(3, "within the bounds at step 3", 8, 7, 1, -1));
        assertThat(study.report(trial, 4, -9.0).record())
                .isEqualTo(new PruneRecord(4, "below the lower bound at step 4", -8, -9, 1, -1));
    }

    @Test
    void boundsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "threshold")))
                .hasMessage("The pruner 'threshold' must have 'lower' or 'upper', but has neither.\nMaybe upper: 100.");
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "threshold", "lower", 2, "upper", 1)))
                .hasMessage(
                        "The pruner 'threshold' must have a lower bound of at most its upper one, 1.0, but has 2.0.");
    }
}
