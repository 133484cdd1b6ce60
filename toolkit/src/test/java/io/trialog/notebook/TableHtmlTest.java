package io.trialog.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.study.Budget;
import io.trialog.trial.TrialRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableHtmlTest {

    private static final String HOSTILE =
            "</td><script>alert('x')</script><img src=x onerror=\"alert(1)\">&amp;\u202e`$x$`";
    private static final String[] OURS = {"div", "table", "thead", "tbody", "tr", "th", "td", "@class", "@style"};

    private static Study hostile() {
        Study study = Study.builder("hostile").maximize("<b>auc</b>").seed(1).inMemory();
        study.optimize(new Budget(2, null, 9), 1, trial -> {
            trial.suggestCategorical("<i onclick=evil()>" + trial.number(), HOSTILE, "tame");
            trial.setUserAttribute("note" + HOSTILE, HOSTILE);
            if (trial.number() == 1) {
                throw new IllegalStateException(HOSTILE);
            }
            return trial.number();
        });
        return study;
    }

    @Test
    void whatUsersCallTheirThingsNeverBecomesMarkup() throws Exception {
        Study study = hostile();

        Markup table = Markup.of(html(TableHtml.of(study.trials())));
        Markup failed = Markup.of(html(TableHtml.of(study.trial(1))));
        Markup asked = Markup.of(html(TableHtml.of(study.ask())));

        assertThat(table.names()).isSubsetOf(OURS);
        assertThat(failed.names()).isSubsetOf(OURS);
        assertThat(asked.names()).isSubsetOf(OURS);
        assertThat(table.text()).contains("<i onclick=evil()>0");
        assertThat(failed.text())
                .contains("java.lang.IllegalStateException: </td><script>alert('x')</script>")
                .doesNotContain("\u202e");
    }

    @Test
    void aTableHasARowPerTrialAndATextTwin() throws Exception {
        Study study = Study.builder("plain").minimize().seed(1).inMemory();
        int number = study.enqueue(Map.of("x", 1));
        study.optimize(1, trial -> trial.suggestInt("x", 0, 5) / 4.0);

        Bundle bundle = TableHtml.of(study.trials());

        assertThat(number).isZero();
        assertThat(Markup.of(html(bundle)).text())
                .containsPattern("^trial state value x seconds\\s+0 COMPLETE \\(best\\) 0.25 1 0\\S*$");
        assertThat(bundle.data().get("text/plain")).isEqualTo(study.trials().toString());
    }

    @Test
    void aLongTableIsCutWithANote() throws Exception {
        Study study = Study.builder("long").minimize().seed(1).inMemory();
        study.optimize(120, trial -> trial.number());

        Markup table = Markup.of(html(TableHtml.of(study.trials())));

        assertThat(table.count("tr")).isEqualTo(101);
        assertThat(table.text())
                .endsWith("The first 100 of 120 trials; all of it: trials().list(), or exportCsv(path).");
    }

    @Test
    void anEmptyTableSaysSo() throws Exception {
        Study study = Study.builder("empty").minimize().inMemory();

        assertThat(Markup.of(html(TableHtml.of(study.trials()))).text()).isEqualTo("no trials");
    }

    @Test
    void theErrorsOfFailedTrialsAndWhatIsTheSameInAllRowsAreTold() throws Exception {
        Study study =
                Study.builder("mixed").maximize().sampler("random").seed(1).inMemory();
        study.optimize(new Budget(3, null, 9), 1, trial -> {
            trial.suggestInt("epochs", 10, 10);
            trial.suggestFloat("layer_10", 0, 1);
            trial.suggestFloat("layer_2", 0, 1);
            if (trial.number() == 1) {
                throw new IllegalStateException("no GPU");
            }
            return trial.number();
        });

        assertThat(Markup.of(html(TableHtml.of(study.trials()))).text())
                .startsWith("trial state value layer_2 layer_10 seconds error")
                .contains("IllegalStateException: no GPU")
                .endsWith("the same in all rows: epochs=10");
        assertThat(study.trials().failed().toString()).contains("1      FAIL").contains("no GPU");
        assertThat(study.trials().top(1).list()).extracting(TrialRecord::number).containsExactly(3);
        assertThat(study.trials().where(trial -> trial.value() < 2).list())
                .extracting(TrialRecord::number)
                .containsExactly(0);
    }

    private static String html(Bundle bundle) {
        return bundle.data().get("text/html");
    }
}
