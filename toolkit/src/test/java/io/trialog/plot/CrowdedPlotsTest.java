package io.trialog.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.SearchSpace;
import io.trialog.study.StudyView;
import io.trialog.testing.Histories;
import io.trialog.testing.SampleStudies;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Plots with many parameters, long names and awkward ranges: every text can be read, and no two cover each other. */
class CrowdedPlotsTest {

    @Test
    void twelveLongNamesDoNotRunIntoEachOther() throws Exception {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        List<String> names = IntStream.range(0, 12)
                .mapToObj(i -> "architecture.block_" + i + ".number_of_hidden_units_per_layer_and_head")
                .toList();
        for (int i = 0; i < 20; i++) {
            int number = study.ask(Map.of());
            for (int k = 0; k < names.size(); k++) {
                study.suggest(number, names.get(k), (i * 7 + k * 3) % 20 / 20.0, new FloatDistribution(0, 1));
            }
            study.complete(number, i);
        }
        for (PlotKind kind : List.of(PlotKind.IMPORTANCES, PlotKind.SLICE)) {
            assertThat(overlaps(svg(kind.of(Plots.of(study.view())))))
                    .as(kind.toString())
                    .isEmpty();
        }
    }

    @Test
    void numbersAtTheEdgesOfNeighborsDoNotCoverEachOther() throws Exception {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        for (int i = 0; i < 5; i++) {
            int number = study.ask(Map.of());
            study.suggest(number, "a", 1, new FloatDistribution(0, 2));
            study.suggest(number, "b", 1e9 + 2.5 * i, new FloatDistribution(1e9, 1e9 + 10));
            study.suggest(number, "c", 123456.0 + i, new FloatDistribution(0, 200_000));
            study.complete(number, i);
        }

        assertThat(overlaps(svg(Plots.of(study.view()).slice()))).isEmpty();
    }

    @Test
    void thirtyParametersStandInRowsThatANotebookNeedNotShrink() throws Exception {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        for (int i = 0; i < 3; i++) {
            int number = study.ask(Map.of());
            for (int k = 0; k < 30; k++) {
                study.suggest(number, "p" + k, i / 3.0, new FloatDistribution(0, 1));
            }
            study.complete(number, i);
        }

        Document svg = svg(Plots.of(study.view()).parallelCoordinate());

        assertThat(Double.parseDouble(svg.getDocumentElement().getAttribute("width")))
                .isLessThan(1200);
        assertThat(texts(svg))
                .contains(IntStream.range(0, 30).mapToObj(k -> "p" + k).toArray(String[]::new));
        assertThat(texts(svg).stream().filter("value"::equals)).hasSize(1 + 3);
        assertThat(overlaps(svg)).isEmpty();
    }

    @Test
    void aFixedParameterIsNoneOfTheMostImportantTwo() {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        for (int i = 0; i < 3; i++) {
            int number = study.ask(Map.of());
            study.suggest(number, "fixed", 5L, new IntDistribution(5, 5));
            study.suggest(number, "x", i / 3.0, new FloatDistribution(0, 1));
            study.complete(number, 2);
        }

        assertThat(Plots.of(study.view()).contour())
                .hasToString(
                        "A plot over two parameters can't be drawn: the trials of the study 'test' have 1 that may vary.");
    }

    private static List<String> texts(Document svg) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < svg.getElementsByTagName("text").getLength(); i++) {
            texts.add(svg.getElementsByTagName("text").item(i).getTextContent());
        }
        return texts;
    }

    /** Pairs of level texts that cover each other. */
    private static List<String> overlaps(Document svg) {
        List<String> found = new ArrayList<>();
        List<double[]> boxes = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < svg.getElementsByTagName("text").getLength(); i++) {
            var text = (org.w3c.dom.Element) svg.getElementsByTagName("text").item(i);
            if (!text.hasAttribute("transform")) {
                double x = Double.parseDouble(text.getAttribute("x"));
                double y = Double.parseDouble(text.getAttribute("y"));
                double size = Double.parseDouble(text.getAttribute("font-size"));
                double width = Double.parseDouble(text.getAttribute("textLength"));
                boxes.add(new double[] {x, y - 0.7 * size, x + width, y});
                texts.add(text.getTextContent());
            }
        }
        for (int i = 0; i < boxes.size(); i++) {
            for (int k = 0; k < i; k++) {
                double[] a = boxes.get(i);
                double[] b = boxes.get(k);
                if (a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]) {
                    found.add(texts.get(i) + " covers " + texts.get(k));
                }
            }
        }
        return found;
    }

    private static Document svg(Plot plot) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(plot.svg().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aPictureOf5000TrialsStaysBelow300KilobytesAndSaysWhichCurvesAreLeftOut() {
        StudyView view = SampleStudies.of(5000, 5);

        for (PlotKind kind : PlotKind.values()) {
            assertThat(kind.of(Plots.of(view)).svg()).as(kind.toString()).hasSizeLessThan(300_000);
        }
        assertThat(Plots.of(view).intermediateValues().svg())
                .containsPattern("Drawn are \\d+ of \\d+ curves, at equal distances\\.");
        assertThat(Plots.of(view).intermediateValues(3, 9).svg()).hasSizeLessThan(100_000);
    }
}
