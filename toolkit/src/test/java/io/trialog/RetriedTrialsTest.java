package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.study.OpenOptions;
import io.trialog.testing.RetryingProcess;
import io.trialog.trial.Attempt;
import io.trialog.trial.AttemptState;
import io.trialog.trial.FailCause;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials that failed and run again: the same number and parameters, the next attempt, before new trials. */
@Tag("processes")
final class RetriedTrialsTest {

    private static final String GRID = """
            objective: {command: [sh, train.sh]}
            metric: {name: loss, goal: minimize}
            parameters: {x: {values: [1, 2, 3]}}
            sampler: {type: grid, seed: 1}
            executor: {type: local, parallel: 1, poll: 10ms}
            durability: ledger
            """;

    /** Fails for x=2 unless there is a file {@code mended}. */
    private static final String PROGRAM = """
            for word in "$@"; do case $word in --x=*) x=${word#--x=} ;; esac; done
            echo "$TRIALOG_TRIAL $TRIALOG_ATTEMPT" >>runs.txt
            [ "$x" != 2 ] || [ -e mended ] || { echo "no GPU" >&2; exit 3; }
            echo "loss: $x"
            """;

    @TempDir
    private Path folder;

    private OpenOptions file(String... more) throws IOException {
        Files.writeString(folder.resolve("train.sh"), PROGRAM);
        Path file = Files.writeString(folder.resolve("grid.yaml"), GRID + String.join("\n", more) + "\n");
        return OpenOptions.of(file.toString()).withRoot(folder.resolve("studies"));
    }

    private void mend() throws IOException {
        Files.createFile(folder.resolve("mended"));
    }

    private List<String> runs() throws IOException {
        return Files.readAllLines(folder.resolve("runs.txt"));
    }

    private static TrialRecord failed(Study study) {
        return study.view().trials().stream()
                .filter(trial -> trial.params().containsValue(2L))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRetriedTrialKeepsItsNumberAndParametersAndRunsAsItsNextAttempt() throws Exception {
        try (Study study = Study.open(file())) {
            study.optimize(3);
            TrialRecord before = failed(study);
            assertThat(before.state()).isEqualTo(TrialState.FAIL);
            mend();

            assertThat(study.retry()).containsExactly(before.number());
            study.optimize(3);

            TrialRecord after = study.view().trial(before.number());
            assertThat(after.state()).isEqualTo(TrialState.COMPLETE);
            assertThat(after.params()).isEqualTo(before.params());
            assertThat(after.attempts()).extracting(Attempt::number).containsExactly(1, 2);
            assertThat(after.retries()).containsExactly(2);
            assertThat(study.view().trialCount()).isEqualTo(3);
            assertThat(runs()).hasSize(4).last().isEqualTo(before.number() + " 2");
            assertThat(Files.readAllLines(study.directory().resolve("trials_results.csv")))
                    .hasSize(4);
            assertThat(study.replay().verify().isGreen())
                    .as(study.replay().verify().toString())
                    .isTrue();
        }
    }

    @Test
    void aControllerThatIsKilledBeforeItSubmitsARetriedTrialLosesNothing() throws Exception {
        Path directory;
        int number;
        try (Study study = Study.open(file())) {
            study.optimize(3);
            directory = study.directory();
            number = failed(study).number();
        }
        mend();
        Process killed = RetryingProcess.start(directory);
        assertThat(killed.waitFor()).isEqualTo(137);
        assertThat(StudyReader.open(directory).view().trial(number).awaitsRetry())
                .isTrue();

        try (Study study = Study.open(file())) {
            study.optimize(3);
            TrialRecord after = study.view().trial(number);
            assertThat(after.state()).isEqualTo(TrialState.COMPLETE);
            assertThat(after.attempts())
                    .extracting(Attempt::state)
                    .containsExactly(AttemptState.EXITED, AttemptState.EXITED);
            assertThat(runs()).hasSize(4);
            assertThat(study.replay().verify().isGreen())
                    .as(study.replay().verify().toString())
                    .isTrue();
        }
    }

    @Test
    void aFileMayLetFailedTrialsRunAgainByThemselves() throws Exception {
        try (Study study = Study.open(file("retry_failed: 2"))) {
            study.optimize(3);
            TrialRecord failed = failed(study);
            assertThat(failed.state()).isEqualTo(TrialState.FAIL);
            assertThat(failed.cause()).isEqualTo(FailCause.PROGRAM);
            assertThat(failed.attempts()).hasSize(3);
            assertThat(failed.retries()).containsExactly(2, 3);
            assertThat(runs()).hasSize(5);
        }
        mend();
        try (Study study = Study.open(file("retry_failed: 3"))) { // the file was edited: one more try
            study.optimize(3);
            assertThat(failed(study).state()).isEqualTo(TrialState.COMPLETE);
            assertThat(study.replay().verify().isGreen())
                    .as(study.replay().verify().toString())
                    .isTrue();
        }
    }

    @Test
    void aProgramThatCannotBeStartedIsNotRetriedByItself() throws Exception {
        OpenOptions options = file("retry_failed: 2");
        Files.writeString(folder.resolve("train.sh"), "exec ./nothing-there");
        try (Study study = Study.open(options)) {
            study.optimize(1);
            assertThat(study.view().trials())
                    .isNotEmpty()
                    .allSatisfy(trial -> assertThat(trial.cause()).isEqualTo(FailCause.SETUP))
                    .allSatisfy(trial -> assertThat(trial.retries()).isEmpty());
        }
    }

    @Test
    void aJavaObjectiveMeetsItsFailedTrialsAgain() {
        AtomicBoolean mended = new AtomicBoolean();
        Objective objective = trial -> {
            double x = trial.suggestFloat("x", 0, 1);
            if (trial.number() == 1 && !mended.get()) {
                throw new IllegalStateException("no GPU");
            }
            return x;
        };
        try (Study study = Study.builder("java").minimize().seed(1).inMemory()) {
            study.optimize(3, objective);
            double x = study.view().trial(1).getDouble("x");
            mended.set(true);

            assertThat(study.retry(1)).containsExactly(1);
            study.optimize(3, objective);

            assertThat(study.view().trial(1).value()).isEqualTo(x);
            assertThat(study.view().trialCount()).isEqualTo(4);
            assertThat(study.replay().verify().isGreen())
                    .as(study.replay().verify().toString())
                    .isTrue();
        }
    }

    @Test
    void onlyTrialsThatFailedAreRetriedAndAllOrNone() {
        try (Study study = Study.builder("java").minimize().seed(1).inMemory()) {
            study.optimize(2, trial -> trial.suggestFloat("x", 0, 1));
            assertThatThrownBy(() -> study.retry(1))
                    .hasMessage("Only a trial that failed can run again, but trial 1 is COMPLETE.");
            assertThatThrownBy(() -> study.retry(7)).hasMessageStartingWith("There is no trial 7");
            assertThat(study.retry()).isEmpty();
            assertThat(study.view().finishedCount()).isEqualTo(2);
        }
    }
}
