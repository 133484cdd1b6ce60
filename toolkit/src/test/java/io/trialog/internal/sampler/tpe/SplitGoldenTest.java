package io.trialog.internal.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.testing.Histories;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Histories with complete, pruned (with and without reports, NaN as the last one), failed, running and infeasible trials,
 * told in random order. The expected numbers were computed with Optuna 5.0.0: the trials of {@link Example} with the states
 * below were added to a study with {@code create_trial}; {@code _split_trials} gave the numbers, {@code
 * _build_parzen_estimator(...).log_pdf} the densities at configurations 1000 to 1003. NumPy's argsort was made stable for
 * that, since the order of equal ints decides which of them gets which bandwidth.
 */
class SplitGoldenTest {

    /** Which trials are complete; the others are pruned. */
    private enum Complete {
        MOST,
        SOME,
        FEW;

        boolean is(int number) {
            int digit = number % 10;
            return switch (this) {
                case MOST -> digit != 1 && digit != 6;
                case SOME -> digit != 1 && digit != 6 && digit % 4 == 0;
                case FEW -> number % 20 == 0;
            };
        }
    }

    private static StudyView history(Direction direction, int count, Complete complete, long seed) {
        Histories history = Histories.of(direction, 1, Example.SPACE);
        List<Integer> order = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            history.ask(Example.params(number + 1));
            order.add(number);
        }
        Collections.shuffle(order, new Random(seed));
        for (int number : order) {
            boolean running = number >= count - 4 || number % 13 == 5;
            if (!running) {
                tell(history, number, direction.sign() * Example.value(Example.params(number + 1)), complete);
            }
        }
        history.ask(Map.of());
        return history.view();
    }

    private static void tell(Histories history, int number, double value, Complete complete) {
        if (number % 10 == 3) {
            history.fail(number);
            return;
        }
        if (number % 9 == 4) {
            history.constrain(number, "first", number % 5 - 2.0);
            history.constrain(number, "second", number % 2 == 1 ? 0.5 : -1);
        }
        if (complete.is(number)) {
            history.complete(number, value);
            return;
        }
        int reports = number % 4;
        for (int step = 0; step < reports; step++) {
            boolean last = step == reports - 1;
            history.report(number, step, last && number % 7 == 1 ? Double.NaN : value + 0.1 * (reports - step));
        }
        history.prune(number);
    }

    private static void check(StudyView view, int[] below, int[] above, double[] good, double[] bad) {
        TpeTable table = new TpeTable(Example.options(1, Map.of()));
        table.follow(view);
        Model model = new Model(table.jointSpace(), Example.options(1, Map.of()), Weights.OLD_DECAY);
        model.follow(table, view.running(), view.trialCount() - 1);

        assertThat(model.belowNumbers()).containsExactly(below);
        assertThat(model.aboveNumbers()).containsExactly(above);
        double[][] densities = model.logDensities(points());
        assertThat(densities[0]).containsExactly(good, within(1e-10));
        assertThat(densities[1]).containsExactly(bad, within(1e-10));
    }

    /** Configurations 1000 to 1003 as coordinates in the order of names: c, lr (its logarithm), n, x. */
    private static double[][] points() {
        double[][] points = new double[4][];
        for (int i = 0; i < 4; i++) {
            Map<String, Object> params = Example.params(1000 + i);
            points[i] = new double[] {
                "abc".indexOf((String) params.get("c")),
                StrictMath.log((double) params.get("lr")),
                (long) params.get("n"),
                (double) params.get("x")
            };
        }
        return points;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mostlyCompleteTrialsToldInAnyOrder(long seed) {
        check(
                history(Direction.MINIMIZE, 60, Complete.MOST, seed),
                new int[] {17, 22, 38, 45, 50},
                new int[] {
                    0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 18, 19, 20, 21, 24, 25, 26, 27, 28, 29, 30, 31,
                    32, 34, 35, 36, 37, 39, 40, 41, 42, 44, 46, 47, 48, 49, 51, 52, 54, 55, 56, 57, 58, 59
                },
                new double[] {-8.2148023715131, -7.20821621744504, -8.1291074661042, -8.12071675265433},
                new double[] {-10.0682503306987, -9.85874957806142, -9.98141340119752, -9.97544597131837});
    }

    @Test
    void maximizedWithMorePrunedThanCompleteTrials() {
        check(
                history(Direction.MAXIMIZE, 47, Complete.SOME, 4),
                new int[] {10, 14, 24, 38},
                new int[] {
                    0, 1, 2, 4, 5, 6, 7, 8, 9, 11, 12, 15, 16, 17, 18, 19, 20, 21, 22, 25, 26, 27, 28, 29, 30, 31, 32,
                    34, 35, 36, 37, 39, 40, 41, 42, 43, 44, 45, 46
                },
                new double[] {-7.9897917064508, -5.92207865112298, -6.30656208601351, -5.92274126760724},
                new double[] {-9.8870255322178, -8.66915103338549, -9.41793800729122, -9.82970450092309});
    }

    @Test
    void prunedTrialsAreGoodWhenCompleteOnesAreTooFew() {
        check(
                history(Direction.MINIMIZE, 60, Complete.FEW, 5),
                new int[] {0, 19, 20, 40, 51},
                new int[] {
                    1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 21, 22, 24, 25, 26, 27, 28, 29, 30, 31, 32,
                    34, 35, 36, 37, 38, 39, 41, 42, 44, 45, 46, 47, 48, 49, 50, 52, 54, 55, 56, 57, 58, 59
                },
                new double[] {-7.48841397661723, -6.04443478466467, -7.52400457653504, -6.66361353645474},
                new double[] {-10.0321217877534, -9.85870185391029, -9.97815975636002, -9.97544578930335});
    }

    @Test
    void aTenthRoundedUpIsGoodButAtMost25() {
        Split split = new Split(0.1);
        assertThat(split.size(0)).isEqualTo(0);
        assertThat(split.size(1)).isEqualTo(1);
        assertThat(split.size(10)).isEqualTo(1);
        assertThat(split.size(11)).isEqualTo(2);
        assertThat(split.size(20)).isEqualTo(2);
        assertThat(split.size(21)).isEqualTo(3);
        assertThat(split.size(100)).isEqualTo(10);
        assertThat(split.size(250)).isEqualTo(25);
        assertThat(split.size(10000)).isEqualTo(25);
    }
}
