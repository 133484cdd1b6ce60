package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.engine.StudyDraft;
import io.trialog.internal.engine.StudyOpener;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.Durability;
import io.trialog.study.OpenOptions;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.study.Verification;
import io.trialog.testing.Eventually;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a decision to prune makes of programs that heed it, that do not, and that never heard of it. */
@Tag("processes")
class PrunedProgramsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PRUNER = "pruner: {type: median, startup_trials: 1, warmup_steps: 0}\n";

    @TempDir
    Path root;

    private Study open(String script, String more) throws IOException {
        Path program = Files.writeString(root.resolve("train.sh"), script);
        Path file = Files.writeString(root.resolve("study.yaml"), """
                name: s
                objective: {command: [sh, %s], parameters: env%s
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: random, seed: 5}
                executor: {type: local, parallel: 1, poll: 20ms, prune_grace: 1s, grace: 1s}
                """.formatted(program, more));
        return Study.open(OpenOptions.of(file.toString()).withRoot(root));
    }

    /** The first trial is good and COMPLETE; the second reports something worse, and then goes on as the script says. */
    private TrialRecord second(String script, String more) throws IOException {
        try (Study study = open("""
                report() { echo "{\\"seq\\":$1,\\"step\\":$1,\\"values\\":{\\"loss\\":$2}}" >>"$TRIALOG_REPORT"; }
                wait_for_stop() { for i in $(seq 100); do [ -e "$TRIALOG_PRUNE" ] && break; sleep 0.05; done; }
                if [ "$TRIALOG_TRIAL" = 0 ]; then
                    report 1 0.1; echo "OPTUNA_SCORE: 0.1"; echo "answer is 0.1"; exit 0
                fi
                report 1 0.9
                wait_for_stop
                """ + script, more)) {
            study.optimize(2);
            Verification verification = study.replay().verify();
            assertThat(verification.isGreen()).as(verification.toString()).isTrue();
            TrialRecord trial = study.trial(1);
            assertThat(trial.prune()).isNotNull();
            return trial;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo 'OPTUNA_SCORE: 0.05'                                              | ''",
                "echo 'Best validation score: 0.05'                                     | ''",
                "echo 0.05 >\"$TRIALOG_SCORE_FILE\"                                     | ''",
                "echo '{\"seq\":2,\"final\":{\"loss\":0.05}}' >>\"$TRIALOG_REPORT\"     | ''",
                "echo '{\"loss\": 0.05}' >\"$TRIALOG_TRIAL_DIR/m.json\"                 | ', results: {file: \"${trial_dir}/m.json\", key: loss}'",
                "echo 'answer is 0.05'                                                  | ', pattern: \"answer is (.*)\"'",
            })
    void aProgramThatEndsByItselfWithAResultIsComplete(String script, String more) throws IOException {
        TrialRecord trial = second(script, more + "}\n" + PRUNER);

        assertThat(trial.state()).isEqualTo(TrialState.COMPLETE);
        assertThat(trial.values()).containsExactly(0.05);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 0                                     | ''",
                "echo 'loss: 0.05'                          | ''",
                "echo 'step 9 is 0.05'                      | ', pattern: \"step (?<step>[0-9]+) is (?<value>.*)\"'",
                "echo 'OPTUNA_SCORE: 0.05'; exit 79         | ''",
                "echo 'OPTUNA_SCORE: 0.05'; exit 3          | ''",
                "echo 'OPTUNA_SCORE: nan'                   | ''",
                "trap 'echo OPTUNA_SCORE: 0.05; exit 0' TERM; sleep 30 & wait | ''",
                "echo 'OPTUNA_SCORE: 0.05'; trap '' TERM; for i in $(seq 200); do sleep 0.1; done | ''",
            })
    void aProgramThatWasEndedOrLeavesNoResultIsPruned(String script, String more) throws IOException {
        TrialRecord trial = second(script, more + "}\n" + PRUNER);

        assertThat(trial.state()).isEqualTo(TrialState.PRUNED);
        assertThat(trial.values()).containsExactly(0.9);
    }

    @Test
    void aCompleteTrialCountsForTheBestAndForTheBudgetInSpiteOfTheDecision() throws IOException {
        TrialRecord trial = second("echo 'OPTUNA_SCORE: 0.05'", "}\n" + PRUNER);

        try (Study study = Study.open(OpenOptions.of("s").withRoot(root))) {
            assertThat(study.best().number()).isEqualTo(trial.number());
            assertThat(study.finishedTrials()).isEqualTo(2);
            assertThat(study.view().count(TrialState.COMPLETE)).isEqualTo(2);
        }
    }

    @Test
    void aResultThatWasLeftWhileNoControllerLivedCompletesAnAdoptedTrial() throws Exception {
        String script = """
                if [ "$TRIALOG_TRIAL" = 0 ]; then
                    echo '{"seq":1,"step":1,"values":{"loss":0.1}}' >>"$TRIALOG_REPORT"
                    echo '{"loss": 0.1}' >m.json
                    exit 0
                fi
                echo '{"seq":1,"step":1,"values":{"loss":0.9}}' >>"$TRIALOG_REPORT"
                while [ ! -e "$TRIALOG_TRIAL_DIR/go" ]; do sleep 0.05; done
                echo '{"loss": 0.05}' >m.json
                """;
        open(script, ", workdir: ., results: {file: m.json, key: loss}}\n" + PRUNER)
                .close();
        OpenOptions options = OpenOptions.of(root.resolve("study.yaml").toString())
                .withRoot(root)
                .withOverrides(List.of("executor.on_interrupt=leave", "executor.prune_grace=60s"));
        try (Study study = Study.open(options)) {
            Thread running = new Thread(() -> study.optimize(2));
            running.start();
            Eventually.holds(
                    "the second trial is to be pruned",
                    PATIENCE,
                    () -> study.view().trialCount() == 2 && study.trial(1).prune() != null);
            study.interrupt(PATIENCE);
            running.join();
        }
        Path attempt = root.resolve("s/trials/0000-0999/0001/attempt-1");
        Files.createFile(attempt.resolve("go"));
        Eventually.holds("the program ends", PATIENCE, () -> Files.exists(attempt.resolve("exit.json")));
        try (Study study = Study.open(options)) {
            study.optimize(2);

            assertThat(study.trial(1).attempt()).isEqualTo(1);
            assertThat(study.trial(1).state()).isEqualTo(TrialState.COMPLETE);
            assertThat(study.trial(1).values()).containsExactly(0.05);
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void printedValuesAreRecordedAndReportedOnesPruneWhereNoPrunerIsNamed() throws IOException {
        String script = """
                loss=0.$((TRIALOG_TRIAL + 1))
                if [ "$TRIALOG_TRIAL" = 10 ]; then
                    for step in 1 2; do
                        echo "{\\"seq\\":$step,\\"step\\":$step,\\"values\\":{\\"loss\\":9}}" >>"$TRIALOG_REPORT"
                    done
                    for i in $(seq 100); do [ -e "$TRIALOG_PRUNE" ] && exit 0; sleep 0.05; done
                elif [ $((TRIALOG_TRIAL % 2)) = 0 ]; then
                    for step in 1 2; do echo "{\\"seq\\":$step,\\"step\\":$step,\\"values\\":{\\"loss\\":$loss}}" >>"$TRIALOG_REPORT"; done
                else
                    for step in 1 2; do echo "step $step loss: 5"; done
                fi
                echo "OPTUNA_SCORE: $loss"
                """;
        try (Study study = open(script, "}\n")) {
            study.optimize(11);

            StudyView view = study.view();
            assertThat(view.settings().pruner()).containsEntry("printed", "record");
            assertThat(view.trial(1).reports().size()).isEqualTo(2);
            assertThat(view.trial(1).reports().withoutPrinted().size()).isZero();
            assertThat(view.trial(10).state()).isEqualTo(TrialState.PRUNED);
            assertThat(view.trial(10).prune().rule()).contains("5 completed trials");
            Verification verification = study.replay().verify();
            assertThat(verification.isGreen()).as(verification.toString()).isTrue();
            assertThat(study.replay().verify().replay().reports()).isBetween(11, 12);
        }
    }

    @Test
    void thePrunerIsNamedByFileBuilderOrCommandLine() throws IOException {
        try (Study study = Study.builder("t").minimize("loss").under(root).open()) {
            assertThat(study.settings().pruner()).containsEntry("printed", "record");
        }
        try (Study study =
                Study.builder("u").minimize("loss").pruner("median").under(root).open()) {
            assertThat(study.settings().pruner()).containsEntry("printed", "prune");
        }
        open("echo 'loss: 1'", "}\n").close();
        OpenOptions again =
                OpenOptions.of(root.resolve("study.yaml").toString()).withRoot(root);
        try (Study study = Study.open(again)) {
            assertThat(study.settings().pruner()).containsEntry("printed", "record");
            assertThat(study.notes()).isEmpty();
        }
        assertThat(Files.readString(root.resolve("s/study.yaml"))).doesNotContain("pruner:");
        OpenOptions recorded = OpenOptions.of("s").withRoot(root);
        try (Study study = Study.open(recorded.withOverrides(List.of("trials=3")))) {
            assertThat(study.settings().pruner()).containsEntry("printed", "record");
            assertThat(study.notes()).isEmpty();
        }
        try (Study study = Study.open(recorded.withOverrides(List.of("pruner.type=hyperband")))) {
            assertThat(study.settings().pruner()).containsEntry("printed", "prune");
            assertThat(study.notes()).contains("pruner.printed: record -> prune");
        }
    }

    /** A study as 0.1 wrote it: its settings do not say what becomes of printed values. */
    private void madeBy01(Path program) {
        Settings settings = Settings.of("s", List.of(Direction.MINIMIZE), List.of("loss"))
                .withSeed(5)
                .withSpace(new SearchSpace(List.of(new Parameter("x", new FloatDistribution(0, 1)))))
                .withSampler(Map.of("type", "random"))
                .withPruner(Map.of("type", "median"))
                .withObjective(Map.of(
                        "command", List.of("sh", program.toString()), "parameters", "env", "workdir", root.toString()))
                .withExecutor(Map.of("type", "local", "parallel", 1L, "poll", 0.02, "prune_grace", 1L, "grace", 1L));
        StudyDraft draft = new StudyDraft("s", Durability.LEDGER, 5L, true, false, seed -> settings);
        new StudyOpener(new StudyRoot(root)).open(draft).close();
    }

    @Test
    void aStudyOf01GoesOnAsItBeganAndSaysSoUntilAPrunerIsNamedThatRecords() throws IOException {
        madeBy01(root.resolve("train.sh"));
        String loss = "loss=$([ $TRIALOG_TRIAL = 7 ] && echo 9 || echo 1)\n";
        String script = loss + "for step in 1 2 3; do echo \"step=$step loss: $loss\"; sleep 0.1; done; sleep 2";
        try (Study study = open(script, "}\n")) {
            assertThat(study.notes()).anySatisfy(note -> assertThat(note).contains("its printed values prune"));
            assertThat(study.settings().pruner()).doesNotContainKey("printed");
            study.optimize(8);

            assertThat(study.trial(7).state()).isEqualTo(TrialState.PRUNED);
            assertThat(study.trial(1).reports().withoutPrinted().size()).isEqualTo(3);
            Verification verification = study.replay().verify();
            assertThat(verification.isGreen()).as(verification.toString()).isTrue();
        }
        assertThat(Files.readString(root.resolve("s/ledger/000001.jsonl"))).doesNotContain("printed");
        try (Study study = open(script, "}\npruner: {type: median, printed: record}\n")) {
            assertThat(study.settings().pruner()).containsEntry("printed", "record");
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }
}
