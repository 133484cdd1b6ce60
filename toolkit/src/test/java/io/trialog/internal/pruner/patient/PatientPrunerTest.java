package io.trialog.internal.pruner.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.testing.PrunedStudy;
import io.trialog.testing.PrunerContract;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class PatientPrunerTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return PrunerCatalogue.of(Map.of(
                "type",
                "patient",
                "patience",
                1,
                "pruner",
                Map.of("type", "median", "rule", 2, "startup_trials", 2, "warmup_steps", 0)));
    }

    @Test
    void goldenNumbersOfOptunaHold() {
        double[] curve = {5, 4, 4.5, 4.2, 4.1, 3.9, 4, 4, 4, 4};
        assertThat(decisions(2, 0, curve)).isEqualTo("FFFFTFFFTT");
        assertThat(decisions(2, 0.3, curve)).isEqualTo("FFFFFFFFFF");
        assertThat(decisions(0, 0, 3, 2, 2, 2.1, 1)).isEqualTo("FFFTF");
        assertThat(decisions(1, 0, 1, .9, .95, .95, .96)).isEqualTo("FFFTT");
    }

    private static String decisions(int patience, double minDelta, double... values) {
        Pruner pruner = PrunerCatalogue.of(Map.of("type", "patient", "patience", patience, "min_delta", minDelta));
        PrunedStudy study = PrunedStudy.minimizing(pruner);
        int trial = study.ask();
        StringBuilder decisions = new StringBuilder();
        for (int step = 0; step < values.length; step++) {
            study.record(trial, step, values[step]);
            decisions.append(pruner.decide(study.view(), trial).prune() ? 'T' : 'F');
        }
        return decisions.toString();
    }

    @Test
    void theInnerPrunerDecidesOnceATrialStopsImproving() {
        PrunedStudy study = PrunedStudy.minimizing(create());
        study.completed(2, 1.0);
        study.completed(2, 1.0);
        int trial = study.ask();

        assertThat(study.report(trial, 0, 5.0).record().rule()).isEqualTo("patience: 1 of 3 reports");
        study.report(trial, 1, 6.0);
        PruningDecision decision = study.report(trial, 2, 6.0);

        assertThat(decision.prune()).isTrue();
        assertThat(decision.record().rule())
                .isEqualTo("patience: no improvement in the last 2 reports; median of 2 completed trials at step 2");
        assertThat(decision.record().threshold()).isEqualTo(1.0);
        assertThat(decision.record().compared()).isEqualTo(5.0);
    }

    @Test
    void aTrialThatImprovesIsKeptWhateverTheInnerPrunerThinks() {
        PrunedStudy study = PrunedStudy.minimizing(create());
        study.completed(3, 1.0);
        study.completed(3, 1.0);
        int trial = study.ask();
        for (int step = 0; step < 4; step++) {
            assertThat(study.report(trial, step, 9.0 - step).prune()).isFalse();
        }
    }

    @Test
    void theTypeOfTheInnerPrunerMayStandAlone() {
        assertThat(PrunerCatalogue.catalogue()
                        .resolved(Map.of("type", "patient", "patience", 3, "pruner", "nop"), null))
                .containsEntry("pruner", Map.of("type", "nop", "rule", 1L));
    }

    @Test
    void theSettingsOfTheInnerPrunerAreRecordedResolved() {
        Map<String, Object> resolved = PrunerCatalogue.catalogue()
                .resolved(
                        Map.of(
                                "type",
                                "patient",
                                "patience",
                                3,
                                "pruner",
                                Map.of("type", "median", "startup_trials", 7)),
                        null);

        assertThat(resolved.get("pruner"))
                .isEqualTo(Map.of(
                        "type", "median",
                        "rule", 2L,
                        "startup_trials", 7L,
                        "warmup_steps", "auto",
                        "interval_steps", 1L,
                        "min_trials", 1L));
    }

    @Test
    void theInnerPrunerKeepsTheRuleThatTheStudyBeganWith() {
        Map<String, Object> recorded =
                Map.of("type", "patient", "rule", 1L, "patience", 3L, "pruner", Map.of("type", "median", "rule", 1L));
        Map<String, Object> resolved = PrunerCatalogue.catalogue()
                .resolved(Map.of("type", "patient", "patience", 4, "pruner", Map.of("type", "median")), recorded);

        assertThat(resolved.get("pruner"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("rule", 1L)
                .containsEntry("warmup_steps", 0L);
    }

    @Test
    void anUnknownInnerPrunerIsRefused() {
        assertThatThrownBy(() -> PrunerCatalogue.check(Map.of("type", "patient", "patience", 1, "pruner", "medium")))
                .hasMessageContaining("There is no pruner 'medium'")
                .hasMessageEndingWith("Maybe 'median'.");
    }

    @Test
    void bothJudgeByOneMetric() {
        Map<String, Object> inner = Map.of("type", "median", "metric", "accuracy", "mode", "max");
        PrunerCatalogue.check(Map.of("type", "patient", "patience", 1, "pruner", inner));
        assertThatThrownBy(() -> PrunerCatalogue.check(
                        Map.of("type", "patient", "patience", 1, "metric", "loss", "mode", "min", "pruner", inner)))
                .hasMessageContaining("must judge by the same metric, 'loss', but judges by 'accuracy'");
    }
}
