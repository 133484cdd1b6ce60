package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.plot.Plots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class PlotAndReportCommandsTest {

    @TempDir
    private static Path directory;

    private static CommandLineInTest trialog;

    @BeforeAll
    static void run() throws IOException {
        trialog = new CommandLineInTest(directory);
        Result run = trialog.call("run", trialog.studyFile("tiny"), "-n", "3", "-j", "1");
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void aPlotWithoutAFileIsToldInWords() {
        Result plot = trialog.call("plot", "tiny", "history");

        assertThat(plot.code()).isZero();
        assertThat(plot.out())
                .startsWith("History of loss (minimize) in 'tiny'\n  3 complete trials, 0 pruned, 0 failed\n");
    }

    @Test
    void importanceIsToldByEachMethod() {
        Result best = trialog.call("importance", "tiny");
        assertThat(best.code()).isZero();
        assertThat(best.out())
                .startsWith("Importance of parameters for loss in 'tiny'\n  x  100.0 %  ########")
                .contains("Only 1 of 3 complete trials count as the best: don't trust these numbers yet.");

        Result json = trialog.call("importance", "tiny", "--method", "fANOVA", "--metric", "loss", "--json");
        assertThat(json.out())
                .isEqualTo("{\"metric\": \"loss\", \"method\": \"fanova\", \"shares\": {\"x\": 1.0}, \"quality\": null,"
                        + " \"note\": \"Only 3 complete trials: too few to tell parameters apart.\"}\n");

        Result unknown = trialog.call("importance", "tiny", "--method", "fanoa");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err())
                .isEqualTo("trialog: There is no method of importance 'fanoa'. There are ped-anova, fanova, mdi.\n"
                        + "Maybe 'fanova'.\n");
        Result metric = trialog.call("importance", "tiny", "--metric", "los");
        assertThat(metric.err())
                .isEqualTo("trialog: There is no objective 'los': the study has loss.\nMaybe 'loss'.\n");
    }

    @Test
    void aPlotIsWrittenInTheFormThatTheFileIsNamedFor() throws IOException {
        Path png = directory.resolve("plot.png");
        Path svg = directory.resolve("plot.svg");

        assertThat(trialog.call("plot", "tiny", "parallel-coordinate", "-o", png.toString())
                        .out())
                .isEqualTo("Wrote " + png + ".\n");
        assertThat(trialog.call("plot", "tiny", "PARALLEL_COORDINATE", "-o", svg.toString())
                        .code())
                .isZero();

        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(svg).content().startsWith("<?xml").contains("<svg");
    }

    @Test
    void whatCanNotBeDrawnIsSaidInASentence() {
        Result contour = trialog.call(
                "plot", "tiny", "contour", "-o", directory.resolve("no.png").toString());

        assertThat(contour.code()).isEqualTo(1);
        assertThat(contour.err())
                .isEqualTo(
                        "trialog: A plot over two parameters can't be drawn: the trials of the study 'tiny' have 1.\n");
        assertThat(directory.resolve("no.png")).doesNotExist();
    }

    @Test
    void usageThatCanNotBeMeantEndsWith2AndAdvice() {
        Result kind = trialog.call("plot", "tiny", "histroy");
        assertThat(kind.code()).isEqualTo(2);
        assertThat(kind.err())
                .isEqualTo(
                        "trialog: There is no plot 'histroy'. There are history, intermediate-values, importances, slice,"
                                + " contour, parallel-coordinate, edf, timeline, rank, pareto-front, hypervolume.\nMaybe 'history'.\n");
        Result form = trialog.call("plot", "tiny", "history", "-o", "plot.pdf");
        assertThat(form.code()).isEqualTo(2);
        assertThat(form.err()).isEqualTo("trialog: A plot is written as .png or .svg, but not as plot.pdf.\n");
        Result params = trialog.call("plot", "tiny", "slice", "x");
        assertThat(params.code()).isEqualTo(2);
        assertThat(params.err())
                .isEqualTo(
                        "trialog: Two names are given for contour, rank and pareto-front, but 'slice' was given x.\n");
    }

    @Test
    void aReportGoesIntoTheStudyOrIntoAFile() {
        Path study = Path.of(trialog.study("tiny").toString());
        assertThat(trialog.call("report", "tiny").out()).isEqualTo("Wrote " + study.resolve("report.html") + ".\n");
        assertThat(study.resolve("report.html"))
                .content()
                .contains(
                        "\"trial\": ", "study 'tiny' created", "\"controllers\": 1", "\"spent\": [[\"COMPLETE\", 3, ");
        assertThat(study.resolve("plots/optimization_history.html")).exists();

        Path page = directory.resolve("page.html");
        assertThat(trialog.call("report", "tiny", "-o", page.toString()).out()).isEqualTo("Wrote " + page + ".\n");
        assertThat(page).exists();
    }

    @Test
    void aStudyInMemoryHasPlotsAndAReportAsItStandsAndPlotsAsItStood() {
        try (Study study = Study.builder("memory").minimize().seed(1).inMemory()) {
            study.optimize(5, trial -> trial.suggestFloat("x", 0, 1));

            assertThat(study.plots().history().toString()).contains("5 complete trials");
            assertThat(Plots.of(study.at(0)).history().toString()).startsWith("The study 'memory' has no trials yet");
            assertThat(study.report(directory.resolve("memory.html"))).exists();
        }
    }
}
