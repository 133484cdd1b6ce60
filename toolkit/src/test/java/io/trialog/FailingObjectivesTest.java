package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.study.Budget;
import io.trialog.study.StopReason;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a study whose Java objective throws. */
@Timeout(60)
class FailingObjectivesTest {

    private final Study study = Study.builder("s").minimize().seed(1).inMemory();

    private static StudyBuilder builder() {
        return Study.builder("s").minimize().seed(1);
    }

    private static List<TrialState> states(Study study) {
        return study.trials().stream().map(TrialRecord::state).toList();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> double thrown(Throwable what) throws E {
        throw (E) what;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anOutOfMemoryErrorFailsItsTrialReachesTheCallerAndLeavesTheStudyUsable(int threads) {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        study.optimize(2, trial -> 1);

        assertThatThrownBy(() -> study.optimize(Budget.trials(50), threads, trial -> {
                    if (trial.number() == 4) {
                        throw error;
                    }
                    return trial.number();
                }))
                .isSameAs(error);

        assertThat(study.trial(4).state()).isEqualTo(TrialState.FAIL);
        assertThat(study.trial(4).error()).startsWith("java.lang.OutOfMemoryError: Java heap space");
        assertThat(study.view().running()).isEmpty();
        assertThat(study.stopReason()).isEqualTo(StopReason.BROKEN);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("trialog-worker-"));
        int trials = study.finishedTrials();
        study.optimizeMore(3, trial -> 1);
        assertThat(study.finishedTrials()).isEqualTo(trials + 3);
        assertThat(study.replay().verify().isGreen()).isTrue();
    }

    @Test
    void anOutOfMemoryErrorInTheBackgroundReachesWhoeverWaits() {
        BackgroundRun run = study.optimizeAsync(3, trial -> {
            throw new OutOfMemoryError("no room");
        });

        assertThatThrownBy(run::await).isInstanceOf(OutOfMemoryError.class).hasMessage("no room");
    }

    @Test
    void everyThrowableEndsItsTrialAsFailAndTheStudyGoesOn() {
        List<Throwable> throwables = List.of(
                new StackOverflowError("deep"),
                new Error("an error"),
                new Throwable("checked"),
                new AssertionError("no"),
                new ExceptionInInitializerError("class"));

        study.optimize(6, trial -> {
            int at = trial.number() - 1;
            return at >= 0 && at < 4 ? FailingObjectivesTest.<RuntimeException>thrown(throwables.get(at)) : 1;
        });

        assertThat(states(study).subList(0, 6))
                .containsExactly(
                        TrialState.COMPLETE,
                        TrialState.FAIL,
                        TrialState.FAIL,
                        TrialState.FAIL,
                        TrialState.FAIL,
                        TrialState.COMPLETE);
        assertThat(study.trial(3).error()).startsWith("java.lang.Throwable: checked");
    }

    @Test
    void anExceptionInTheVeryFirstTrialStopsTheStudyAtOnceAndNamesMaxFailures() {
        assertThatThrownBy(() -> study.optimize(10, trial -> {
                    throw new IllegalStateException("no data in /tmp/x");
                }))
                .hasMessageStartingWith("The first trial threw an exception, so the study stopped. It was trial 0:"
                        + " java.lang.IllegalStateException: no data in /tmp/x")
                .hasMessageContaining("\nMaybe ")
                .hasMessageContaining("max_failures");
        assertThat(states(study)).containsExactly(TrialState.FAIL);
        assertThat(study.stopReason()).isEqualTo(StopReason.FAILURES);
    }

    @Test
    void aSecondMistakeBeforeThereIsAnyResultCostsOneTrialToo() {
        for (int i = 1; i <= 2; i++) {
            assertThatThrownBy(() -> study.optimize(10, trial -> {
                        throw new IllegalStateException("again");
                    }))
                    .hasMessageStartingWith("The first trial threw");
            assertThat(study.trials()).hasSize(i);
        }
        study.optimize(2, trial -> 1);
        assertThat(study.finishedTrials()).isEqualTo(2);
    }

    @Test
    void withMaxFailuresTheFirstExceptionDoesNotStopTheStudy() {
        Study patient = builder().maxFailures(3).inMemory();

        assertThat(patient.settings().executor()).containsEntry("max_failures", 3L);
        assertThatThrownBy(() -> patient.optimize(10, trial -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessageStartingWith(
                        "Too many trials failed in a row, so the study stopped. The last one was trial 2: ")
                .hasMessageContaining("max_failures");
        assertThat(patient.trials()).hasSize(3);
        assertThatThrownBy(() -> builder().maxFailures(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max_failures must be at least 1, but is 0.");
    }

    @Test
    void aBudgetThatNamesItsFailuresCountsAsSettingThem() {
        assertThatThrownBy(() -> study.optimize(new Budget(10, null, 2), 1, trial -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessageStartingWith("Too many trials failed in a row");
        assertThat(study.trials()).hasSize(2);
    }

    @Test
    void nanOrAPrunedFirstTrialNeverStopsTheStudy() {
        study.optimize(3, trial -> {
            if (trial.number() == 0) {
                return Double.NaN;
            } else if (trial.number() == 1) {
                throw new TrialPruned();
            }
            return 1;
        });

        assertThat(states(study))
                .containsExactly(TrialState.FAIL, TrialState.PRUNED, TrialState.COMPLETE, TrialState.COMPLETE);
    }

    @Test
    void aSuggestCallThatIsRefusedStopsTheStudyAtOnceWhateverMaxFailuresSays() {
        Study patient = builder().maxFailures(50).inMemory();
        patient.optimize(2, trial -> trial.suggestFloat("x", 0, 1));

        assertThatThrownBy(() -> patient.optimize(10, trial -> trial.suggestFloat("y", 1, 0)))
                .hasMessageContaining(
                        "It was trial 2: java.lang.IllegalArgumentException: The low (1.0) must not be above")
                .hasMessageContaining("max_failures");
        assertThat(patient.trials()).hasSize(3);
        assertThatThrownBy(() -> patient.optimize(10, trial -> trial.suggestInt("x", 0, 1)))
                .hasMessageContaining("It was trial 3: ");
        assertThatThrownBy(() -> patient.optimize(
                        10, trial -> trial.suggestCategorical("z", "a", "a").length()))
                .hasMessageContaining("It was trial 4: ");
    }

    @Test
    void anObjectiveThatHandlesARefusedSuggestCallHasNotFailed() {
        study.optimize(2, trial -> {
            try {
                return trial.suggestFloat("y", 1, 0);
            } catch (IllegalArgumentException e) {
                return 1;
            }
        });

        assertThat(study.finishedTrials()).isEqualTo(2);
    }

    @Test
    void withSeveralThreadsTheTrialsThatRanBesideAMistakeAreTold() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);

        assertThatThrownBy(() -> study.optimize(Budget.trials(30), 3, trial -> {
                    together.await();
                    if (trial.number() == 1) {
                        trial.suggestFloat("x", 1, 0);
                    }
                    Thread.sleep(Duration.ofMillis(50).toMillis());
                    return 1;
                }))
                .hasMessageContaining("It was trial 1: ");

        assertThat(states(study)).containsExactly(TrialState.COMPLETE, TrialState.FAIL, TrialState.COMPLETE);
    }

    @Test
    void aBuilderWithoutMaxFailuresKeepsThoseOfTheStudy(@TempDir Path root) {
        builder().under(root).maxFailures(7).open().close();

        try (Study again = builder().under(root).open()) {
            assertThat(again.settings().executor()).containsEntry("max_failures", 7L);
        }
        try (Study changed = builder().under(root).maxFailures(8).open()) {
            assertThat(changed.notes()).contains("executor.max_failures: 7 -> 8");
        }
    }
}
