package io.trialog.internal.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputScannerTest {

    @TempDir
    Path folder;

    private Path file;
    private OutputRules rules = OutputRules.of("val_auc");

    @BeforeEach
    void file() {
        file = folder.resolve("out.log");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "val_auc: 0.81 | 0.81",
                "val_auc=0.81, loss=2 | 0.81",
                "val_auc = .5 | 0.5",
                "loss: 1 - val_auc: 1e-3 - x | 0.001",
                "{'val_auc': -2.5E+3} | -2500",
                "\"val_auc\": 1} | 1",
                "val_auc: nan | NaN",
                "val_auc: -inf | -Infinity",
                "val_auc: Infinity. | Infinity",
                "[val_auc:0.5] | 0.5",
                "val_auc: 0.5. | 0.5",
                "val_auc: 0.1 val_auc: 0.2 | 0.2",
            })
    void aMetricIsFoundByItsName(String line, double value) throws IOException {
        assertThat(scan(line).printed().metrics()).isEqualTo(Map.of("val_auc", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my_val_auc: 0.8",
                "best.val_auc: 0.8",
                "val_auc_2: 0.8",
                "val_auc: 0,81",
                "val_auc: 0.8.1",
                "val_auc: information",
                "val_auc: 12abc",
                "val_auc 0.8",
                "val_auc: high"
            })
    void whatOnlyLooksLikeItIsNotTaken(String line) throws IOException {
        assertThat(scan(line).printed().metrics()).isEmpty();
    }

    @Test
    void markersAreFoundAmidColorsAndProgressBars() throws IOException {
        OutputScanner scanner = scan(
                "\u001b[32mINFO\u001b[0m OPTUNA_\u001b[1mSCORE:\u001b[0m 0.7\n",
                " 10%|#  |\rBest validation score: 0.6\r100%|###|\n",
                "val_auc\u001b[33m: \u001b[1;31m0.5\u001b[0m\n");

        assertThat(scanner.printed())
                .isEqualTo(new OutputScanner.Printed(0.7, 0.6, null, Map.of("val_auc", 0.5), Map.of()));
    }

    @Test
    void numbersAreReadTheSameInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(scan("OPTUNA_SCORE: 1234.5e-1").printed().marker()).isEqualTo(123.45);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "epoch 3 loss 0.2 val_auc: 0.8 | 3",
                "Epoch 3/10: val_auc: 0.8 | 3",
                "[epoch 3] val_auc=0.8 | 3",
                "step=300, val_auc=0.8 | 300",
                "{'val_auc': 0.8, 'epoch': 3.0} | 3",
                "iteration: 12 val_auc: 0.8 | 12",
            })
    void aStepOnTheSameLineMakesAnIntermediateValue(String line, long step) throws IOException {
        assertThat(steps(line))
                .containsExactly(new ReportLine.Step(ReportLine.PRINTED, step, Map.of("val_auc", 0.8), true));
    }

    @Test
    void severalLinesWithoutAStepAreCountedFrom0AndASingleOneIsNot() throws IOException {
        assertThat(steps("val_auc: 0.1\n")).isEmpty();
        assertThat(steps("val_auc: 0.1\nval_auc: 0.2\nval_auc: 0.3\n"))
                .containsExactly(
                        new ReportLine.Step(ReportLine.PRINTED, 0, Map.of("val_auc", 0.1), true),
                        new ReportLine.Step(ReportLine.PRINTED + 13, 1, Map.of("val_auc", 0.2), true),
                        new ReportLine.Step(ReportLine.PRINTED + 26, 2, Map.of("val_auc", 0.3), true));
    }

    @Test
    void aLineWithoutAStepAfterStepsIsOnlyTheFinalValue() throws IOException {
        OutputScanner scanner = scanner("epoch 1 val_auc: 0.1\nepoch 2 val_auc: 0.3\nval_auc: 0.2\n");

        assertThat(scanner.read(100, true).lines()).hasSize(2);
        assertThat(scanner.printed().metrics()).containsEntry("val_auc", 0.2);
    }

    @Test
    void theStudysPatternsFindValuesAndSteps() throws IOException {
        rules = new OutputRules(
                "val_auc",
                List.of(),
                List.of(
                        OutputRules.pattern("(?<step>\\d+)\\s+AUC=(?<value>\\S+)"),
                        OutputRules.pattern("final (\\S+)")),
                OutputRules.NO_COLLECTOR,
                "score.txt",
                false);

        assertThat(steps("7 AUC=0.5\n"))
                .containsExactly(new ReportLine.Step(ReportLine.PRINTED, 7, Map.of("val_auc", 0.5), true));
        assertThat(scan("final 0.25 done").printed().custom()).isEqualTo(new PrintedLine.Custom(0.25, null, true));
    }

    @Test
    void aPatternThatNeverEndsIsStoppedAndReported() throws IOException {
        rules = new OutputRules(
                "val_auc", List.of(), List.of(OutputRules.pattern("(x+x+)+y")), OutputRules.NO_COLLECTOR, "s", false);
        OutputScanner scanner = scanner("x".repeat(5_000) + "\nOPTUNA_SCORE: 1\n");

        long begin = System.nanoTime();
        ReportReader.Batch batch = scanner.read(100, true);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(batch.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo("The pattern '(x+x+)+y' takes too long for this line."));
        assertThat(scanner.printed().marker()).isEqualTo(1.0);
    }

    @Test
    void aPatternThatGoesTooDeepIsStoppedAndReported() throws IOException {
        rules = new OutputRules(
                "val_auc",
                List.of(),
                List.of(OutputRules.pattern("((?:a|b)*)z")),
                OutputRules.NO_COLLECTOR,
                "s",
                false);

        assertThat(scanner("ab".repeat(30_000) + "\n").read(100, true).problems())
                .hasSize(1);
    }

    @Test
    void onlyTheBeginningOfALongLineCounts() throws IOException {
        OutputScanner scanner = scanner("OPTUNA_SCORE: 1 " + "x".repeat(3_000_000) + " OPTUNA_SCORE: 2\nval_auc: 3\n");
        while (scanner.read(100, true).more()) {
            continue;
        }

        assertThat(scanner.printed().marker()).isEqualTo(1.0);
        assertThat(scanner.printed().metrics()).containsEntry("val_auc", 3.0);
    }

    @Test
    void aPatternWithoutAGroupIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputRules.pattern("AUC=\\S+"))
                .withMessageStartingWith("A pattern must have a group around the value, but 'AUC=\\S+' has none.");
    }

    private OutputScanner scanner(String text) throws IOException {
        Files.writeString(file, text);
        return new OutputScanner(file, ReportLine.PRINTED, rules, new Sequences(), new NearMisses(rules.metric()));
    }

    private OutputScanner scan(String... text) throws IOException {
        OutputScanner scanner = scanner(String.join("", text));
        scanner.read(1_000, true);
        return scanner;
    }

    private List<ReportLine> steps(String text) throws IOException {
        return scanner(text).read(1_000, true).lines();
    }
}
