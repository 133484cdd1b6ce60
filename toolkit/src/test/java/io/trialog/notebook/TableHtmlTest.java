package io.trialog.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.study.Budget;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableHtmlTest {

    private static final String HOSTILE =
            "</td><script>alert('x')</script><img src=x onerror=\"alert(1)\">&amp;\u202e`$x$`";
    private static final String[] OURS = {"div", "style", "table", "thead", "tbody", "tr", "th", "td", "span", "@class"
    };

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
        assertThat(Markup.of(html(bundle)).text()).isEqualTo("trialstatevaluex0COMPLETE0.251");
        assertThat(bundle.data().get("text/plain")).isEqualTo(study.trials().toString());
    }

    @Test
    void aLongTableIsCutWithANote() throws Exception {
        Study study = Study.builder("long").minimize().seed(1).inMemory();
        study.optimize(120, trial -> trial.number());

        Markup table = Markup.of(html(TableHtml.of(study.trials())));

        assertThat(table.count("tr")).isEqualTo(101);
        assertThat(table.text())
                .endsWith("The first 100 of 120 trials; all of them: trials().list(), or exportCsv(path).");
    }

    @Test
    void anEmptyTableSaysSo() throws Exception {
        Study study = Study.builder("empty").minimize().inMemory();

        assertThat(Markup.of(html(TableHtml.of(study.trials()))).text()).isEqualTo("trialstatevalueno trials");
    }

    private static String html(Bundle bundle) {
        return bundle.data().get("text/html");
    }
}
