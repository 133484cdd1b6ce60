package io.trialog.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.analysis.ParetoData.Outcome;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.testing.Histories;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParetoDataTest {

    private final Histories study = Histories.of(List.of(Direction.MINIMIZE, Direction.MAXIMIZE), 1, SearchSpace.EMPTY);

    private int complete(double... values) {
        int number = study.ask(Map.of());
        study.complete(number, values);
        return number;
    }

    @Test
    void theFrontHoldsWhatNothingElseDominates() {
        complete(1, 1);
        complete(2, 3);
        complete(2, 2);
        study.fail(study.ask(Map.of()));
        study.ask(Map.of());

        ParetoData data = ParetoData.of(study.view());

        assertThat(data.outcomes())
                .containsExactly(
                        new Outcome(0, true, List.of(1.0, 1.0)),
                        new Outcome(1, true, List.of(2.0, 3.0)),
                        new Outcome(2, true, List.of(2.0, 2.0)));
        assertThat(data.front()).containsExactly(0, 1);
        assertThat(data.values(1)).containsExactly(1, 3, 2);
    }

    @Test
    void infeasibleTrialsAreThereButNeverOnTheFront() {
        int infeasible = study.ask(Map.of());
        study.constrain(infeasible, "memory", 1).complete(infeasible, new double[] {0, 9});
        complete(1, 1);

        ParetoData data = ParetoData.of(study.view());

        assertThat(data.outcomes()).first().isEqualTo(new Outcome(0, false, List.of(0.0, 9.0)));
        assertThat(data.front()).containsExactly(1);
    }

    @Test
    void infiniteValuesAreCountedAndVoidTrialsAreNot() {
        complete(1, Double.POSITIVE_INFINITY);
        complete(1, 1);
        study.makeVoid(complete(0, 5));

        ParetoData data = ParetoData.of(study.view());

        assertThat(data.outcomes()).extracting(Outcome::trial).containsExactly(1);
        assertThat(data.infinite()).isEqualTo(1);
        assertThat(data.front()).as("the trial that is better can't be drawn").isEmpty();
    }
}
