package io.trialog.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.event.Envelope;
import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.study.Budget;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.testing.Browser;
import io.trialog.testing.Eventually;
import io.trialog.testing.Histories;
import io.trialog.testing.RandomHistory;
import io.trialog.testing.SampleStudies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages as headless Chromium shows them. */
@Tag("processes")
class ReportInBrowserTest {

    private static final int WHOLE_PAGE = 7000;
    private static final String READY = "document.documentElement?.dataset.ready !== undefined";
    private static final String HACKED = "document.documentElement.dataset.hacked";

    /** Shows the tips of every series, sorts by every column, filters; returns how many tips were seen. */
    private static final String VISIT = """
            (() => {
              let tips = 0;
              document.querySelectorAll('.chart').forEach(div => {
                const chart = echarts.getInstanceByDom(div);
                if (chart) chart.getOption().series.forEach((series, i) => {
                  const pointed = ['scatter', 'bar', 'line'].includes(series.type) && !series.silent && series.data.length > 0;
                  if (pointed) chart.dispatchAction({type: 'showTip', seriesIndex: i, dataIndex: 0});
                  tips += document.querySelectorAll('.tip').length;
                });
              });
              for (let i = 0; i < document.querySelectorAll('th button').length; i++) document.querySelectorAll('th button')[i].click();
              document.querySelectorAll('input[type=search]').forEach(input => { input.value = '<img'; input.dispatchEvent(new Event('input')); });
              document.querySelectorAll('select').forEach(select => { select.selectedIndex = 1; select.dispatchEvent(new Event('change')); });
              return tips;
            })()""";

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = new Browser();
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void namesAndValuesThatAreScriptsNeverRunEvenWithoutTheContentSecurityPolicy() throws Exception {
        String page = hostilePage(hostile());
        String bare = page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
        assertThat(bare).hasSizeLessThan(page.length());

        open(bare, WHOLE_PAGE);

        assertThat(Integer.parseInt(browser.evaluate(VISIT))).isPositive();
        assertThat(browser.errors()).isEmpty();
        assertThat(browser.evaluate(HACKED)).isEmpty();
        assertThat(browser.evaluate("document.querySelectorAll('img, iframe, object, script').length"))
                .isEqualTo("3");
        assertThat(browser.evaluate("document.querySelector('main').innerText"))
                .contains(
                        "name</script>", "metric<img src=x", "study<img src=x", "trial</script>", "log</pre><img src=x")
                .contains("by Trialog <script>");
        browser.evaluate("(() => { const state = [...document.querySelectorAll('select')]"
                + ".find(one => one.options[0].text === 'all states');"
                + " state.value = '3'; state.dispatchEvent(new Event('change')); })()");
        assertThat(browser.evaluate("document.querySelector('main').innerText"))
                .as("the failed trials")
                .contains("error<img src=x");
        assertThat(browser.evaluate(HACKED)).isEmpty();
    }

    @Test
    void theContentSecurityPolicyLetsThePageDrawAndNothingElseRun() throws Exception {
        String page = StudyReportTest.report(SampleStudies.of(60, 3)).page();

        open(page.replace("</main>", "</main><script>" + HACKED + " = 1</script>"), 1000);

        assertThat(browser.evaluate(HACKED)).isEmpty();
        assertThat(browser.errors()).hasSize(1).first().asString().contains("Content Security Policy");
    }

    @Test
    void everyKindOfStudyIsDrawnWithoutAnError() throws Exception {
        List<StudyView> studies = List.of(
                SampleStudies.empty(),
                SampleStudies.of(1, 3),
                SampleStudies.of(400, 3),
                SampleStudies.valued(1e308, -1e308, Double.POSITIVE_INFINITY, 0).view(),
                RandomHistory.view(RandomHistory.events(4, 400), 400));
        for (StudyView study : studies) {
            open(StudyReportTest.report(study).page(), WHOLE_PAGE);
            browser.evaluate(VISIT);
            assertThat(browser.errors()).as("%d trials", study.trialCount()).isEmpty();
        }
    }

    @Test
    void thePageIsLightOrDarkAsTheBrowserPrefersAndTheWorstLinesCanBeToldFromBoth() throws Exception {
        String page = StudyReportTest.report(SampleStudies.of(60, 3)).page();
        String colors = "JSON.stringify(echarts.getInstanceByDom(document.querySelectorAll('.chart')[3]).getOption()"
                + ".visualMap[0].inRange.color.slice(0, 1))";
        try {
            browser.prefer("dark");
            open(page, WHOLE_PAGE);
            assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(15, 19, 24)");
            assertThat(browser.evaluate(colors)).as("the worst when dark").isEqualTo("[\"#31688e\"]");
            browser.prefer("light");
            open(page, WHOLE_PAGE);
            assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(244, 245, 247)");
            assertThat(browser.evaluate(colors)).as("the worst when light").isEqualTo("[\"#6dcd59\"]");
        } finally {
            browser.prefer("");
        }
    }

