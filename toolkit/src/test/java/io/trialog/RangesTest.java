package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trialog.space.FloatDistribution;
import org.junit.jupiter.api.Test;

/** Ranges that stand in code. */
class RangesTest {

    @Test
    void aHighThatNoStepReachesIsNotedOnce() {
        try (Study study = Study.builder("steps").minimize().seed(1).inMemory()) {
            study.optimize(3, trial -> trial.suggestFloat("x", 0, 1, 0.3) + trial.suggestInt("n", 0, 10, 3));
            Trial asked = study.ask();
            asked.suggestInt("m", 2, 4, 7);
            asked.suggestFloat("y", 0, 1, 0.25);

            assertThat(study.notes())
                    .containsExactly(
                            "x: the high 1.0 can't be reached from 0.0 in steps of 0.3, so that the largest value is 0.9.",
                            "n: the high 10 can't be reached from 0 in steps of 3, so that the largest value is 9.",
                            "m: the high 4 can't be reached from 2 in steps of 7, so that the largest value is 2.");
            assertThat(study.progress().remarks()).hasSize(2).allMatch(remark -> remark.contains("can't be reached"));
        }
    }

    @Test
    void aRangeOfInfiniteLengthIsRefused() {
        String message = "The bounds of 'x' must be a finite number apart, but are -1.7E308 and 1.7E308."
                + "\nMaybe bounds that are closer.";
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Study.builder("endless").minimize().parameter("x", new FloatDistribution(-1.7e308, 1.7e308)))
                .withMessage(message);
        try (Study study = Study.builder("endless").minimize().inMemory()) {
            Trial trial = study.ask();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trial.suggestFloat("x", -1.7e308, 1.7e308))
                    .withMessage(message);
            assertThat(trial.suggestFloat("y", 1e-300, 1.7e308, true)).isPositive();
        }
    }
}
