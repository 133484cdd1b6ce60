package io.trialog.internal.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name in printed text is whole: the table in {@code docs/trial-protocol.md}. */
class WholeNamesTest {

    private static PrintedLine.@Nullable Found find(String metric, String line) {
        return new PrintedLine(OutputRules.of(metric)).find(line);
    }

    private static Map<String, Double> metrics(String metric, String line) {
        PrintedLine.Found found = find(metric, line);
        return found == null ? Map.of() : found.metrics();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acc: 0.5",
                "  acc: 0.5",
                "\tacc: 0.5",
                "(acc: 0.5)",
                "[acc=0.5]",
                "{acc: 0.5}",
                "loss: 1,acc: 0.5",
                "loss: 1;acc: 0.5",
                "|acc: 0.5|",
                "{\"acc\": 0.5}",
                "{'acc': 0.5}",
                "\u001b[1macc\u001b[0m: 0.5",
                "epoch 1 acc: 0.5",
                "loss 0.25 acc: 0.5",
                "step=1 acc: 0.5",
                "epoch:3 acc: 0.5",
                "loss:0.25 acc: 0.5",
                "lr=1e-3 acc: 0.5",
                "12.5s acc: 0.5",
                "100% acc: 0.5",
                "3/10 acc: 0.5",
                "9.9it/s acc: 0.5",
                "train: acc: 0.5",
                "loss 1, acc: 0.5",
                "loss 1; acc: 0.5",
                "loss 1 - acc: 0.5",
                "==> acc: 0.5",
                "= acc: 0.5",
                "* acc: 0.5",
                "# acc: 0.5",
                "| acc: 0.5 |",
                "[3/10] acc: 0.5",
                "[12:03:11] acc: 0.5",
                "[2026-11-29 12:03:11,123] acc: 0.5",
                "(1.5s) acc: 0.5",
                "[INFO] acc: 0.5",
                "[info     ] acc: 0.5",
                "[epoch 3] acc: 0.5",
                "epoch acc: 0.5",
                "step acc: 0.5",
                "INFO acc: 0.5",
                "2026-11-29 12:03:11 WARNING acc: 0.5",
                "INFO:root:acc: 0.5",
                "INFO:my.module:acc: 0.5",
                "{\"\\u0061cc\": 0.5}",
            })
    void aWholeNameIsTaken(String line) {
        assertThat(metrics("acc", line)).isEqualTo(Map.of("acc", 0.5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train/acc: 0.99",
                "train-acc: 0.99",
                "train:acc: 0.99",
                "k@acc: 0.99",
                "train.acc: 0.99",
                "train_acc: 0.99",
                "x=acc: 0.99",
                "macc: 0.99",
                "5acc: 0.99",
                "train acc: 0.99",
                "top-5 acc: 0.99",
                "1st acc: 0.99",
                "Done. acc: 0.99",
                "split=train acc: 0.99",
                "[train] acc: 0.99",
                "(val set) acc: 0.99",
                "{\"train/acc\": 0.99}",
                "{\"train\\/acc\": 0.99}",
                "{\"train acc\": 0.99}",
                "{\"epoch acc\": 0.99}",
                "{\"a\\\"acc\": 0.99}",
                "{\" acc\": 0.99}",
            })
    void theEndOfALongerNameIsNotTakenButNoted(String line) {
        PrintedLine.Found found = find("acc", line);

        assertThat(found).isNotNull();
        assertThat(found.metrics()).isEmpty();
        assertThat(found.passed()).extracting(PrintedLine.Passed::verdict).isEqualTo(NameContext.Verdict.PART);
    }

    @ParameterizedTest
    @ValueSource(strings = {"final acc: 0.9", "Best acc: 0.9", "test acc: 0.9", "val acc=0.9", "mean acc: 0.9"})
    void aNameBehindAWordThatQualifiesItComesNear(String line) {
        PrintedLine.Found found = find("acc", line);

        assertThat(found).isNotNull();
        assertThat(found.metrics()).isEmpty();
        assertThat(found.passed()).extracting(PrintedLine.Passed::verdict).isEqualTo(NameContext.Verdict.QUALIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"val/acc: 0.5", "{\"val/acc\": 0.5}", "{\"val\\/acc\": 0.5}", "epoch 3 val/acc=0.5"})
    void aMetricWithASlashMatchesItself(String line) {
        assertThat(metrics("val/acc", line)).isEqualTo(Map.of("val/acc", 0.5));
    }

    @Test
    void anotherMetricThatIsLookedForIsNoNearMiss() {
        PrintedLine printed = new PrintedLine(
                new OutputRules("acc", List.of("train/acc"), List.of(), OutputRules.NO_COLLECTOR, "score.txt", false));

        PrintedLine.Found found = printed.find("train/acc: 0.9, acc: 0.5");

        assertThat(found).isNotNull();
        assertThat(found.metrics()).isEqualTo(Map.of("train/acc", 0.9, "acc", 0.5));
        assertThat(found.passed()).isNull();
    }

    @Test
    void theSameRuleHoldsForTheMarker() {
        assertThat(find("acc", "epoch 3 OPTUNA_SCORE: 0.5"))
                .extracting(PrintedLine.Found::marker)
                .isEqualTo(0.5);
        assertThat(find("acc", "MY_OPTUNA_SCORE: 0.5"))
                .extracting(PrintedLine.Found::marker)
                .isNull();
        assertThat(find("acc", "old OPTUNA_SCORE: 0.5"))
                .extracting(PrintedLine.Found::marker)
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acc: np.float64(0.125) | 0.125",
                "acc: tensor(0.1250, device='cuda:0') | 0.125",
                "acc: tensor([0.5]) | 0.5",
                "acc: \u22120.125 | -0.125",
                "acc: \"0.125\" | 0.125",
                "acc = float32(1e-3) | 0.001",
            })
    void numbersAreUnderstoodAsLibrariesPrintThem(String line, double value) {
        assertThat(metrics("acc", line)).isEqualTo(Map.of("acc", value));
    }
}
