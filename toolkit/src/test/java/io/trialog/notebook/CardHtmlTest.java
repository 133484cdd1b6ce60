package io.trialog.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.TrialPruned;
import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.fold.StudyFold;
import io.trialog.status.Session;
import io.trialog.status.Stage;
import io.trialog.status.StudyProgress;
import io.trialog.study.Budget;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CardHtmlTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final String HOSTILE = "</div><script>alert(1)</script><img src=x onerror='alert(1)'>";
    private static final String[] OURS = {
        "div", "style", "table", "tbody", "tr", "td", "span", "b", "br", "img", "@class", "@style", "@src", "@alt",
        "@width", "@height"
    };

    private static Study finished() {
        Study study = Study.builder("plain").minimize("loss").seed(1).inMemory();
        List.of(0.5, 0.25, 0.75).forEach(x -> study.enqueue(Map.of("x", x)));
        study.optimize(3, trial -> trial.suggestFloat("x", 0, 1));
        return study;
    }

    private static StudyProgress at(Study study, Stage stage, Session session) {
        return new StudyProgress(
                "plain",
                study.view(),
                stage,
                session,
                ClusterJobs.running(study.view()),
                START.plusSeconds(60),
                List.of("Trial 1 was adopted."),
                0);
    }

    private static Bundle card(StudyProgress progress) {
        return CardHtml.of(progress, HistoryChart.image(progress.view()), ZoneOffset.UTC);
    }

    private static String text(Bundle bundle) throws Exception {
        return Markup.of(bundle.data().get("text/html")).text();
    }

    @Test
    void aRunningCardTellsCountsBestPaceAndItsTime() throws Exception {
        Study study = finished();
        Trial trial = new Trial(study);

        Bundle card = card(at(study, Stage.RUNNING, Session.begin(Budget.trials(9), START, 0)));

        assertThat(text(card))
                .contains("plain loss (minimize) running  3 of 9 trials finished\n")
                .contains("■ 3 complete, ■ 0 pruned, ■ 1 running, ■ 0 failed \n")
                .contains("0.25 best, by trial 1\nno improvement for 1 complete trial\nx = 0.25 \n")
                .contains("\ntrial " + trial.number + " manual ")
                .contains("\nnote: Trial 1 was adopted.\n")
                .contains("as of 2026-11-21 10:01:00 Z · for 1m · 3.0 trials/min · about 2m left\n");
        assertThat(card.data().get("text/plain"))
                .startsWith("plain: [3/9] 3 complete, 0 pruned, 0 failed, 1 running | best 0.25, trial 1");
    }

    @Test
    void ofManyOpenTrialsTheFirstAreShownAndTheOthersCounted() throws Exception {
        Study study = finished();
        for (int i = 0; i < 8; i++) {
            study.ask();
        }

        assertThat(text(card(at(study, Stage.RUNNING, Session.begin(Budget.trials(9), START, 0)))))
                .contains("and 2 more")
                .doesNotContain("more running");
    }

    @Test
    void parametersStandInTheNaturalOrderOfTheirNames() throws Exception {
        Study study = Study.builder("plain").minimize().seed(1).inMemory();
        study.optimize(15, trial -> {
            trial.suggestFloat("b", 0, 1);
            trial.suggestFloat("a", 0, 1);
            return -trial.number();
        });

        assertThat(text(card(at(study, Stage.IDLE, Session.begin(Budget.trials(15), START, 0)))))
                .containsPattern("-14 best, by trial 14\na = [01][.\\d]*, b = [01][.\\d]*");
    }

    @Test
    void theEndsOfTheChartsAxisAreWrittenInFull() throws Exception {
        Study study = Study.builder("plain").minimize().seed(1).inMemory();
        study.optimize(9, trial -> 0.000172811 + trial.number() * 1e-6);

        String chart = picture(HistoryChart.image(study.view()));

        assertThat(chart).contains(">1.7281e-4<", ">1.8081e-4<", ">value<");
        assertThat(Pattern.compile("<text x=\"(\\d+)\" y=\"\\d+\" text-anchor=\"end\"[^>]*>([^<]+e-4)<")
                        .matcher(chart)
                        .results())
                .hasSize(2)
                .allMatch(end ->
                        Integer.parseInt(end.group(1)) >= 6 * end.group(2).length());
    }

    @Test
    void prunedTrialsStandAtTheEdgeOfTheBadValues() throws Exception {
        Study study = Study.builder("plain").minimize().seed(1).inMemory();
        study.optimize(4, trial -> {
            if (trial.number() == 2) {
                throw new TrialPruned();
            }
            return trial.number();
        });

        String chart = picture(HistoryChart.image(study.view()));

        assertThat(chart).contains(">trials in the order of their ends, 1 pruned at the edge<", "v-5\" fill=\"none\"");
    }

    @Test
    void theCurvesOfRunningTrialsStandBesideTheHistory() throws Exception {
        Study study = finished();
        io.trialog.Trial trial = study.ask();
        for (int step = 0; step < 3; step++) {
            trial.report(0.5 / (step + 1), step);
        }

        String chart = picture(CurvesChart.image(at(study, Stage.RUNNING, Session.begin(Budget.trials(9), START, 0))));

        assertThat(chart).contains(">loss of running trials<", ">0.16667<", ">0.5<");
    }

    @Test
    void parametersThatNeverVariedAreLeftOutAndManyAreFolded() throws Exception {
        Study study =
                Study.builder("plain").minimize().sampler("random").seed(1).inMemory();
        study.optimize(3, trial -> {
            trial.suggestInt("epochs", 10, 10);
            for (int i = 1; i <= 20; i++) {
                trial.suggestFloat("layer_" + i, 0, 1);
            }
            return trial.number();
        });

        assertThat(text(card(at(study, Stage.IDLE, Session.begin(Budget.trials(3), START, 0)))))
                .containsPattern("layer_2 = [^\n]*layer_10 = [^\n]*\nand 4 more parameters\nlayer_17 = ")
                .doesNotContain("epochs");
    }

    @Test
    void aPaceIsToldInAUnitThatAPersonReads() throws Exception {
        Study study =
                Study.builder("plain").minimize().sampler("random").seed(1).inMemory();
        study.optimize(2000, trial -> trial.number());
        Session session = Session.begin(Budget.trials(4000), START, 0);

        assertThat(text(card(at(study, Stage.RUNNING, session)))).contains(" · 33 trials/s · ");
    }

    private static String picture(String image) throws Exception {
        String source = Markup.of(image).attribute("img", "src");
        return new String(
                Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1)), StandardCharsets.UTF_8);
    }

    @Test
    void ofSeveralObjectivesTheFrontIsToldAndDrawn() throws Exception {
        Study study = Study.builder("plain")
                .metric("accuracy", Direction.MAXIMIZE)
                .metric("ms", Direction.MINIMIZE)
                .sampler("random")
                .inMemory();
        study.optimizeMulti(Budget.trials(3), 1, trial -> new double[] {trial.number(), trial.number()});
        StudyProgress progress = at(study, Stage.IDLE, Session.begin(Budget.trials(3), START, 0));

        assertThat(NotebookDisplay.line(progress))
                .isEqualTo("Study plain: 3 trials finished, 3 trials on the Pareto front: 0, 1, 2");
        assertThat(picture(HistoryChart.image(study.view()))).contains(">accuracy (maximize)<", ">ms (minimize)<");
        assertThat(Markup.of(HistoryChart.image(study.view())).attribute("img", "alt"))
                .isEqualTo("Pareto front of accuracy (maximize) and ms (minimize): 3 of 3 complete trials");
        assertThat(NotebookDisplay.line(at(finished(), Stage.IDLE, Session.begin(Budget.trials(3), START, 0))))
                .isEqualTo("Study plain: 3 trials finished, best 0.25 by trial 1");
    }

    /** One that was asked for and not told. */
    private record Trial(int number) {
        public Trial(Study study) {
            this(study.ask().number());
        }
    }

    /** A study whose jobs on a cluster are in these states, one each, for these reasons. */
    private static StudyView clustered(Map<String, String> jobs) {
        StudyFold fold = new StudyFold();
        Settings settings = finished().settings();
        List<StudyEvent> events = new ArrayList<>();
        events.add(new StudyEvent.StudyCreated("id", settings, new StudyEvent.Platform("test", "17", "any", "any")));
        jobs.forEach((state, reason) -> {
            events.add(new StudyEvent.TrialAsked(0, Map.of(), "test", "command"));
            events.add(new StudyEvent.JobSubmitIntended("token", "slurm", Map.of()));
            events.add(new StudyEvent.JobSubmitted("token", "7"));
            events.add(new StudyEvent.JobStateChanged(state, reason, null, null, 0, Map.of()));
        });
        for (int seq = 0; seq < events.size(); seq++) {
            StudyEvent event = events.get(seq);
            String type = event.getClass().getSimpleName();
            fold.apply(new Envelope(seq, "id-" + seq, START, 1, -1, type, 1, (seq - 1) / 4, 1, "", ""), event);
        }
        return fold.view();
    }

    @Test
    void jobsThatWaitAreCountedApartAndSayWhatFor() throws Exception {
        Map<String, String> jobs =
                new TreeMap<>(Map.of("RUNNING", "", "QUEUED", "PENDING (Resources)", "HELD", "PENDING (JobHeldUser)"));
        StudyView view = clustered(jobs);
        StudyProgress progress = new StudyProgress(
                "plain",
                view,
                Stage.RUNNING,
                Session.begin(Budget.trials(9), START, 0),
                ClusterJobs.running(view),
                START.plusSeconds(60),
                List.of(),
                0);

        assertThat(text(card(progress)))
                .contains("■ 0 complete, ■ 0 pruned, ■ 1 running, ■ 2 queued, ■ 0 failed")
                .contains("trial 0 held 1m  PENDING (JobHeldUser)\ntrial 1 queued 1m  PENDING (Resources)\n"
                        + "trial 2 running 1m ");
        assertThat(card(progress).data().get("text/plain"))
                .startsWith("plain: [0/9] 0 complete, 0 pruned, 0 failed, 1 running, 2 queued\n");
    }

    @Test
    void aCardThatWasNotReplacedForAWhileSaysThatItIsOldWithoutAnyScript() throws Exception {
        Bundle running = card(at(finished(), Stage.RUNNING, Session.begin(Budget.trials(9), START, 0)));
        Bundle ended = card(finished().progress());

        assertThat(running.data().get("text/html"))
                .contains("-old::after{content:'old: no news since 10:01:00'")
                .contains("{animation:trialog-out 1s 15s forwards}");
        assertThat(ended.data().get("text/html")).doesNotContain("<style").contains(">done</span>");
        assertThat(text(ended)).contains("Done: 3 trials are finished (3 complete, 0 pruned, 0 failed, 0 running).");
    }

    @Test
    void aBrokenStudyTellsTheStoryAndHowToGoOn() throws Exception {
        Study study = finished();
        assertThatThrownBy(() -> study.optimize(9, trial -> {
                    throw new IllegalStateException("no GPU");
                }))
                .isInstanceOf(TrialogException.class);

        assertThat(text(card(study.progress())))
                .contains("failed")
                .contains("Too many trials failed in a row")
                .contains("java.lang.IllegalStateException: no GPU")
                .contains("To go on, run the cell again: nothing runs twice.");
    }

    @Test
    void ofSeveralObjectivesTheParetoFrontIsShown() throws Exception {
        Study study = Study.builder("two")
                .minimize("loss")
                .maximize("auc")
                .sampler("random")
                .seed(1)
                .inMemory();
        study.optimizeMulti(Budget.trials(3), 1, trial -> new double[] {trial.number(), trial.number() / 2});

        assertThat(text(card(study.progress())))
                .contains("loss (minimize), auc (maximize)")
                .contains("2 trials on the Pareto front: 0, 2")
                .contains("trial 2: loss=2, auc=1");
        assertThat(Markup.of(TableHtml.of(study.trials()).data().get("text/html"))
                        .text())
                .startsWith("trial state loss auc");
    }

    @Test
    void whatUsersCallTheirThingsNeverBecomesMarkup() throws Exception {
        Study study = Study.builder("plain").maximize("auc" + HOSTILE).seed(1).inMemory();
        study.optimize(
                3,
                trial -> trial.suggestCategorical("p" + HOSTILE, HOSTILE, "x").length() + trial.number());
        Session session = Session.begin(Budget.trials(3), START, 0);
        StudyProgress broken = new StudyProgress(
                HOSTILE,
                study.view(),
                Stage.FAILED,
                session.broken(START, StopReason.BROKEN, HOSTILE),
                ClusterJobs.running(study.view()),
                START,
                List.of(HOSTILE),
                1);

        Markup markup = Markup.of(card(broken).data().get("text/html"));

        assertThat(markup.names()).isSubsetOf(OURS);
        assertThat(markup.text()).contains(HOSTILE).contains("note: 1 late answer refused");
    }

    @Test
    void theCardAndTheTableOfFiveThousandTrialsAreAsSmallAsThoseOfAFewHundred() {
        Study study =
                Study.builder("large").minimize().sampler("random").seed(1).inMemory();
        study.optimize(5000, trial -> trial.suggestFloat("x", 0, 1) + trial.suggestFloat("y", 0, 1));

        Bundle card = card(study.progress());
        Bundle table = TableHtml.of(study.trials());

        assertThat(card.data().get("text/html").length()).isLessThan(12_000);
        assertThat(table.data().get("text/html").length()).isLessThan(60_000);
    }
}
