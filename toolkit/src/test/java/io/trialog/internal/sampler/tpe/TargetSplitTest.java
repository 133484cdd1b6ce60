package io.trialog.internal.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.study.Direction;
import io.trialog.testing.AskedStudy;
import io.trialog.testing.Histories;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The golden numbers of several objectives are those of Optuna 5.0.0; those of constraints follow from the paper's rule. */
class TargetSplitTest {

    private static final double[][] LOSSES = {{1, 5}, {2, 3}, {4, 1}, {2, 3}, {3, 4}, {5, 5}, {1, 6}, {1.5, 4.5}, {3, 2}
    };

    private static int[] below(Histories history, int wanted, boolean... feasible) {
        var trials = history.view().trials().toArray(io.trialog.trial.TrialRecord[]::new);
        return TargetSplit.below(trials, feasible, history.view().settings().directions(), wanted);
    }

    private static boolean[] all(int count) {
        boolean[] all = new boolean[count];
        java.util.Arrays.fill(all, true);
        return all;
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void severalObjectivesAreDividedAsByTheReference(Direction direction) {
        Histories history = Histories.of(List.of(direction, Direction.MINIMIZE), 1, AskedStudy.floats(1));
        for (double[] losses : LOSSES) {
            history.complete(history.ask(Map.of("x0", 0.5)), new double[] {direction.sign() * losses[0], losses[1]});
        }

        assertThat(below(history, 1, all(9))).containsExactly(1);
        assertThat(below(history, 3, all(9))).containsExactly(0, 1, 8);
        assertThat(below(history, 5, all(9))).containsExactly(0, 1, 2, 7, 8);
        assertThat(below(history, 7, all(9)))
                .containsExactly(0, 1, 2, 3, 6, 7, 8)
                .hasSize(7);
    }

    @Test
    void theReferencePointIsThatOfTheReference() {
        assertThat(TargetSplit.reference(new double[][] {{1, -2, 0}, {3, -1, 0}}))
                .containsExactly(new double[] {3.3, -0.9, 1e-12}, within(1e-15));
    }

    @Test
    void infeasibleTrialsCountByTheirValueUntilEnoughFeasibleOnesAreThere() {
        Histories history = Histories.minimize(AskedStudy.floats(1));
        for (double value : new double[] {5, 1, 2, 4, 3, 6, 0.5}) {
            history.complete(history.ask(Map.of("x0", 0.5)), value);
        }
        boolean[] feasible = {true, false, false, true, false, true, false};

        assertThat(below(history, 1, feasible)).containsExactly(1, 2, 3, 4, 6);
        assertThat(below(history, 2, feasible)).containsExactly(0, 1, 2, 3, 4, 6);
        assertThat(below(history, 9, feasible)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(below(history, 3, new boolean[7])).isEmpty();
    }

    @Test
    void ofTheLastRankOnlyFeasibleTrialsAreTaken() {
        Histories history = Histories.of(List.of(Direction.MINIMIZE, Direction.MINIMIZE), 1, AskedStudy.floats(1));
        for (double[] losses : LOSSES) {
            history.complete(history.ask(Map.of("x0", 0.5)), losses);
        }
        boolean[] feasible = {true, false, true, false, true, true, true, false, true};

        assertThat(below(history, 2, feasible)).containsExactly(0, 8);
        assertThat(below(history, 3, feasible)).containsExactly(0, 1, 2, 3, 7, 8);
    }

    @Test
    void prunedTrialsFollowTheCompleteOnesByHowFarTheyWent() {
        Histories history = Histories.minimize(AskedStudy.floats(1));
        history.complete(history.ask(Map.of("x0", 0.5)), 9);
        for (int steps : new int[] {0, 2, 1}) {
            int number = history.ask(Map.of("x0", 0.5));
            for (int step = 0; step < steps; step++) {
                history.report(number, step, 1);
            }
            history.prune(number);
        }

        assertThat(below(history, 1, all(4))).containsExactly(0);
        assertThat(below(history, 2, all(4))).containsExactly(0, 2);
        assertThat(below(history, 3, all(4))).containsExactly(0, 2, 3);
    }

    @Test
    void theRatioOfDensitiesIsRelative() {
        assertThat(Targets.logRatio(0, 0.1)).isZero();
        assertThat(Targets.logRatio(StrictMath.log(3), 0.5)).isCloseTo(StrictMath.log(0.5), within(1e-12));
        assertThat(Targets.logRatio(-1e3, 0.2)).isCloseTo(StrictMath.log(5), within(1e-12));
        assertThat(Targets.logRatio(699.9999999, 0.5)).isCloseTo(Targets.logRatio(700.0000001, 0.5), within(1e-6));
    }
}
