package io.trialog.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.Envelope;
import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.TrialogException;
import io.trialog.study.StudyView;
import io.trialog.testing.Histories;
import io.trialog.testing.RandomHistory;
import io.trialog.testing.SampleStudies;
import io.trialog.trial.AttemptState;
import io.trialog.trial.TrialState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyReportTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aPageCarriesAllThatItNeedsAndForbidsTheRest() {
        String page = report(SampleStudies.of(20, 3)).page();

        assertThat(page)
                .contains(
                        "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-");
        String markup = page.replaceAll("(?s)<script.*?</script>", "").replaceAll("(?s)<style.*?</style>", "");
        assertThat(markup).doesNotContain("src=").doesNotContain("href=").doesNotContain("{{");
        assertThat(page.split("<script", -1)).hasSize(4);
        assertThat(page.split("</script", -1)).hasSize(4);
    }

    @Test
    void theLibraryComesWithItsLicense() {
        assertThat(StudyReport.class.getResource("/META-INF/resources/_static/echarts/6.0.0/LICENSE"))
                .isNotNull();
    }

    @Test
    void nothingInTheDataCanEndItsElementOrFillAPlaceOfThePage() throws Exception {
        String json = "[\"</script><script>alert(1)</script>&\u2028\u2029{{script}}{{library}}{{data}}\"]";

        String embedded = ReportData.embedded(json);

        assertThat(embedded)
                .isEqualTo(
                        "[\"\\u003c/script\\u003e\\u003cscript\\u003ealert(1)\\u003c/script\\u003e\\u0026\\u2028\\u2029"
                                + "{{script}}{{library}}{{data}}\"]");
        assertThat(new ObjectMapper().readTree(embedded)).isEqualTo(new ObjectMapper().readTree(json));
        assertThat(Page.of(embedded)).contains(embedded);
    }

    @Test
    void whateverHappenedTheDataIsJsonAndTellsEveryTrial() throws Exception {
        for (long seed = 1; seed <= 20; seed++) {
            List<StoredEvent> events = RandomHistory.events(seed, 200);
            StudyView view = RandomHistory.view(events, 200);
            JsonNode data = data(report(view).page());

            assertThat(data.get("trials").get("state")).as("seed %d", seed).hasSize(view.trialCount());
            assertThat(data.get("study").get("name").asText()).isEqualTo("it's \"a\" study");
            data.get("trials")
                    .get("parameters")
                    .forEach(parameter -> assertThat(parameter.get("values")).hasSize(view.trialCount()));
        }
    }

    @Test
    void theBestTrialSettingsAndLogStandInTheData() throws Exception {
        StudyView view = SampleStudies.valued(3, 1, 2).view();
        LogDigest log = new LogDigest(stored -> "event " + stored.envelope().seq());
        for (int seq = 0; seq < 200; seq++) {
            log.accept(at(seq, seq, -1, new StudyEvent.ControllerStopped("")));
        }

        JsonNode data = data(new StudyReport(view, log, NOW, "1.2.3").page());

        assertThat(data.get("chosen").get("trial").asInt()).isEqualTo(1);
        assertThat(data.get("chosen").get("values").get(0).asDouble()).isEqualTo(1);
        assertThat(data.get("settings").asText()).startsWith("name: test\n");
        assertThat(data.get("log").get("first")).hasSize(10);
        assertThat(data.get("log").get("last")).hasSize(150);
        assertThat(data.get("log").get("last").get(149).asText()).isEqualTo("event 199");
        assertThat(data.get("study").get("toolkit").asText()).isEqualTo("1.2.3");
        assertThat(data.get("study").get("written").asText()).isEqualTo("2026-11-21T10:00:00Z");
    }

    @Test
    void theRangeOfValuesLeavesOutWhatIsFarWorseAndSaysSo() throws Exception {
        StudyView view =
                SampleStudies.valued(3, 5, 2, 4, 3, 5, 2, 4, 3, 1e9, 5, 2).view();

        JsonNode range = data(report(view).page()).get("ranges").get(0);

        assertThat(range.get("low").asDouble()).isEqualTo(2);
        assertThat(range.get("high").asDouble()).isEqualTo(5);
        assertThat(range.get("note").asText()).isEqualTo("1 value above 5 is drawn at the edge.");
    }

    @Test
    void theLineOfTheBestSoFarStaysWithinTheRangeThatIsShown() throws Exception {
        StudyView view =
                SampleStudies.valued(1e9, 1e8, 5, 2, 4, 3, 5, 2, 4, 3, 4, 5).view();

        JsonNode data = data(report(view).page());

        assertThat(data.at("/ranges/0/note").asText()).isEqualTo("2 values above 5 are drawn at the edge.");
        assertThat(data.at("/best/0").toString()).isEqualTo("[[0,5.0],[1,5.0],[2,5.0],[3,2.0]]");
    }

    @Test
    void prunedTrialsBeyondTheRangeOfCompleteOnesStandAtTheEdge() throws Exception {
        Histories study = SampleStudies.valued(3, 5, 2, 4, 3, 5, 2, 4, 3, 4, 5, 2);
        int pruned = study.ask(Map.of());
        study.report(pruned, 0, 20);
        study.prune(pruned);

        JsonNode data = data(report(study.view()).page());

        assertThat(data.at("/ranges/0/high").asDouble()).isEqualTo(5);
        assertThat(data.at("/ranges/0/note").asText()).isEqualTo("1 value above 5 is drawn at the edge.");
        assertThat(data.at("/complete/0/note").asText()).isEmpty();
    }

    @Test
    void jobsAreAccountedByTheStateTheyWereIn() {
        LogDigest log = new LogDigest(stored -> "");
        log.accept(at(0, 0, 0, new StudyEvent.JobSubmitIntended("a", "slurm")));
        log.accept(at(1, 1, 0, new StudyEvent.JobSubmitted("a", "17")));
        log.accept(at(2, 2, 0, new StudyEvent.JobStateChanged("QUEUED", "Priority", null, null, 0)));
        log.accept(at(3, 12, 0, new StudyEvent.JobStateChanged("RUNNING", "", null, null, 0)));
        log.accept(at(4, 20, 1, new StudyEvent.JobSubmitIntended("b", "slurm")));
        log.accept(at(5, 21, 1, new StudyEvent.JobStateChanged("RUNNING", "", null, null, 0)));
        log.accept(at(6, 42, 0, new StudyEvent.JobStateChanged("EXITED", "", 0, null, 0)));
        log.accept(at(7, 43, 0, new StudyEvent.TrialTold(TrialState.COMPLETE, List.of(1.0), Map.of(), List.of(), "")));
        log.accept(at(8, 51, -1, new StudyEvent.ControllerStopped("closed")));

        assertThat(log.states())
                .isEqualTo(Map.of(
                        AttemptState.INTENDED, new LogDigest.Time(2, Duration.ofSeconds(2)),
                        AttemptState.SUBMITTED, new LogDigest.Time(1, Duration.ofSeconds(1)),
                        AttemptState.QUEUED, new LogDigest.Time(1, Duration.ofSeconds(10)),
                        AttemptState.RUNNING, new LogDigest.Time(2, Duration.ofSeconds(60)),
                        AttemptState.EXITED, new LogDigest.Time(1, Duration.ZERO)));
    }

    @Test
    void aFileGetsThePageAndADirectoryTheSinglePlotsToo() throws Exception {
        StudyReport report = report(SampleStudies.of(20, 3));

        assertThat(report.write(folder.resolve("new/page.html"))).isEqualTo(folder.resolve("new/page.html"));
        assertThat(report.write(folder)).isEqualTo(folder.resolve("report.html"));

        assertThat(folder.resolve("new/page.html")).hasSameTextualContentAs(folder.resolve("report.html"));
        for (String name : List.of("optimization_history", "param_importances", "parallel_coordinate")) {
            JsonNode data =
                    data(Files.readString(folder.resolve("plots").resolve(name + ".html"), StandardCharsets.UTF_8));
            assertThat(data.has("log")).isFalse();
            assertThat(data.get("trials").get("state")).hasSize(20);
        }
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> report.write(folder.resolve("file/report.html")))
                .isInstanceOf(TrialogException.class)
                .hasMessageStartingWith("The report can't be written to " + folder.resolve("file/report.html") + ": ");
    }

    static StudyReport report(StudyView view) {
        return new StudyReport(view, new LogDigest(stored -> ""), NOW, "test");
    }

    private static StoredEvent at(long seq, long second, int trial, StudyEvent event) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second);
        Envelope envelope = new Envelope(
                seq, "id", at, 1, -1, event.getClass().getSimpleName(), 1, trial, trial < 0 ? 0 : 1, "", "");
        return new StoredEvent(envelope, event, new byte[0]);
    }

    private static JsonNode data(String page) throws Exception {
        String begin = "<script type=\"application/json\" id=\"data\">";
        int from = page.indexOf(begin) + begin.length();
        return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
    }
}
