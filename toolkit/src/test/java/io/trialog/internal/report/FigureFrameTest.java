package io.trialog.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.study.StudyView;
import io.trialog.testing.Browser;
import io.trialog.testing.Eventually;
import io.trialog.testing.SampleStudies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures in a frame of a notebook, reports on paper and on a phone, as headless Chromium shows them. */
@Tag("processes")
class FigureFrameTest {

    private static final String READY = "document.documentElement?.dataset.ready !== undefined";
    private static final String CHART = "echarts.getInstanceByDom(document.querySelector('.chart'))";
    private static final String SERIES = CHART + ".getOption().series.map(one => one.name).join(', ')";

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

    private static void open(String page) throws Exception {
        browser.open(Files.writeString(folder.resolve("page.html"), page), 640, READY);
    }

    private static void frame(StudyView view) throws Exception {
        open(FigureFrame.page(view, "HISTORY", 0));
    }

    private static String press(String label) {
        return "[...document.querySelectorAll('.check')].find(one => one.innerText === '" + label
                + "').querySelector('input').click()";
    }

    @Test
    void everyFigureIsDrawnInAFrameThatCanReachNothing() throws Exception {
        Path cell = Files.writeString(
                folder.resolve("cell.html"),
                "<iframe sandbox=\"allow-scripts\" width=900 height=600 srcdoc=\""
                        + FigureFrame.page(SampleStudies.of(60, 3), "SLICE", 0)
                                .replace("&", "&amp;")
                                .replace("\"", "&quot;")
                        + "\"></iframe><script>addEventListener('message', e => { document.title = e.data; })</script>");
        browser.open(cell, 700, "document.readyState === 'complete'");
        assertThat(browser.errors()).isEmpty();

        frame(SampleStudies.of(60, 3));

        assertThat(browser.evaluate("[...document.querySelectorAll('header option')].map(o => o.text).join(', ')"))
                .isEqualTo("History, Importance of parameters, Parallel coordinates, Slices, Two parameters,"
                        + " Intermediate values, Distribution of values, Timeline, Trials");
        for (int i = 0; i < 9; i++) {
            browser.evaluate("(() => { const menu = document.querySelector('header select'); menu.value = '" + i
                    + "'; menu.dispatchEvent(new Event('change')); })()");
            String drawn =
                    i == 8 ? "document.querySelectorAll('td').length" : "document.querySelectorAll('canvas').length";
            Eventually.holds(
                    "figure " + i + " is drawn",
                    Duration.ofSeconds(20),
                    () -> Integer.parseInt(browser.evaluate(drawn)) > 0);
        }
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void prunedTrialsComeAndGoAndValuesStandOnALogarithmicAxis() throws Exception {
        frame(SampleStudies.of(60, 3));
        assertThat(browser.evaluate(SERIES)).contains("pruned (last value)", "complete");

        browser.evaluate(press("pruned trials"));
        browser.evaluate(press("logarithmic values"));

        assertThat(browser.evaluate(SERIES)).doesNotContain("pruned").contains("complete");
        assertThat(browser.evaluate(CHART + ".getOption().yAxis[0].type")).isEqualTo("log");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aRectangleChoosesTrialsInAllFigures() throws Exception {
        open(StudyReportTest.report(SampleStudies.valued(1, 2, 3, 4, 5, 6).view())
                .page());

        browser.evaluate(CHART
                + ".dispatchAction({type: 'brush', areas: [{brushType: 'rect', xAxisIndex: 0, yAxisIndex: 0,"
                + " coordRange: [[0.5, 3.5], [0, 9]]}]}); " + CHART + ".dispatchAction({type: 'brushEnd', areas: []})");

        Eventually.holds(
                "three trials are chosen",
                Duration.ofSeconds(20),
                () -> browser.evaluate("document.querySelector('.chosen').innerText")
                        .startsWith("3 trials chosen: #1, #2, #3"));
        assertThat(browser.evaluate("document.body.innerText")).contains("1–3 of 3");
        browser.evaluate("document.querySelector('.chosen button').click()");
        assertThat(browser.evaluate("document.body.innerText")).contains("1–6 of 6");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aReportOnPaperHasAllItsChartsInLightColors() throws Exception {
        browser.prefer("dark");
        open(StudyReportTest.report(SampleStudies.of(60, 3)).page());
        int charts = Integer.parseInt(browser.evaluate("document.querySelectorAll('.chart').length"));
        assertThat(Integer.parseInt(browser.evaluate("document.querySelectorAll('canvas').length")))
                .isLessThan(charts);

        byte[] paper = browser.pdf();

        assertThat(new String(paper, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
        assertThat(browser.evaluate("document.querySelectorAll('canvas').length"))
                .isEqualTo(String.valueOf(charts));
        browser.evaluate(
                "document.querySelectorAll('.chart').forEach(chart => { chart.style.visibility = 'hidden'; })");
        assertThat(paper.length)
                .as("bytes, of which those without what is drawn are most")
                .isGreaterThan(browser.pdf().length + 20_000);
        assertThat(browser.evaluate("document.documentElement.dataset.theme")).isEqualTo("dark");
        assertThat(browser.errors()).isEmpty();
        browser.prefer("");
    }

    @Test
    void onAPhoneTheToolbarLeavesTheLegendAlone() throws Exception {
        open(StudyReportTest.report(SampleStudies.of(60, 3)).page());
        browser.resize(390, 800);
        Eventually.holds(
                "the chart is as narrow as the phone",
                Duration.ofSeconds(20),
                () -> browser.evaluate(CHART + ".getWidth() < 390").equals("true"));

        String symbols = "Object.keys(" + CHART + ".getOption().toolbox[0].feature).join(' ')";
        Eventually.holds(
                "the toolbar has two symbols",
                Duration.ofSeconds(20),
                () -> browser.evaluate(symbols).equals("restore saveAsImage"));
        assertThat(browser.evaluate(CHART + ".getOption().legend[0].width + 90 <= " + CHART + ".getWidth()"))
                .isEqualTo("true");
    }
}
