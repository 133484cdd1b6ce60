package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.text.EndingText;
import io.trialog.status.Stage;
import io.trialog.status.StudyProgress;
import io.trialog.study.Budget;
import io.trialog.study.StopReason;
import io.trialog.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Java objective whose {@code optimize} is interrupted, as a stopped notebook cell does it; and studies in the background. */
@Timeout(120)
class InterruptTest {

    private final Study study = Study.builder("s").minimize().seed(1).inMemory();
    private final CountDownLatch begun = new CountDownLatch(1);

    /** Interrupts {@code optimize} once its objective has begun; returns how long it then took to return. */
    private Duration interruptOnceBegun(Runnable optimize) throws InterruptedException {
        Thread user = new Thread(optimize, "user");
        user.start();
        begun.await();
        long at = System.nanoTime();
        user.interrupt();
        user.join();
        return Duration.ofNanos(System.nanoTime() - at);
    }

    @Test
    void endsWithinAMomentAndTheTrialGetsANewAttemptLater() throws Exception {
        interruptOnceBegun(() -> study.optimize(2, trial -> {
            begun.countDown();
            Thread.sleep(60_000);
            return 1;
        }));

        assertThat(study.stopReason()).isEqualTo(StopReason.INTERRUPTED);
        assertThat(EndingText.openTrials(study.progress()))
                .isEqualTo("1 trial had not ended and gets a new attempt when the study is run again.");
        study.optimize(2, trial -> 1);
        assertThat(study.trial(0).attempt()).isEqualTo(2);
        assertThat(study.trials().size()).isEqualTo(2);
    }

    @Test
    void aTrialThatRunsAgainAndMeetsAnotherKindOfParameterSaysWhatCanBeDone() throws Exception {
        interruptOnceBegun(() -> study.optimize(1, trial -> {
            trial.suggestFloat("x", 0, 1);
            begun.countDown();
            Thread.sleep(60_000);
            return 1;
        }));

        assertThatThrownBy(() -> study.optimize(new Budget(1, null, 1), 1, trial -> trial.suggestInt("x", 0, 5)))
                .hasMessageContaining("The parameter 'x' of trial 0 must keep its kind")
                .hasMessageContaining("\nMaybe undo the edit until the trials that were interrupted have ended")
                .hasMessageContaining("study.tell(0, io.trialog.trial.TrialState.FAIL)")
                .hasMessageContaining("An objective must ask for parameters that can be suggested");
    }

    @Test
    void anObjectiveThatTurnsTheInterruptIntoAnotherExceptionHasNotFailed() throws Exception {
        interruptOnceBegun(() -> study.optimize(2, trial -> {
            begun.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException("who woke me?", e);
            }
            return 1;
        }));

