package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What holds for every pruner. */
public abstract class PrunerContract {

    private static final long SEED = 20261121;

    /** A new pruner; all that it creates have the same options. */
    protected abstract Pruner create();

    private record Asked(StudyView view, int trial, PruningDecision decision) {}

    @Test
    void aTrialWithoutReportsGoesOn() {
        PrunedStudy study = PrunedStudy.minimizing(create());
        study.completed(0, 1);
        int trial = study.ask();

        PruningDecision decision = create().decide(study.view(), trial);

        assertThat(decision.prune()).isFalse();
        assertThat(decision.record().step()).isEqualTo(-1);
    }

    @Test
    void everyDecisionNamesItsRuleAndTheLargestStep() {
        for (Asked asked : randomStudy(create())) {
            long lastStep = asked.view.trial(asked.trial).reports().lastStep();
            assertThat(asked.decision.record().step()).isEqualTo(lastStep);
            assertThat(asked.decision.record().rule()).isNotBlank().doesNotContain("\n");
        }
    }

    @Test
    void noTrialIsPrunedInItsWarmUp() {
        for (Asked asked : randomStudy(create())) {
            PruneRecord record = asked.decision.record();
            assertThat(record.horizon()).isGreaterThanOrEqualTo(-1).isNotZero();
            assertThat(record.warmup()).isGreaterThanOrEqualTo(-1);
            if (asked.decision.prune() && record.warmup() > 0) {
                long first = asked.view.trial(asked.trial).reports().firstStep();
                assertThat(record.step() - first).isGreaterThanOrEqualTo(record.warmup());
            }
        }
    }

    @Test
    void aDecisionIsAFunctionOfTheViewAloneWhateverWasAskedBefore() {
        Pruner veteran = create();
        List<Asked> all = randomStudy(veteran);

        for (int i = all.size() - 1; i >= 0; i--) {
            Asked asked = all.get(i);
            assertThat(veteran.decide(asked.view, asked.trial)).isEqualTo(asked.decision);
            assertThat(create().decide(asked.view, asked.trial)).isEqualTo(asked.decision);
        }
    }

    @Test
    void aPrunerMayServeSeveralStudiesAtOnce() {
        Pruner shared = create();
        List<Asked> first = randomStudy(shared);
        List<Asked> second = randomStudy(shared);

        for (int i = 0; i < first.size(); i++) {
            assertThat(shared.decide(first.get(i).view, first.get(i).trial)).isEqualTo(first.get(i).decision);
            assertThat(shared.decide(second.get(i).view, second.get(i).trial)).isEqualTo(first.get(i).decision);
        }
    }

    @Test
    void threadsGetTheSameDecisions() throws Exception {
        List<Asked> all = randomStudy(create());
        Pruner shared = create();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<PruningDecision>> tasks = new ArrayList<>();
            for (Asked asked : all) {
                tasks.add(() -> shared.decide(asked.view, asked.trial));
            }
            List<Future<PruningDecision>> answers = threads.invokeAll(tasks);
            for (int i = 0; i < all.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(all.get(i).decision);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void voidedTrialsAreNotComparedWith() {
        PrunedStudy busy = PrunedStudy.minimizing(create());
        RandomCurves.run(busy, 30, 4, SEED, (trial, decision) -> {});
        PrunedStudy quiet = PrunedStudy.minimizing(create());
        for (int trial = 0; trial < 30; trial++) {
            quiet.ask();
            busy.makeVoid(trial);
        }

        for (int repeat = 0; repeat < 20; repeat++) {
            int trial = busy.ask();
            quiet.ask();
            for (int step = 0; step < 30; step++) {
                double value = (repeat * 7 + step * 5) % 11;
                PruningDecision decision = busy.report(trial, step, value);
                assertThat(decision).isEqualTo(quiet.report(trial, step, value));
                if (decision.prune()) {
                    break;
                }
            }
        }
    }

    @Test
    void minimizingTheNegativeIsMaximizing() {
        PrunedStudy down = PrunedStudy.minimizing(create());
        PrunedStudy up = PrunedStudy.maximizing(create());
        for (int trial = 0; trial < 40; trial++) {
            down.ask();
            up.ask();
            boolean going = true;
            for (int step = 1; going && step < 30; step++) {
                double value = (trial * 7 + step * 5) % 11;
                PruningDecision decision = down.report(trial, step, value);
                assertThat(up.report(trial, step, -value).prune())
                        .as("trial %s at step %s", trial, step)
                        .isEqualTo(decision.prune());
                going = !decision.prune();
            }
            if (going) {
                down.tell(trial, TrialState.COMPLETE);
                up.tell(trial, TrialState.COMPLETE);
            }
        }
    }

    @Test
    void aStudyOfSeveralObjectivesIsNotPruned() {
        PrunedStudy study = new PrunedStudy("two", List.of(Direction.MINIMIZE, Direction.MAXIMIZE), create());
        int trial = study.ask();

        assertThat(study.report(trial, 1, Double.NaN).prune()).isFalse();
    }

    private static List<Asked> randomStudy(Pruner pruner) {
        PrunedStudy study = PrunedStudy.minimizing(pruner);
        List<Asked> all = new ArrayList<>();
        RandomCurves.run(study, 60, 5, SEED, (trial, decision) -> all.add(new Asked(study.judged(), trial, decision)));
        return all;
    }
}