    @Test
    void everyObjectiveOfSeveralCanBeChosen() throws Exception {
        try (Study study = Study.builder("several")
                .metric("loss", Direction.MINIMIZE)
                .metric("speed", Direction.MAXIMIZE)
                .sampler("random")
                .seed(5)
                .inMemory()) {
            study.optimizeMulti(Budget.trials(20), 1, trial -> {
                double x = trial.suggestFloat("x", 0, 1);
                return new double[] {x, trial.suggestFloat("y", 0, 1) - x};
            });
            browser.open(study.report(folder.resolve("several.html")), WHOLE_PAGE, READY);
        }
        String axis = "echarts.getInstanceByDom(document.querySelector('.chart')).getOption().yAxis[0].name";

        assertThat(browser.evaluate(axis)).isEqualTo("loss (minimize)");
        assertThat(browser.evaluate("echarts.getInstanceByDom(document.querySelectorAll('.chart')[1]).getOption()"
                        + ".series.map(one => one.name + ' ' + one.data.length).slice(1).join(', ')"))
                .as("the Pareto front")
                .matches("dominated \\d+, on the Pareto front \\d+");
        assertThat(browser.evaluate("document.body.innerText")).contains("On the Pareto front\ntrial\tloss (minimize)");
        browser.evaluate(VISIT);
        assertThat(browser.evaluate(axis)).isEqualTo("speed (maximize)");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theIntermediateValuesOfEveryMetricCanBeChosen() throws Exception {
        try (Study study = Study.builder("curves")
                .minimize("loss")
                .sampler("random")
                .pruner("nop")
                .inMemory()) {
            study.optimize(6, trial -> {
                trial.report(Map.of("loss", 2.0, "acc<b>", 0.25), 1);
                trial.report(Map.of("loss", 1.0, "acc<b>", 0.75), 2);
                return trial.suggestFloat("x", 0, 1);
            });
            browser.open(study.report(folder.resolve("curves.html")), WHOLE_PAGE, READY);
        }
        String chart = "(() => { const card = [...document.querySelectorAll('.card')].find(one =>"
                + " one.innerText.startsWith('Intermediate')); const select = card.querySelector('select');"
                + " const seen = [...select.options].map(one => one.text);"
                + " select.selectedIndex = 1; select.dispatchEvent(new Event('change'));"
                + " const option = echarts.getInstanceByDom(card.querySelector('.chart')).getOption();"
                + " return seen.join(' ') + ', ' + option.yAxis[0].name + ', ' + option.series.length + ', '"
                + " + option.series[0].data.map(one => one.value[1]).join(' '); })()";

        assertThat(browser.evaluate(chart)).isEqualTo("loss acc<b>, acc<b>, 6, 0.25 0.75");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void marksOfANarrowRangeAreToldApart() throws Exception {
        open(StudyReportTest.report(SampleStudies.of(20, 3)).page(), 1000);
        String formatter = "echarts.getInstanceByDom([...document.querySelectorAll('.chart')]"
                + ".find(one => echarts.getInstanceByDom(one)?.getOption().parallelAxis)).getOption()"
                + ".parallelAxis[0].axisLabel.formatter";

        assertThat(browser.evaluate("[0, 0.1 + 0.2, 1.000000002, 250000, 1e6, 1000000002.5, 2.7e-9, -1e-5].map("
                        + formatter + ").join(' ')"))
                .isEqualTo("0 0.3 1.000000002 250000 1e6 1000000002.5 2.7e-9 -1e-5");
    }

    @Test
    void aNarrowWindowLeavesTheNameOfAStudyInOneLine() throws Exception {
        try (Study study = Study.builder("several")
                .metric("a rather long name of an objective", Direction.MINIMIZE)
                .metric("speed", Direction.MAXIMIZE)
                .sampler("random")
                .inMemory()) {
            browser.open(study.report(folder.resolve("narrow.html")), 1000, READY);
        }

        browser.evaluate("document.querySelector('main').style.width = '380px'");

        assertThat(Double.parseDouble(browser.evaluate("document.querySelector('h1').getBoundingClientRect().height")))
                .isLessThan(45);
    }

    @Test
    void aTrialTellsOfItselfWhereTheMouseIs() throws Exception {
        Histories study = SampleStudies.valued(1, 2, 3);
        open(StudyReportTest.report(study.view()).page(), 1000);
        String place = "(() => { const div = document.querySelector('.chart'); const at = echarts.getInstanceByDom(div)"
                + ".convertToPixel({seriesIndex: 0}, [1, 2]); const box = div.getBoundingClientRect();"
                + " return (box.left + at[0]) + ' ' + (box.top + at[1]); })()";
        String[] at = browser.evaluate(place).split(" ", -1);

        browser.move(Double.parseDouble(at[0]), Double.parseDouble(at[1]));

        Eventually.holds(
                "a tip is shown",
                Duration.ofSeconds(10),
                () -> browser.evaluate("document.querySelector('.tip')?.innerText ?? ''")
                        .contains("trial 1 · complete\nvalue: 2\nx = 0.236068\ny = 0.763932"));
    }

    @Test
    void theTableIsSortedFilteredAndPaged() throws Exception {
        open(StudyReportTest.report(SampleStudies.of(120, 3)).page(), 1000);
        String numbers =
                "[...document.querySelectorAll('table tr td:first-child')].filter(td => /^\\d+$/.test(td.textContent))"
                        + ".map(td => td.textContent).join(' ')";

        assertThat(browser.evaluate("document.body.innerText")).contains("1–50 of 120");
        browser.evaluate(
                "[...document.querySelectorAll('th button')].find(b => b.textContent.startsWith('trial')).click()");
        assertThat(browser.evaluate(numbers)).startsWith("119 118 117");
        browser.evaluate("(() => { const i = document.querySelector('input[type=search]'); i.value = '#7';"
                + " i.dispatchEvent(new Event('input')); })()");
        assertThat(browser.evaluate(numbers)).isEqualTo("7");
        assertThat(browser.evaluate("document.body.innerText")).contains("1–1 of 1");
    }

    @Test
    void theSinglePlotsAreDrawnWithoutAnError() throws Exception {
        StudyReportTest.report(SampleStudies.of(50, 3)).write(folder);
        Map<String, String> charts =
                Map.of("optimization_history", "1", "param_importances", "2", "parallel_coordinate", "1");
        for (String name : charts.keySet()) {
            browser.open(folder.resolve("plots/" + name + ".html"), 900, READY);
            assertThat(browser.errors()).isEmpty();
            assertThat(browser.evaluate("document.querySelectorAll('canvas').length"))
                    .as(name)
                    .isEqualTo(charts.get(name));
        }
    }

    @Test
    void aReportOf5000TrialsDrawsWhatIsNearTheScreenAndTheRestWhenItComesNear() throws Exception {
        open(StudyReportTest.report(SampleStudies.of(5000, 3)).page(), 1000);
        String charts = "document.querySelectorAll('.chart').length";
        String drawn = "[...document.querySelectorAll('.chart')].filter(div => echarts.getInstanceByDom(div)).length";

        assertThat(Integer.parseInt(browser.evaluate(charts))).isEqualTo(12);
        assertThat(Integer.parseInt(browser.evaluate(drawn))).isBetween(2, 6);
        browser.evaluate("[...document.querySelectorAll('.chart')].pop().scrollIntoView()");
        Eventually.holds(
                "the last one is drawn",
                Duration.ofSeconds(30),
                () -> browser.evaluate(
                                "echarts.getInstanceByDom([...document.querySelectorAll('.chart')].pop()) ? 1 : 0")
                        .equals("1"));
        assertThat(browser.errors()).isEmpty();
    }

    private static void open(String page, int height) throws Exception {
        browser.open(Files.writeString(folder.resolve("page.html"), page), height, READY);
    }

    private static StudyView hostile() {
        String run = "document.documentElement.dataset.hacked=1";
        String script = "</script><script>" + run + "</script>";
        String image = "<img src=x onerror=" + run + ">";
        String template = "{{script}}{{data}}${" + run + "}{a|" + run + "}`;" + run + "//\u2028" + run;
        List<Direction> directions = List.of(Direction.MINIMIZE);
        Histories study = Histories.of(Settings.of("name" + script, directions, List.of("metric" + image))
                .withSeed(1)
                .withSampler(Map.of("type", "random", image, script))
                .withPruner(Map.of("type", "nop"))
                .withObjective(Map.of("command", List.of(script, image))));
        study.attribute(-1, "study" + image, Map.of(script, List.of(image)));
        for (int i = 0; i < 30; i++) {
            int number = study.ask(Map.of());
            study.suggest(number, script, i / 30.0, new FloatDistribution(0, 1));
            study.suggest(number, image, i % 2 == 0 ? image : script, CategoricalDistribution.of(image, script));
            study.suggest(number, template, template, CategoricalDistribution.of(template, image));
            study.suggest(number, "__proto__", i / 30.0, new FloatDistribution(0, 1));
            study.attribute(number, "trial" + script, image + template);
            study.report(number, 1, i);
            switch (i % 7) {
                case 6 -> study.prune(number);
                case 5 -> study.fail(number, "error" + image + script);
                default -> study.complete(number, i);
            }
        }
        return study.view();
    }

    private static String hostilePage(StudyView view) {
        LogDigest log =
                new LogDigest(stored -> "log</pre><img src=x onerror=document.documentElement.dataset.hacked=1>");
        for (int seq = 0; seq < 30; seq++) {
            Envelope envelope = new Envelope(seq, "id", Instant.EPOCH, 1, -1, "ControllerStopped", 1, -1, 0, "", "");
            log.accept(new StoredEvent(envelope, new StudyEvent.ControllerStopped(""), new byte[0]));
        }
        return new StudyReport(view, log, Instant.EPOCH, "<script>document.documentElement.dataset.hacked=1</script>")
                .page();
    }
}
