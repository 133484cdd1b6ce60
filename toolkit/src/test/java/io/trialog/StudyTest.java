package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.study.Budget;
import io.trialog.study.OpenOptions;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class StudyTest {

    @TempDir
    Path root;

    private static double branin(Trial trial) {
        double x = trial.suggestFloat("x", -5, 10);
        double y = trial.suggestFloat("y", 0, 15);
        double a = y - 0.129 * x * x + 1.59 * x - 6;
        return a * a + x;
    }

    private StudyBuilder branin() {
        return Study.builder("branin").minimize().seed(42).under(root);
    }

    private static List<Map<String, Object>> params(Study study) {
        List<Map<String, Object>> params = new ArrayList<>();
        study.trials().forEach(trial -> params.add(trial.params()));
        return params;
    }

    @Nested
    class Resuming {

        @Test
        void twentyAndTwentyTrialsEqualForty() {
            Study whole = branin().inMemory();
            whole.optimize(40, StudyTest::branin);
            try (Study first = branin().open()) {
                first.optimize(20, StudyTest::branin);
            }
            try (Study second = branin().open()) {
                second.optimize(40, StudyTest::branin);

                assertThat(params(second)).isEqualTo(params(whole));
                assertThat(second.trials())
                        .extracting(TrialRecord::value)
                        .containsExactlyElementsOf(
                                whole.trials().stream().map(TrialRecord::value).toList());
            }
        }

        @Test
        void optimizingAgainRunsNothingTwice() {
            try (Study study = branin().open()) {
                study.optimize(5, StudyTest::branin);
                study.optimize(5, trial -> {
                    throw new AssertionError("nothing was left to do");
                });

                assertThat(study.trials().size()).isEqualTo(5);
                study.optimizeMore(2, StudyTest::branin);
                assertThat(study.finishedTrials()).isEqualTo(7);
            }
        }

        @Test
        void openingAStudyThatIsOpenGivesTheSameStudy() {
            try (Study study = branin().open()) {
                assertThat(branin().open()).isSameAs(study);
            }
        }

        @Test
        void aSecondCloseDoesNothingAlsoWhereTheStudyIsOpenAgain() {
            Study first = branin().open();
            first.close();
            first.close();
            try (Study second = branin().open()) {
                first.close();
                second.optimize(1, StudyTest::branin);

                assertThat(second).isNotSameAs(first);
                assertThat(second.finishedTrials()).isEqualTo(1);
                assertThat(first.finishedTrials()).isZero();
            }
        }

        @Test
        void anotherDirectionIsRefusedWithBothNamed() {
            branin().open().close();

            assertThatThrownBy(() -> Study.builder("branin")
                            .maximize()
                            .seed(42)
                            .under(root)
                            .open())
                    .hasMessageContaining("goal: MINIMIZE -> MAXIMIZE");
        }
    }

    @Nested
    class Failing {

        @Test
        void anObjectiveThatThrowsFailsItsTrialAndTheStudyGoesOn() {
            Study study = branin().inMemory();
            study.optimize(10, trial -> {
                if (trial.number() % 2 == 1) {
                    throw new IllegalArgumentException("odd");
                }
                return branin(trial);
            });

            assertThat(study.finishedTrials()).isEqualTo(10);
            assertThat(study.trial(1).state()).isEqualTo(TrialState.FAIL);
            assertThat(study.trial(1).error()).startsWith("java.lang.IllegalArgumentException: odd");
        }

        @Test
        void aValueThatIsNaNFailsTheTrial() {
            Study study = branin().inMemory();
            Trial trial = study.ask();

            assertThat(study.tell(trial, Double.NaN).state()).isEqualTo(TrialState.FAIL);
            assertThat(study.trial(0).error()).isEqualTo("The objective returned NaN.");
        }

        @Test
        void fiveFailuresInARowStopTheStudyAndShowTheLastError() {
            Study study = branin().inMemory();

            assertThatThrownBy(() -> study.optimize(10, trial -> {
                        if (trial.number() == 0) {
                            return 1;
                        }
                        throw new IllegalStateException("no data in /tmp/x");
                    }))
                    .hasMessageContaining("Too many trials failed in a row")
                    .hasMessageContaining("trial 5: java.lang.IllegalStateException: no data in /tmp/x")
                    .hasMessageContaining("\nMaybe ");
            assertThat(study.trials().size()).isEqualTo(6);
        }
    }

    @Nested
    class AskingAndTelling {

        @Test
        void anEnqueuedValueOutOfTheBoundsThatATrialAsksForStopsTheStudyOnceWithBothNamed() {
            Study study = branin().inMemory();
            study.enqueue(Map.of("x", 99.0));

            assertThatThrownBy(() -> study.optimize(1, StudyTest::branin))
                    .hasMessageContaining("between -5.0 and 10.0, but is 99.0.");
            study.optimize(1, StudyTest::branin);

            assertThat(study.trial(1).state()).isEqualTo(TrialState.COMPLETE);
            assertThat(study.trial(0).state()).isEqualTo(TrialState.FAIL);
            assertThat(study.trial(0).error())
                    .contains(
                            "The value of the parameter 'x' of the enqueued trial must be between -5.0 and 10.0, but is 99.0.");
        }

        @Test
        void trialsAndValuesThatAreNotThereAreRefusedWithTheRule() {
            Study study = branin().inMemory();

            assertThatThrownBy(() -> study.enqueue((Map<String, ?>) null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "The values of an enqueued trial must be a map by parameter, but are null.");
            assertThatThrownBy(() -> study.trial(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("There is no trial -1: the study has 0 trials, counted from 0.");
            assertThatThrownBy(() -> study.tell(3, 0.5)).hasMessageStartingWith("There is no trial 3: ");
            assertThatThrownBy(() -> study.voidTrial(0, "")).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void anEnqueuedTrialComesFirstWithItsValues() {
            Study study = Study.builder("s")
                    .minimize()
                    .parameter("x", new FloatDistribution(0, 1))
                    .parameter("n", new IntDistribution(1, 9))
                    .inMemory();
            study.enqueue(Map.of("x", 0.25));

            Trial trial = study.ask();

            assertThat(trial.params()).containsEntry("x", 0.25).containsKey("n");
        }

        @Test
        void anEnqueuedNameThatIsNotDeclaredIsRefused() {
            Study study = Study.builder("s")
                    .parameter("x", new FloatDistribution(0, 1))
                    .inMemory();

            assertThatThrownBy(() -> study.enqueue(Map.of("y", 1)))
                    .hasMessageContaining("'y'")
                    .hasMessageContaining("[x]");
        }

        @Test
        void anEnqueuedValueOutOfItsBoundsIsRefusedAndLeavesNothing() {
            Study study = Study.builder("s")
                    .parameter("x", new FloatDistribution(0, 1))
                    .parameter("grid", new FloatDistribution(0, 1, 0.25, false))
                    .parameter("n", new IntDistribution(2, 8, 2, false))
                    .parameter("prior", new NormalDistribution(0, 1, 0, false))
                    .parameter("word", new CategoricalDistribution(List.of("a", "b"), List.of()))
                    .inMemory();

            assertRefused(study, "x", 1.5, "between 0.0 and 1.0, but is 1.5.");
            assertRefused(study, "x", Double.NaN, "between 0.0 and 1.0, but is NaN.");
            assertRefused(study, "grid", 0.3, "between 0.0 and 1.0 in steps of 0.25 from 0.0, but is 0.3.");
            assertRefused(study, "n", 3, "between 2 and 8 in steps of 2 from 2, but is 3.");
            assertRefused(study, "prior", 7, "between -6.0 and 6.0, but is 7.0.");
            assertThatThrownBy(() -> study.enqueue(Map.of("word", "c")))
                    .hasMessage("The value of the parameter 'word' must be one of [a, b], but is 'c'.");
            assertThat(study.trials()).isEmpty();
            study.enqueue(Map.of("x", 1, "grid", 0.75, "n", 8, "prior", -6, "word", "b"));
            assertThat(study.ask().params())
                    .isEqualTo(Map.of("x", 1.0, "grid", 0.75, "n", 8L, "prior", -6.0, "word", "b"));
        }

        private static void assertRefused(Study study, String name, Object value, String rule) {
            assertThatThrownBy(() -> study.enqueue(Map.of(name, value)))
                    .hasMessage("The value of the parameter '" + name + "' of the enqueued trial must be " + rule);
        }

        @Test
        void aTrialIsToldOnce() {
            Study study = branin().inMemory();
            Trial trial = study.ask();
            study.tell(trial, 1.0);

            assertThatThrownBy(() -> study.tell(trial, 2.0))
                    .hasMessage("Trial 0 must be RUNNING for this, but is COMPLETE.");
        }

        @Test
        void aConditionalParameterStandsInNoRowWhenItIsInactive() {
            Study study = Study.builder("s")
                    .parameter("model", CategoricalDistribution.of("trees", "net"))
                    .parameter("depth", new IntDistribution(2, 8), Map.of("model", List.of("trees")))
                    .seed(3)
                    .inMemory();
            study.optimize(30, trial -> trial.params().containsKey("depth") ? 1 : 0);

            for (TrialRecord trial : study.trials()) {
                assertThat(trial.params().containsKey("depth"))
                        .isEqualTo("trees".equals(trial.params().get("model")));
            }
        }

        @Test
        void theTimeBudgetEndsTheStudy() {
            Study study = branin().inMemory();
            study.optimize(1_000_000, Duration.ofMillis(200), trial -> {
                Thread.sleep(5);
                return branin(trial);
            });

            assertThat(study.stopReason().name()).isEqualTo("TIMEOUT");
        }
    }

    @Nested
    class TimeTravelling {

        @Test
        void showsTheStudyAsItWas() {
            try (Study study = branin().open()) {
                study.optimize(3, StudyTest::branin);
                long seq = study.view().position();
                study.optimize(6, StudyTest::branin);

                StudyView before = study.at(seq);

                assertThat(before.trialCount()).isEqualTo(3);
                assertThat(study.view().trialCount()).isEqualTo(6);
            }
        }

        @Test
        void aForkBeginsWithTheSameBytesAndGoesItsOwnWay() throws Exception {
            try (Study study = branin().open()) {
                study.optimize(12, StudyTest::branin);
                long seq = study.view().position();
                study.optimize(14, StudyTest::branin);

                try (Study fork = study.fork("other", seq)) {
                    fork.optimize(15, trial -> -branin(trial));

                    assertThat(fork.name()).isEqualTo("other");
                    assertThat(params(fork).subList(0, 12))
                            .isEqualTo(params(study).subList(0, 12));
                    assertThat(fork.replay().verify().isGreen())
                            .as(fork.replay().verify().toString())
                            .isTrue();
                }
                assertThat(study.trials().size()).isEqualTo(14);
            }
        }
    }

    @Nested
    class Commands {

        private Path studyFile(String script) throws Exception {
            Path program = Files.writeString(root.resolve("train.sh"), script);
            return Files.writeString(root.resolve("shell.yaml"), """
                    objective: {command: [sh, %s]}
                    metric: {name: loss, goal: minimize}
                    parameters: {x: {min: 0.0, max: 1.0}}
                    sampler: {type: tpe, seed: 5}
                    executor: {type: local, parallel: 2, poll: 20ms, time_limit: 20s}
                    """.formatted(program));
        }

        private Study open(Path file) {
            return Study.open(OpenOptions.of(file.toString()).withRoot(root));
        }

        @Test
        void aCommandRunsOncePerTrialAndLeavesItsFiles() throws Exception {
            Path file = studyFile("for a in \"$@\"; do case $a in --x=*) echo \"loss: ${a#--x=}\";; esac; done");
            try (Study study = open(file)) {
                study.optimize(6);

                assertThat(study.finishedTrials()).isEqualTo(6);
                assertThat(study.best().value())
                        .isEqualTo((Double) study.best().params().get("x"));
                assertThat(study.replay().verify().isGreen()).isTrue();
            }
            Path directory = root.resolve("shell");
            assertThat(directory.resolve("trials/0000-0999/0003/attempt-1/out.log"))
                    .content()
                    .startsWith("loss: ");
            assertThat(Files.readAllLines(directory.resolve("trials_results.csv")))
                    .hasSize(7);
            assertThat(directory.resolve("best_trial.yaml"))
                    .content()
                    .containsPattern("shell: \\|-\n  cd .* && env .*train\\.sh --x=");
            assertThat(directory.resolve("study.db-wal")).doesNotExist();
        }

        @Test
        void aProgramThatFailsGetsAnErrorLogAndTheReasonStandsInTheStudy() throws Exception {
            Path file = studyFile("echo no GPU >&2; exit 3");
            try (Study study = open(file)) {
                assertThatThrownBy(() -> study.optimize(3)).hasMessageContaining("no GPU");

                assertThat(study.trial(0).error()).contains("exit code 3").contains("Its last words were: no GPU");
                assertThat(root.resolve("shell/trials/0000-0999/0000/attempt-1/error.log"))
                        .exists();
            }
        }

        @Test
        void anInterruptStopsLocalTrialsAndTheyGetANewAttemptLater() throws Exception {
            Path file = studyFile("if [ ! -e \"$0.go\" ]; then sleep 60; fi; echo loss: 1");
            try (Study study = open(file)) {
                Thread user = new Thread(() -> study.optimize(2), "user");
                user.start();
                while (study.view().running().size() < 2) {
                    Thread.sleep(20);
                }
                user.interrupt();
                user.join(20_000);

                assertThat(user.isAlive()).isFalse();
                assertThat(study.view().running()).hasSize(2);
                Files.createFile(root.resolve("train.sh.go"));
                study.optimize(2);

                assertThat(study.trial(0).attempt()).isEqualTo(2);
                assertThat(study.trials().size()).isEqualTo(2);
                assertThat(study.toString()).contains("2 complete, 0 pruned, 0 failed, 0 running");
            }
        }

        @Test
        void aTrialThatCanNotBeStartedFailsNothingAndWaitsForTheRemedy() throws Exception {
            Path file = studyFile("echo loss: 1");
            Path workdir = root.resolve("later");
            Files.writeString(file, Files.readString(file).replace("]}\n", "], workdir: " + workdir + "}\n"));
            try (Study study = open(file)) {
                assertThatThrownBy(() -> study.optimize(4))
                        .hasMessageContaining("the working directory " + workdir + " does not exist");
                assertThat(study.trials().size()).isZero();
                Files.createDirectories(workdir);

                study.optimize(4);

                assertThat(study.toString()).contains("4 complete, 0 pruned, 0 failed, 0 running");
                assertThat(study.replay().verify().isGreen()).isTrue();
            }
        }

        @Test
        void aForkRunsAgainWhatRanInTheOriginal() throws Exception {
            Path file = studyFile("sleep 0.5; echo loss: 1");
            try (Study study = open(file)) {
                study.optimize(2);
                long seq = 0;
                while (study.at(seq).running().size() < 2) {
                    seq++;
                }

                try (Study fork = study.fork("other", seq)) {
                    fork.optimize(2);

                    assertThat(fork.toString()).contains("2 complete, 0 pruned, 0 failed, 0 running");
                    assertThat(fork.trial(0).attempt()).isEqualTo(2);
                    assertThat(fork.replay().verify().isGreen()).isTrue();
                }
            }
        }

        @Test
        void aStudyFileWithoutACommandNeedsAJavaObjective() throws Exception {
            Path file = Files.writeString(
                    root.resolve("plain.yaml"),
                    "metric: {name: loss, goal: minimize}\nparameters: {x: {min: 0.0, max: 1.0}}\n");
            try (Study study = open(file)) {
                assertThatThrownBy(() -> study.optimize(3))
                        .hasMessageContaining("has no command to run")
                        .hasMessageContaining("study.optimize(50, trial -> ...)");
            }
        }
    }

    @Test
    void sixteenThreadsShareOneStudyAndEveryDecisionIsProved() {
        Study study = branin().inMemory();
        study.optimize(Budget.trials(100), 16, StudyTest::branin);

        assertThat(study.finishedTrials()).isEqualTo(100);
        assertThat(study.replay().verify().isGreen()).isTrue();
    }

    @Test
    void aStudyThatIsNowhereIsExplainedWithPlacesAndAnExample() {
        assertThatThrownBy(() -> Study.open(OpenOptions.of("nowhere").withRoot(root)))
                .hasMessageContaining("There is no study 'nowhere'")
                .hasMessageContaining("nowhere.yaml")
                .hasMessageContaining("metric: {name: val_auc, goal: maximize}");
    }
}
