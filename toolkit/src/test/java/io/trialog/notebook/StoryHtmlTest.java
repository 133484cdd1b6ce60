package io.trialog.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.Trial;
import io.trialog.TrialPruned;
import io.trialog.exception.TrialogException;
import io.trialog.study.Budget;
import io.trialog.testing.SampleStudies;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryHtmlTest {

    private static final String HOSTILE = "</pre><script>alert('x')</script><img src=x onerror=\"alert(1)\">";

    /** Four trials: x is their value; the third is pruned, the fourth fails. */
    private static Study told() {
        Study study = Study.builder("told").minimize("loss").seed(1).inMemory();
        for (double x : new double[] {0.5, 0.25, 0.75, 0.125}) {
            study.enqueue(Map.of("x", x, "lr", x / 10));
        }
        try {
            study.optimize(new Budget(4, null, 1), 1, StoryHtmlTest::objective);
        } catch (TrialogException e) {
            return study; // its one failure ends it
        }
        return study;
    }

    private static double objective(Trial trial) {
        double x = trial.suggestFloat("x", 0, 1);
        trial.suggestFloat("lr", 0.001, 0.1, true);
        System.out.println("epoch of " + HOSTILE);
        trial.report(x + 0.5, 1);
        trial.report(x, 2);
        trial.setUserAttribute("seed", 7);
        if (trial.number() == 2) {
            throw new TrialPruned();
        }
        if (trial.number() == 3) {
            throw new IllegalStateException("no GPU");
        }
        return x;
    }

    private static String html(Bundle bundle) {
        return bundle.data().get("text/html");
    }

    @Test
    void aTrialShowsItsRankItsDifferenceToTheBestItsCurveAndTheEndOfItsOutput() throws Exception {
        Study study = told();

        Bundle page = NotebookDisplay.page(study.trial(0));
        Markup markup = Markup.of(html(page));

        assertThat(markup.text())
                .startsWith("trial 0 COMPLETE of told")
                .contains("It has rank 2 of 2 complete trials.")
                .containsPattern("parameter value trial 1 \\(best\\) difference where from")
                .containsPattern("x 0.5 0.25 \\+0.25 enqueued with this value")
                .containsPattern("lr 0.05 0.025 x 2 enqueued with this value")
                .contains("seed (attribute)")
                .contains("epoch of " + HOSTILE);
        assertThat(markup.attribute("img", "alt")).startsWith("Intermediate values of loss in 'told'");
        assertThat(page.data().get("text/plain"))
                .startsWith("trial 0 of 'told': COMPLETE, loss=0.5\n  It has rank 2 of 2 complete trials.")
                .contains("\n  x          0.5    0.25     +0.25       enqueued with this value");
    }

    @Test
    void aPrunedTrialSaysWhyAndOneThatWentOnWhichThresholdsItSurvived() throws Exception {
        Study study = Study.builder("pruned")
                .minimize("loss")
                .seed(1)
                .sampler("random")
                .pruner("median", Map.of("startup_trials", 1, "warmup_steps", 0))
                .inMemory();
        study.optimize(3, trial -> {
            double loss = trial.number() == 1 ? 9 : 3 - trial.number();
            for (int step = 0; step < 3; step++) {
                trial.report(loss, step);
                if (trial.shouldPrune()) {
                    throw new TrialPruned();
                }
            }
            return loss;
        });

        assertThat(Markup.of(html(NotebookDisplay.page(study.trial(1)))).text())
                .contains("trial 1 PRUNED")
                .contains("The pruner stopped it at step 0: 9 was worse than 3 (median of 1 completed trial")
                .contains("pruned: median of 1 completed trial");
        assertThat(Markup.of(html(NotebookDisplay.page(study.trial(2)))).text())
                .contains("It was held against 3 thresholds and went on.")
                .contains("goes on: median of 1 completed trial at step 2, threshold 3");
    }

    @Test
    void aFailedTrialShowsItsErrorAndTheStackOfWhatItThrew() throws Exception {
        Study study = told();

        Bundle page = NotebookDisplay.page(study.trial(3));

        assertThat(Markup.of(html(page)).text())
                .contains("It failed: java.lang.IllegalStateException: no GPU")
                .contains("at io.trialog.notebook.StoryHtmlTest");
    }

    @Test
    void whatATrialPrintsNeverBecomesMarkup() throws Exception {
        Study study = told();

        Markup page = Markup.of(html(NotebookDisplay.page(study.trial(0))));
        Markup logs = Markup.of(html(StoryHtml.of(study.logs(0))));

        assertThat(page.names()).doesNotContain("script", "@onerror");
        assertThat(page.count("img")).isEqualTo(1);
        assertThat(logs.text()).isEqualTo("epoch of " + HOSTILE);
        assertThat(logs.names()).doesNotContain("script", "img");
    }

    @Test
    void aTrialOfAStudyThatIsNotInUseShowsWhatItHolds() throws Exception {
        assertThat(html(NotebookDisplay.page(SampleStudies.of(3, 3).trial(0)))).contains(">state</th>");
    }

    @Test
    void trialsStandSideBySideWithTheirDifferencesAndWhatIsTheSame() throws Exception {
        Study study = told();

        Bundle two = StoryHtml.of(study.compare(0, 1));

        assertThat(two.data().get("text/plain"))
                .containsPattern("loss +0\\.5 +0\\.25 +\\+0\\.25\n")
                .containsPattern("lr +0\\.05 +0\\.025 +x 2\n")
                .contains("the same in all: state=COMPLETE")
                .endsWith("Trial 1 is better by 0.25 in loss.");
        assertThat(Markup.of(html(two)).text()).contains("trial 0 trial 1 difference");
        assertThat(Markup.of(html(two)).count("img")).isEqualTo(1);
        assertThat(study.compare(0, 1, 2).toString()).containsPattern("state +COMPLETE +COMPLETE +PRUNED");
        assertThatThrownBy(() -> study.compare(0))
                .hasMessageStartingWith("A comparison must be of at least two trials, but is of 1 trial.");
        assertThatThrownBy(() -> study.compare(0, 99))
                .hasMessage("There is no trial 99: the study has 4 trials, counted from 0.");
    }

    @Test
    void aStudyThatWasClosedStillTellsOfItsTrials(@TempDir Path folder) throws Exception {
        Study onDisk = Study.builder("closed")
                .minimize()
                .sampler("random")
                .under(folder)
                .open();
        Study inMemory = Study.builder("gone").minimize().sampler("random").inMemory();
        for (Study study : List.of(onDisk, inMemory)) {
            study.optimize(1, trial -> trial.suggestFloat("x", 0, 1));
            study.close();
        }

        assertThat(html(NotebookDisplay.page(onDisk.trial(0))))
                .contains("It has rank 1 of 1 complete trial.", "drawn at random");
        assertThat(html(NotebookDisplay.page(inMemory.trial(0)))).contains("It has rank 1 of 1 complete trial.");
    }
}