        assertThat(study.toString()).contains("0 complete, 0 pruned, 0 failed, 0 running, 1 to run again");
    }

    @Test
    void aThreadThatIsDeafToInterruptsIsGivenUpAndItsLateAnswersAreRefusedAndCounted() throws Exception {
        CountDownLatch later = new CountDownLatch(1);
        AtomicBoolean refused = new AtomicBoolean();
        Duration took = interruptOnceBegun(() -> study.optimize(2, trial -> {
            begun.countDown();
            awaitDeaf(later);
            try {
                trial.report(0.5, 1);
            } catch (RuntimeException e) {
                refused.set(e.getMessage().startsWith("Trial 0 was given up when its study was interrupted"));
            }
            return 1;
        }));
        long before = study.view().position();

        later.countDown();
        Eventually.holds(
                "two late answers are counted",
                Duration.ofSeconds(20),
                () -> study.progress().lateAnswers() == 2);

        assertThat(took).isLessThan(Duration.ofSeconds(20));
        assertThat(refused).isTrue();
        assertThat(study.view().position()).isEqualTo(before);
        assertThat(study.trial(0).lastAttempt().reason()).startsWith("interrupted by the user; its thread did not end");
        study.optimize(2, trial -> 1);
        assertThat(study.toString()).contains("2 complete, 0 pruned, 0 failed, 0 running");
        assertThat(study.replay().verify().isGreen()).isTrue();
    }

    private static void awaitDeaf(CountDownLatch latch) {
        boolean waiting = true;
        while (waiting) {
            try {
                latch.await();
                waiting = false;
            } catch (InterruptedException e) {
                waiting = true;
            }
        }
    }

    @Test
    void aStudyInTheBackgroundIsWatchedStoppedAndWaitedFor() throws Exception {
        BackgroundRun run = study.optimizeAsync(Budget.trials(1000), 2, trial -> {
            begun.countDown();
            Thread.sleep(5);
            return trial.number();
        });
        begun.await();

        assertThat(study.progress().stage()).isEqualTo(Stage.RUNNING);
        assertThat(run.toString()).startsWith("In the background: [");
        assertThatThrownBy(() -> study.optimize(5, trial -> 1))
                .hasMessageContaining("The study 's' is being optimized already.")
                .hasMessageContaining("study.show()");
        run.stop();
        run.await();

        assertThat(run.isDone()).isTrue();
        assertThat(run.toString()).startsWith("Stopped, as was asked for: ");
    }

    @Test
    void whatBreaksInTheBackgroundIsToldToWhoeverWaits() {
        BackgroundRun run = study.optimizeAsync(3, trial -> {
            throw new IllegalStateException("no GPU");
        });

        assertThatThrownBy(run::await).hasMessageContaining("no GPU");
        assertThat(study.progress().stage()).isEqualTo(Stage.FAILED);
    }

    @Test
    void theErrorBeginsWithTheLineOfTheObjectiveThatBroke() {
        assertThatThrownBy(() -> Breaking.optimize(study)).satisfies(thrown -> {
            assertThat(thrown.getStackTrace()[0].getClassName()).startsWith("java.util.Objects");
            assertThat(thrown).hasMessageContaining("java.lang.NullPointerException: no model");
        });
    }

    /** An objective that breaks in the JDK. */
    private static final class Breaking {
        static void optimize(Study study) {
            study.optimize(3, trial -> Objects.requireNonNull((Double) null, "no model"));
        }
    }

    @Test
    void aClosedStudyCanBeReadButSaysWhatToDoWhenItIsUsed(@TempDir Path root) {
        Study closed = Study.builder("done").minimize().under(root).open();
        closed.optimize(1, trial -> 1);
        closed.close();

        assertThat(closed.best().value()).isEqualTo(1);
        assertThatThrownBy(() -> closed.optimize(2, trial -> 1))
                .hasMessage("The study 'done' was closed, and nothing can be added to it."
                        + "\nMaybe open it again: Study.open(\"done\")");
        assertThatThrownBy(closed::ask).hasMessageContaining("was closed");
    }

    @Test
    void aFollowedStudyTellsWhereItStandsWithoutTouchingIt(@TempDir Path root) {
        try (Study own = Study.builder("own").minimize().under(root).open()) {
            own.optimize(3, trial -> trial.number());

            try (FollowedStudy followed = Study.follow(root.resolve("own").toString())) {
                assertThat(followed.progress().stage()).isEqualTo(Stage.OPEN);
                assertThat(followed.progress().isHeld()).isTrue();
                assertThat(followed.progress().isActive()).isFalse();
                assertThat(followed.toString())
                        .isEqualTo("Following 'own' (open, nothing runs): [3] 3 complete, 0 pruned, 0 failed, 0 running"
                                + " | best 0, trial 0");
            }
        }
    }

    @Test
    void aFollowedStudyTellsRateAndTimeLeftLikeItsOwner(@TempDir Path root) throws Exception {
        Semaphore trials = new Semaphore(3);
        try (Study own = Study.builder("own").minimize().under(root).open()) {
            own.optimizeAsync(5, trial -> {
                trials.acquire();
                return trial.number();
            });
            Eventually.holds(
                    "three trials end, and a second passes, before which no pace is told",
                    Duration.ofSeconds(30),
                    () -> own.progress().finished() == 3
                            && own.progress().elapsed().toMillis() > 1_000);

            try (FollowedStudy followed = Study.follow(root.resolve("own").toString())) {
                StudyProgress seen = followed.progress();
                assertThat(seen.wanted()).isEqualTo(5);
                assertThat(seen.session().startedAt())
                        .isEqualTo(own.progress().session().startedAt());
                assertThat(seen.perMinute()).isPositive();
                assertThat(followed.toString())
                        .startsWith("Following 'own' (running): [3/5] 3 complete")
                        .matches(".* \\| [0-9.]+ trials/min \\| about [0-9]+s left");
            }
            trials.release(2);
            Eventually.holds(
                    "all is done", Duration.ofSeconds(30), () -> !own.progress().isActive());
        }
        assertThat(root.resolve("own")).isDirectoryNotContaining("glob:**controller*");
    }
}
