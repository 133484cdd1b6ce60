package io.trialog.internal.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
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
        void is_the_final_record_of_the_report_file_before_all_others() throws IOException {
            write("report.jsonl", "{\"seq\":0,\"final\":{\"val_auc\":0.9,\"test_auc\":0.8}}\n");
            write("score.txt", "0.1");
            write("out.log", "OPTUNA_SCORE: 0.2\n");

            Outcome outcome = outcome(WELL);

            assertThat(outcome.value()).isEqualTo(0.9);
            assertThat(outcome.metrics()).contains(entry("val_auc", 0.9), entry("test_auc", 0.8));
            assertThat(outcome.source()).isEqualTo("the final values in its report file");
        }

        @Test
        void is_the_last_final_value_of_each_metric_and_that_is_remarked() throws IOException {
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
        void of_an_orderly_report_leaves_nothing_to_remark() throws IOException {
            write("report.jsonl", "{\"seq\":0,\"final\":{\"val_auc\":0.5}}\n");
            AttemptIntake intake = intake(new Sequences());
            intake.read(1_000, true);

            assertThat(intake.remarks()).isEmpty();
        }

        @Test
        void is_then_the_score_file() throws IOException {
            write("score.txt", "\n 1e-3 \n");
            write("out.log", "OPTUNA_SCORE: 0.2\n");

            assertThat(outcome(WELL).value()).isEqualTo(0.001);
        }

        @Test
        void may_be_named_in_the_score_file() throws IOException {
            write("score.txt", "test_auc: 0.7\nval_auc = 0.8\n");

            Outcome outcome = outcome(WELL);

            assertThat(outcome.value()).isEqualTo(0.8);
            assertThat(outcome.metrics()).containsEntry("test_auc", 0.7);
        }

        @Test
        void is_then_the_key_of_the_results_file() throws IOException {
            results("metrics.json", "eval.auc");
            write("metrics.json", "{\"eval\": {\"auc\": 0.77}, \"eval.auc\": 0.78}");
            write("out.log", "val_auc: 0.2\n");

            Outcome outcome = outcome(WELL);

            assertThat(outcome.value()).isEqualTo(0.78);
            assertThat(outcome.source()).isEqualTo("the results file metrics.json");
        }

        @Test
        void is_found_in_yaml_and_in_the_last_row_of_csv() throws IOException {
            results("m.yaml", "eval.auc.1");
            write("m.yaml", "eval:\n  auc: [0.1, 1e-3]\n");
            assertThat(outcome(WELL).value()).isEqualTo(0.001);

            results("m.csv", "val, auc");
            write("m.csv", "epoch,\"val, auc\"\n1,0.5\n2,0.6\n\n");
            assertThat(outcome(WELL).value()).isEqualTo(0.6);
        }

        @Test
        void in_the_working_directory_counts_only_if_written_since_the_start() throws IOException {
            results("metrics.json", "auc");
            Path shared = Files.writeString(workdir.resolve("metrics.json"), "{\"auc\": 0.5}");
            Files.setLastModifiedTime(shared, FileTime.from(STARTED.minusSeconds(5)));
            assertThat(outcome(WELL).failure()).contains("neither in").contains("written since the trial began");

            Files.setLastModifiedTime(shared, FileTime.from(STARTED.plusSeconds(5)));
            assertThat(outcome(WELL).value()).isEqualTo(0.5);
        }

        @Test
        void is_never_read_from_outside_the_directories() throws IOException {
            Files.writeString(folder.resolve("secret.json"), "{\"auc\": 1}");
            results("../secret.json", "auc");

            assertThat(outcome(WELL).failure())
                    .contains("The results file (../secret.json) must be inside the trial's directory");
        }

        @Test
        void is_then_what_was_printed_last_in_the_order_of_the_markers() throws IOException {
            write("out.log", "val_auc: 0.5\nBest validation score: 0.6\nOPTUNA_SCORE: 0.1\nOPTUNA_SCORE: 0.7\n");
            assertThat(outcome(WELL).value()).isEqualTo(0.7);

            write("out.log", "val_auc: 0.5\nBest validation score: 0.6\n");
            assertThat(outcome(WELL).value()).isEqualTo(0.6);

            write("out.log", "val_auc: 0.5\nval_auc: 0.4");
            assertThat(outcome(WELL).value()).isEqualTo(0.4);
        }

        @Test
        void is_found_in_the_error_stream_too() throws IOException {
            write("err.log", "INFO:root:val_auc=0.5\n");

            assertThat(outcome(WELL).value()).isEqualTo(0.5);
        }

        @Test
        void is_at_last_the_value_at_the_largest_step() throws IOException {
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
        void that_is_missing_is_a_failure_with_advice() throws IOException {
            assertThat(outcome(WELL).failure())
                    .isEqualTo("The program ended well but left no value of 'val_auc'."
                            + "\nMaybe it should print a line \"val_auc: 0.123\" at its end.");
        }

        @Test
        void that_is_not_a_number_is_a_failure_and_an_infinity_is_not() throws IOException {
            write("out.log", "OPTUNA_SCORE: nan\n");
            assertThat(outcome(WELL).failure())
                    .isEqualTo("The final value of 'val_auc' is NaN (OPTUNA_SCORE in its output).");

            write("out.log", "OPTUNA_SCORE: -inf\n");
            assertThat(outcome(WELL).value()).isEqualTo(Double.NEGATIVE_INFINITY);
        }

        @Test
        void does_not_help_a_program_that_did_not_end_well() throws IOException {
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
        void that_are_printed_count_until_the_program_reports_some() throws IOException {
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
        void that_were_ingested_before_are_not_given_again_to_a_new_intake() throws IOException {
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

    private void results(String file, String key) {
        rules = new OutputRules("val_auc", List.of(), List.of(), new OutputRules.ResultsKey(file, key), "score.txt");
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
