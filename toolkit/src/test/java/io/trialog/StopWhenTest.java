package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.StudyFileException;
import io.trialog.study.StopReason;
import io.trialog.study.StopState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules by which a study starts no further trial. */
class StopWhenTest {

    @TempDir
    Path root;

    private StudyBuilder study() {
        return Study.builder("small").minimize("loss").sampler("random").seed(3).under(root);
    }

    /** An objective whose values are listed; the last one goes on for ever. */
    private static Objective values(double... values) {
        return trial -> values[Math.min(trial.number(), values.length - 1)];
    }

    private static StopState.Decision decision(Study study) {
        return Objects.requireNonNull(study.view().stop().decision(), "a decision");
    }

    @Test
    void aStudyStopsAfterSoManyTrialsWithoutAnImprovement() {
        try (Study study = study().stopWhen("stagnation", 3).open()) {
            study.optimize(100, values(5, 4, 4, 6, 2, 3, 3, 2, 1));

            assertThat(study.finishedTrials()).isEqualTo(8);
            assertThat(study.stopReason()).isEqualTo(StopReason.RULE);
            StopState.Decision stopped = decision(study);
            assertThat(stopped.rule()).isEqualTo("stagnation");
            assertThat(stopped.value()).isEqualTo(3);
            assertThat(stopped.bound()).isEqualTo(3);
            assertThat(stopped.reason()).isEqualTo("3 trials finished since trial 4, the best one");
            assertThat(stopped.basis()).isEqualTo(study.view().position() - 1);
            assertThat(study.toString()).contains("stopped by stop_when.stagnation (3 trials finished since trial 4");
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void theSameCallDoesNothingAndAnotherProcessNeither() {
        try (Study study = study().stopWhen("target", 2).open()) {
            study.optimize(100, values(5, 4, 1, 0));
            assertThat(study.finishedTrials()).isEqualTo(3);
            long position = study.view().position();
            study.optimize(100, values(0));
            assertThat(study.view().position()).isEqualTo(position);
        }
        try (Study study = study().stopWhen("target", 2).open()) {
            study.optimize(100, values(0));
            assertThat(study.finishedTrials()).isEqualTo(3);
            assertThat(decision(study).reason()).isEqualTo("trial 2 has loss=1");
        }
    }

    @Test
    void moreLiftsTheRuleForSoManyTrialsAndThenItHoldsAgain() {
        try (Study study =
                study().stopWhen("stagnation", 2).stopWhen("target", 4).open()) {
            study.optimize(100, values(4, 5, 5));
            assertThat(study.finishedTrials()).isEqualTo(1);
            assertThat(decision(study).rule()).isEqualTo("target");
            study.optimizeMore(5, values(4, 5, 5));
            assertThat(study.finishedTrials()).isEqualTo(3);
            assertThat(decision(study).rule()).isEqualTo("stagnation");
            study.optimizeMore(2, values(5));
            assertThat(study.finishedTrials()).isEqualTo(5);
            study.optimize(100, values(5));
            assertThat(study.finishedTrials()).isEqualTo(5);
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void aChangedBoundDecidesAnew() {
        try (Study study = study().stopWhen("stagnation", 2).open()) {
            study.optimize(100, values(5));
            assertThat(study.finishedTrials()).isEqualTo(3);
        }
        try (Study study = study().stopWhen("stagnation", 4).open()) {
            assertThat(study.view().stop().decision()).isNull();
            study.optimize(100, values(5));
            assertThat(study.finishedTrials()).isEqualTo(5);
        }
    }

    @Test
    void withSeveralObjectivesATrialThatEntersTheFrontIsAnImprovement() {
        double[][] values = {{1, 9}, {2, 8}, {3, 9}, {3, 7}, {4, 7}, {1, 9}, {9, 9}};
        try (Study study = study().minimize("time").stopWhen("stagnation", 3).inMemory()) {
            study.optimizeMulti(100, trial -> values[Math.min(trial.number(), 6)]);

            assertThat(study.finishedTrials()).isEqualTo(7);
            assertThat(decision(study).reason()).isEqualTo("3 trials finished since trial 3 entered the Pareto front");
        }
    }

    @Test
    void onlyFeasibleTrialsImproveAStudyOrReachATarget() {
        try (Study study =
                study().constraint("mem", "mem <= 1").stopWhen("target", 2).inMemory()) {
            study.optimize(4, trial -> {
                trial.report(Map.of("mem", trial.number() < 2 ? 5.0 : 0.5), 0);
                return trial.number() < 2 ? 0 : 2;
            });

            assertThat(study.finishedTrials()).isEqualTo(3);
        }
    }

    @Test
    void aBudgetOfHoursCountsTheTimeOfJavaObjectivesOnOneCpuEach() {
        try (Study study = study().stopWhen("cpu_hours", 0.2 / 3600).inMemory()) {
            study.optimize(100_000, trial -> {
                Thread.sleep(25);
                return 1;
            });

            assertThat(study.finishedTrials()).isBetween(1, 12);
            assertThat(decision(study).value()).isGreaterThanOrEqualTo(0.2 / 3600);
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void severalThreadsStopTogether() {
        try (Study study = study().stopWhen("stagnation", 10).open()) {
            study.optimize(1000, trial -> trial.number() == 0 ? 1 : 2, 4);

            assertThat(study.finishedTrials()).isBetween(11, 15);
            assertThat(study.view().running()).isEmpty();
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{stagnation: 0} | stop_when.stagnation must be a whole number of at least 1, but is 0.0",
                "{stagnation: 2.5} | must be a whole number",
                "{gpu_hours: -1} | stop_when.gpu_hours must be a finite number above 0",
                "{stagnaton: 3} | Maybe 'stagnation'",
                "30 | must be a map"
            })
    void aRuleWithoutMeaningIsRefusedWithItsPlace(String section, String message) throws IOException {
        Path file = Files.writeString(
                root.resolve("bad.yaml"),
                "metric: {name: loss, goal: minimize}\nstop_when: " + section
                        + "\nparameters: {x: {min: 0.0, max: 1.0}}\n");

        assertThatThrownBy(() -> Study.open(file))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("bad.yaml:2")
                .hasMessageContaining(message);
    }
}
