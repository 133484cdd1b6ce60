package io.trialog.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a notebook cell shows of a trial. */
class TrialRecordTextTest {

    private final Study study = Study.builder("text").minimize().seed(1).inMemory();

    @Test
    void theBestTrialIsATableOfExactNumbers() {
        study.enqueue(Map.of("x", 0.1, "model", "net"));
        study.optimize(1, trial -> {
            trial.suggestCategorical("model", "trees", "net");
            return trial.suggestFloat("x", 0, 1) / 3;
        });

        assertThat(study.best().toString())
                .startsWith("trial     0\nstate     COMPLETE\nvalue     0.03333333333333333\n")
                .contains("\nx         0.1\n")
                .contains("\nmodel     net\n")
                .matches("(?s).*\nduration  \\d+\\.\\d{3} s");
    }

    @Test
    void aFailedTrialSaysWhy() {
        study.ask();

        assertThat(study.tell(0, Double.NaN).toString())
                .startsWith("trial     0\nstate     FAIL\nerror     The objective returned NaN.\n");
    }

    @Test
    void aParameterWithTheNameOfARowIsToldApart() {
        study.optimize(1, trial -> trial.suggestInt("state", 3, 3));

        assertThat(study.best().toString()).contains("state              COMPLETE\n", "state (parameter)  3\n");
    }
}
