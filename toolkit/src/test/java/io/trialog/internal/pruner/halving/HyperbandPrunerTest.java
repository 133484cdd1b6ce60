package io.trialog.internal.pruner.halving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.testing.PrunedStudy;
import io.trialog.testing.PrunerContract;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HyperbandPrunerTest extends PrunerContract {

    @Override
    protected Pruner create() {
        return hyperband(1, 9, 0);
    }

    @Test
    void theNumberOfBracketsIsThatOfOptunaInDoubles() {
        assertThat(brackets(243, 3).count()).isEqualTo(5);
        assertThat(brackets(1000, 10).count()).isEqualTo(3);
        assertThat(brackets(59049, 3).count()).isEqualTo(10);
        assertThat(brackets(1, 3).count()).isEqualTo(1);
        assertThat(brackets(Long.MAX_VALUE, 2).count()).isEqualTo(54);
    }

    @Test
    void budgetsAreThoseOfOptuna() {
        assertThat(budgets(9, 3)).containsExactly(9L, 5L, 3L);
        assertThat(budgets(27, 3)).containsExactly(27L, 12L, 6L, 4L);
        assertThat(budgets(81, 3)).containsExactly(81L, 34L, 15L, 8L, 5L);
        assertThat(budgets(100, 3)).containsExactly(81L, 34L, 15L, 8L, 5L);
        assertThat(budgets(1000, 4)).containsExactly(256L, 80L, 27L, 10L, 5L);
    }

    @Test
    void theBracketFollowsFromTheNamesOfStudyAndTrial() {
        List<Integer> brackets = new ArrayList<>();
        for (int trial = 0; trial < 12; trial++) {
            brackets.add(Brackets.of("Größe", 1, 9, 3, false).bracketOf(trial));
        }

        assertThat(brackets).containsExactly(0, 0, 2, 1, 1, 0, 0, 0, 1, 1, 0, 0);
    }

    @Test
    void aTrialCompetesInItsBracketOnly() {
        PrunedStudy study = PrunedStudy.minimizing(create());
        List<Integer> counts = new ArrayList<>();
        int[] seen = new int[3];
        for (int i = 0; i < 30; i++) {
            int trial = study.ask();
            int bracket = Brackets.of("golden", 1, 9, 3, false).bracketOf(trial);
            seen[bracket]++;
            PruningDecision decision = study.report(trial, (long) Math.rint(StrictMath.pow(3, bracket)), -i);
            assertThat(decision.record().count()).isEqualTo(seen[bracket]);
            assertThat(decision.record().rule())
                    .startsWith("bracket " + bracket + ", rung 0 at step ")
                    .endsWith(" of " + seen[bracket]);
            counts.add(bracket);
        }

        assertThat(counts).contains(0, 1, 2);
    }

    @Test
    void anAutomaticMaximumIsTheFirstCurveAndOneStep() {
        PrunedStudy study = PrunedStudy.minimizing(hyperband(1, "auto", 0));
        int first = study.ask();
        PruningDecision early = study.report(first, 8, 1.0);
        study.tell(first, TrialState.COMPLETE);
        int bracket = Brackets.of("golden", 1, 9, 3, false).bracketOf(1);

        PruningDecision decision = study.report(study.ask(), 0, 1.0);

        assertThat(early.record().rule()).isEqualTo("max_resource is unknown: no trial with reports is completed");
        assertThat(decision.record().rule()).startsWith("bracket " + bracket + ", rung 0 begins at step");
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> hyperband(5, 4, 0))
                .hasMessage("A pruner's max_resource must be at least 5, but is 4.");
        assertThatThrownBy(() -> hyperband(1, "auto", 1))
                .hasMessageStartingWith("A pruner with bootstrap_count (1) must have a fixed max_resource");
    }

    private static Brackets brackets(long maxResource, int reductionFactor) {
        return Brackets.of("s", 1, maxResource, reductionFactor, false);
    }

    private static Pruner hyperband(long min, Object max, int bootstrap) {
        return PrunerCatalogue.of(
                Map.of("type", "hyperband", "min_resource", min, "max_resource", max, "bootstrap_count", bootstrap));
    }

    private static List<Long> budgets(long maxResource, int reductionFactor) {
        Brackets brackets = brackets(maxResource, reductionFactor);
        List<Long> budgets = new ArrayList<>();
        for (int bracket = 0; bracket < brackets.count(); bracket++) {
            budgets.add(brackets.budget(bracket));
        }
        return budgets;
    }
}
