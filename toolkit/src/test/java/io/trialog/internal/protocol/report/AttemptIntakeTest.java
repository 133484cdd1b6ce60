package io.trialog.internal.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.trialog.spi.Collector;
import io.trialog.spi.EndedAttempt;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttemptIntakeTest {

    private static final JobStatus WELL = new JobStatus(JobState.EXITED, "", 0, null, 0);
    private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path directory;
    private Path workdir;
    private OutputRules rules = OutputRules.of("val_auc");

    @BeforeEach
    void directories() throws IOException {
        directory = Files.createDirectories(folder.resolve("attempt-1"));
        workdir = Files.createDirectories(folder.resolve("work"));
    }

    @Nested
    class TheFinalValue {

        @Test
        void isTheFinalRecordOfTheReportFileBeforeAllOthers() throws IOException {
            write("report.jsonl", "{\"seq\":0,\"final\":{\"val_auc\":0.9,\"test_auc\":0.8}}\n");
            write("score.txt", "0.1");
            write("out.log", "OPTUNA_SCORE: 0.2\n");

            Outcome outcome = outcome(WELL);

            assertThat(outcome.value()).isEqualTo(0.9);
            assertThat(outcome.metrics()).contains(entry("val_auc", 0.9), entry("test_auc", 0.8));
            assertThat(outcome.source()).isEqualTo("the final values in its report file");
        }

        @Test
        void isTheLastFinalValueOfEachMetricAndThatIsRemarked() throws IOException {
            write("report.jsonl", """
                    {"seq":0,"final":{"val_auc":0.5,"test_auc":0.4}}
                    nonsense
                    {"seq":1,"final":{"val_auc":0.6}}
                    {"seq":2,"values":{"val_auc":0.7}}
                    """);

            AttemptIntake intake = intake(new Sequences());
            intake.read(1_000, true);
            Outcome outcome = intake.outcome(WELL);

            assertThat(outcome.value()).isEqualTo(0.6);
            assertThat(outcome.metrics()).containsEntry("test_auc", 0.4);
            assertThat(intake.remarks())
                    .startsWith("2 lines of its report were left out since they can't be understood; the first is in ")
                    .contains("report.jsonl, offset 49: A line must be a JSON object, but: ")
                    .endsWith(" It told final values 2 times; of each metric the last one counts.");
        }

        @Test
        void ofAnOrderlyReportLeavesNothingToRemark() throws IOException {
            write("report.jsonl", "{\"seq\":0,\"final\":{\"val_auc\":0.5}}\n");
            AttemptIntake intake = intake(new Sequences());
            intake.read(1_000, true);

            assertThat(intake.remarks()).isEmpty();
        }

        @Test
        void isThenTheScoreFile() throws IOException {
            write("score.txt", "\n 1e-3 \n");
            write("out.log", "OPTUNA_SCORE: 0.2\n");

            assertThat(outcome(WELL).value()).isEqualTo(0.001);
        }

        @Test
        void mayBeNamedInTheScoreFile() throws IOException {
            write("score.txt", "test_auc: 0.7\nval_auc = 0.8\n");

            Outcome outcome = outcome(WELL);

            assertThat(outcome.value()).isEqualTo(0.8);
            assertThat(outcome.metrics()).containsEntry("test_auc", 0.7);
        }

        @Test
        void isThenTheKeyOfTheResultsFile() throws IOException {
            results("metrics.json", "eval.auc");
            write("metrics.json", "{\"eval\": {\"auc\": 0.77}, \"eval.auc\": 0.78}");
            write("out.log", "val_auc: 0.2\n");

            Outcome outcome = outcome(WELL);

            assertThat(outcome.value()).isEqualTo(0.78);
            assertThat(outcome.source()).isEqualTo("the results file metrics.json");
        }

        @Test
        void isWhatACollectorOfAPlugInReadsAndItsFaultIsPartOfTheError() throws IOException {
            rules = collecting(attempt -> Map.of(attempt.metric(), 0.5, "test_auc", 0.25));
            assertThat(outcome(WELL).value()).isEqualTo(0.5);
            assertThat(outcome(WELL).metrics()).containsEntry("test_auc", 0.25);

            rules = collecting(attempt -> {
                throw new IllegalStateException("no tag");
            });
            assertThat(outcome(WELL).failure())
                    .contains("What reads the toy's file failed: java.lang.IllegalStateException: no tag");
        }

        @Test
        void isFoundInYamlAndInTheLastRowOfCsv() throws IOException {
            results("m.yaml", "eval.auc.1");
            write("m.yaml", "eval:\n  auc: [0.1, 1e-3]\n");
            assertThat(outcome(WELL).value()).isEqualTo(0.001);

            results("m.csv", "val, auc");
            write("m.csv", "epoch,\"val, auc\"\n1,0.5\n2,0.6\n\n");
            assertThat(outcome(WELL).value()).isEqualTo(0.6);
        }

        @Test
        void inTheWorkingDirectoryCountsOnlyIfWrittenSinceTheStart() throws IOException {
            results("metrics.json", "auc");
            Path shared = Files.writeString(workdir.resolve("metrics.json"), "{\"auc\": 0.5}");
            Files.setLastModifiedTime(shared, FileTime.from(STARTED.minusSeconds(5)));
            assertThat(outcome(WELL).failure()).contains("neither in").contains("written since the trial began");

            Files.setLastModifiedTime(shared, FileTime.from(STARTED.plusSeconds(5)));
            assertThat(outcome(WELL).value()).isEqualTo(0.5);
        }

        @Test
        void isNeverReadFromOutsideTheDirectories() throws IOException {
            Files.writeString(folder.resolve("secret.json"), "{\"auc\": 1}");
            results("../secret.json", "auc");

            assertThat(outcome(WELL).failure())
                    .contains("The results file (../secret.json) must be inside the trial's directory");
        }

        @Test
        void isThenWhatWasPrintedLastInTheOrderOfTheMarkers() throws IOException {
            write("out.log", "val_auc: 0.5\nBest validation score: 0.6\nOPTUNA_SCORE: 0.1\nOPTUNA_SCORE: 0.7\n");
            assertThat(outcome(WELL).value()).isEqualTo(0.7);

            write("out.log", "val_auc: 0.5\nBest validation score: 0.6\n");
            assertThat(outcome(WELL).value()).isEqualTo(0.6);

            write("out.log", "val_auc: 0.5\nval_auc: 0.4");
            assertThat(outcome(WELL).value()).isEqualTo(0.4);
        }

        @Test
        void isFoundInTheErrorStreamToo() throws IOException {
            write("err.log", "INFO:root:val_auc=0.5\n");

            assertThat(outcome(WELL).value()).isEqualTo(0.5);
        }

        @Test
        void ofAnotherMetricThatIsPrintedLastCountsBeforeItsIntermediateValues() throws IOException {
            rules = new OutputRules("val_auc", List.of("mem_gb"), List.of(), rules.collector(), "score.txt", false);
            write("report.jsonl", "{\"seq\":0,\"step\":2,\"values\":{\"val_auc\":0.5,\"mem_gb\":10}}\n");
            write("out.log", "val_auc: 0.6\nmem_gb: 50\n");

            assertThat(outcome(WELL).metrics()).contains(entry("val_auc", 0.6), entry("mem_gb", 50.0));
        }

        @Test
        void isAtLastTheValueAtTheLargestStep() throws IOException {
            write("report.jsonl", """
                    {"seq":0,"step":1,"values":{"val_auc":0.1}}
                    {"seq":1,"step":3,"values":{"val_auc":0.3}}
                    {"seq":2,"step":2,"values":{"val_auc":0.2}}
                    """);

            Outcome outcome = outcome(WELL);

            assertThat(outcome.value()).isEqualTo(0.3);
            assertThat(outcome.source()).isEqualTo("the value reported at the last step");
        }

        @Test
        void thatIsMissingIsAFailureWithAdvice() throws IOException {
            assertThat(outcome(WELL).failure())
                    .isEqualTo("The program ended well but left no value of 'val_auc'."
                            + "\nMaybe it should print a line \"val_auc: 0.123\" at its end.");
        }

        @Test
        void thatIsMissingIsExplainedByWhatCameNear() throws IOException {
            write("report.jsonl", "{\"seq\":0,\"step\":1,\"values\":{\"val_loss\":0.25}}\n");
            assertThat(outcome(WELL).failure()).contains("Its report file has values of 'val_loss'.");

            write("report.jsonl", "");
            write("out.log", "val_auc: 0,125\nVal_AUC: 0.5\n");
            assertThat(outcome(WELL).failure()).contains("came near:\n  val_auc: 0,125\n  Val_AUC: 0.5\n");

            write("out.log", "|  val_auc  |  0.25  |\n");
            assertThat(outcome(WELL).failure()).contains("came near:\n  |  val_auc  |  0.25  |\n");

            write(
                    "out.log",
                    "epoch   val_auc   lr\n-----   -------   --\n    1      0.25   .1\n    2      0.35   .1\n");
            assertThat(outcome(WELL).failure()).contains("came near:\n  epoch   val_auc   lr\n  1      0.25   .1\n");
        }

        @Test
        void thatIsMissingIsExplainedByTheScoreFileAndThePatternThatMatchedNothing() throws IOException {
            OutputRules standard = OutputRules.of("val_auc");
            rules = new OutputRules("val_auc", List.of(), List.of(), standard.collector(), "result.txt", true);
            assertThat(outcome(WELL).failure())
                    .contains("The score file result.txt is neither in " + directory
                            + " nor, written since the trial began, in " + workdir + ".");

            rules = new OutputRules(
                    "val_auc",
                    List.of(),
                    List.of(OutputRules.pattern("auc is (\\S+)")),
                    standard.collector(),
                    standard.scoreFile(),
                    false);
            assertThat(outcome(WELL).failure()).contains("The pattern 'auc is (\\S+)' matched no line of its output.");

            write("out.log", "auc is 0,5\n");
            assertThat(outcome(WELL).failure()).contains("The pattern 'auc is (\\S+)' matched no number, but '0,5'.");
        }

        @Test
        void isAtTheVeryLastTheOneInTheSummaryOfWandbAndThatIsRemarked() throws IOException {
            write("err.log", """
                    wandb: Run history:
                    wandb: val_auc ▁█
                    wandb: val_auc 0.3
                    wandb:
                    \u001B[34m\u001B[1mwandb\u001B[0m: Run summary:
                    wandb:       best/val_auc 0.9
                    wandb:            val_auc 0.12346
                    wandb:               note good
                    wandb:
                    wandb: val_auc 7
                    """);
            AttemptIntake intake = intake(new Sequences());
            intake.read(1_000, true);
            Outcome outcome = intake.outcome(WELL);

            assertThat(outcome.value()).isEqualTo(0.12346);
            assertThat(outcome.isExplicit()).isFalse();
            assertThat(outcome.source()).isEqualTo("the summary of W&B's client");
            assertThat(intake.remarks()).contains("the summary of W&B's client, which rounds it");

            write("out.log", "val_auc: 0.5\n");
            assertThat(outcome(WELL).value()).isEqualTo(0.5);
        }

        @Test
        void thatWandbKeepsToItselfIsAskedForInOneLine() throws IOException {
            write("err.log", "wandb: Tracking run with wandb version 0.31.0\n");

            assertThat(outcome(WELL).failure()).contains("call wandb.finish() at the end.\n");
        }

        @Test
        void thatIsNotANumberIsAFailureAndAnInfinityIsNot() throws IOException {
            write("out.log", "OPTUNA_SCORE: nan\n");
            assertThat(outcome(WELL).failure())
                    .isEqualTo("The final value of 'val_auc' is NaN (OPTUNA_SCORE in its output).");

            write("out.log", "OPTUNA_SCORE: -inf\n");
            assertThat(outcome(WELL).value()).isEqualTo(Double.NEGATIVE_INFINITY);
        }

        @Test
        void doesNotHelpAProgramThatDidNotEndWell() throws IOException {
            write("score.txt", "1");

            assertThat(outcome(new JobStatus(JobState.EXITED, "", 3, null, 0)).failure())
                    .isEqualTo("The program ended with exit code 3.");
            assertThat(outcome(new JobStatus(JobState.EXITED, "", null, 9, 0)).failure())
                    .isEqualTo("The program was killed by signal 9 (SIGKILL).\nMaybe the machine was short of memory.");
            assertThat(outcome(new JobStatus(JobState.TIMED_OUT, "", 0, null, 0))
                            .failure())
                    .isEqualTo("The program ran longer than its time limit and was ended.");
        }
    }

    @Nested
    class IntermediateValues {

        @Test
        void thatArePrintedCountUntilTheProgramReportsSome() throws IOException {
            AttemptIntake intake = intake(new Sequences());
            write("out.log", "epoch 0 val_auc: 0.1\n");
            assertThat(intake.read(100, false).lines()).hasSize(1);

            write("report.jsonl", "{\"seq\":0,\"step\":1,\"values\":{\"val_auc\":0.2}}\n");
            write("out.log", "epoch 0 val_auc: 0.1\nepoch 1 val_auc: 0.2\n");

            assertThat(intake.read(100, false).lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.seq()).isZero());
        }

        @Test
        void thatWereIngestedBeforeAreNotGivenAgainToANewIntake() throws IOException {
            write("report.jsonl", """
                    {"seq":0,"step":1,"values":{"val_auc":0.1}}
                    {"step":2,"values":{"val_auc":0.2}}
                    """);
            write("out.log", "epoch 7 other_auc: 1 val_auc: 0.1\n");
            Sequences ingested = new Sequences();
            List<ReportLine> first = intake(ingested).read(100, false).lines();
            assertThat(first).hasSize(2);

            Sequences restored = new Sequences();
            first.forEach(line -> restored.add(line.seq()));
            AttemptIntake again = intake(restored);

            assertThat(again.read(100, true).lines()).isEmpty();
            assertThat(again.outcome(WELL).value()).isEqualTo(0.1);
        }
    }

    private interface Reading {
        Map<String, Double> read(EndedAttempt attempt);
    }

    private static OutputRules collecting(Reading reading) {
        Collector collector = new Collector() {
            @Override
            public String source() {
                return "the toy's file";
            }

            @Override
            public Map<String, Double> collect(EndedAttempt attempt) {
                return reading.read(attempt);
            }
        };
        return new OutputRules("val_auc", List.of(), List.of(), collector, "score.txt", false);
    }

    private void results(String file, String key) {
        rules = new OutputRules("val_auc", List.of(), List.of(), new ResultsFile(file, key), "score.txt", false);
    }

    private Outcome outcome(JobStatus status) throws IOException {
        AttemptIntake intake = intake(new Sequences());
        intake.read(1_000, true);
        return intake.outcome(status);
    }

    private AttemptIntake intake(Sequences seen) {
        return new AttemptIntake(directory, workdir, 0, STARTED, rules, seen);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
