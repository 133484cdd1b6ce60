package io.trialog.internal.pruner.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.testing.PrunedStudy;
import io.trialog.testing.PrunerContract;
import io.trialog.trial.PruneRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SlurmSweepsPrunerTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return sweeps(2, 1, 50);
    }

    private static Pruner sweeps(int factor, int least, int most) {
        return PrunerCatalogue.of(
                Map.of("type", "slurm_sweeps", "reduction_factor", factor, "min_t", least, "max_t", most));
    }

    @Test
    void goldenNumbersOfSlurmSweepsHoldAndATrialIsPardonedByWorseArrivals() {
        Pruner pruner = create();
        PrunedStudy study = PrunedStudy.minimizing(pruner);
        List<String> wouldBePruned = new ArrayList<>();
        for (double value : new double[] {5, 4, 3, 2, 1, 6, 4.5}) {
            study.record(study.ask(), 1, value);
            TreeSet<Integer> pruned = new TreeSet<>();
            for (int trial = 0; trial < study.view().trialCount(); trial++) {
                if (pruner.decide(study.view(), trial).prune()) {
                    pruned.add(trial);
                }
            }
            wouldBePruned.add(pruned.toString());
        }

        assertThat(wouldBePruned).containsExactly("[]", "[0]", "[0]", "[0, 1]", "[0, 1]", "[0, 1, 5]", "[0, 5, 6]");
    }

    @Test
    void rungsAreThoseOfSlurmSweepsInDoubles() {
        assertThat(rungs(4, 1, 50)).containsExactly(1, 4, 16);
        assertThat(rungs(4, 1, 64)).containsExactly(1, 4, 16, 64);
        assertThat(rungs(3, 3, 81)).containsExactly(3, 9, 27, 81);
        assertThat(rungs(3, 1, 243)).containsExactly(1, 3, 9, 27, 81);
        assertThat(rungs(10, 1, 1000)).containsExactly(1, 10, 100);
    }

    private static List<Integer> rungs(int factor, int least, int most) {
        List<Integer> rungs = new ArrayList<>();
        Pruner pruner = sweeps(factor, least, most);
        for (int step = 1; step <= most; step++) {
            PrunedStudy study = PrunedStudy.minimizing(pruner);
            if (study.report(study.ask(), step, 1.0).record().count() > 0) {
                rungs.add(step);
            }
        }
        return rungs;
    }

    @Test
    void onlyTheValueAtExactlyTheRungCounts() {
        PrunedStudy study = PrunedStudy.minimizing(sweeps(4, 1, 50));
        int first = study.ask();
        study.report(first, 3, 1.0);

        assertThat(study.report(first, 5, 9.0).record().rule()).isEqualTo("no value at a rung yet");
    }

    @Test
    void anOldValueFallsBelowACutThatRoseSince() {
        PrunedStudy study = PrunedStudy.minimizing(create());
        int first = study.ask();
        int second = study.ask();

        assertThat(study.report(first, 1, 5.0).prune()).isFalse();
        assertThat(study.report(second, 1, 4.0).prune()).isFalse();

        PruningDecision late = study.report(first, 3, 0.1);
        assertThat(late.prune()).isTrue();
        assertThat(late.record()).isEqualTo(new PruneRecord(3, "rung 0 at iteration 1: best 1/2 of 2", 4.5, 5.0, 2, 0));
    }

    @Test
    void iterationsAreShiftedIfOneBeginsAtZero() {
        PrunedStudy study = PrunedStudy.minimizing(create());

        assertThat(study.report(study.ask(), 0, 1.0).record().rule()).startsWith("rung 0 at iteration 1: ");
        assertThat(study.report(study.ask(), 1, 1.0).record().rule()).startsWith("rung 1 at iteration 2: ");
    }

    @Test
    void aNaNAtARungIsPruned() {
        PrunedStudy study = PrunedStudy.maximizing(create());

        assertThat(study.report(study.ask(), 1, Double.NaN).record().rule())
                .isEqualTo("rung 0 at iteration 1: the value is not a number");
    }

    @Test
    void theLastRungMustBeAboveTheFirst() {
        assertThatThrownBy(() -> sweeps(2, 50, 50))
                .hasMessage("The pruner 'slurm_sweeps' must have a max_t above its min_t, 50, but has 50.");
    }
}
