package io.trialog.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.exception.TrialogException;
import io.trialog.internal.paint.Colors;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.testing.Histories;
import io.trialog.testing.RandomHistory;
import io.trialog.testing.SampleStudies;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

class PlotsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(PlotKind.class)
    void everyPlotOfAnEmptyStudySaysInASentenceWhatIsMissing(PlotKind kind) throws Exception {
        Plot plot = kind.of(Plots.of(SampleStudies.empty()));

        assertThat(plot.isEmpty()).isTrue();
        assertThat(plot)
                .hasToString("The study 'test' has no trials yet, so there is nothing to draw. Run optimize first.");
        assertIsPicture(plot);
    }

    @ParameterizedTest
    @EnumSource(PlotKind.class)
    void everyPlotOfAStudyWhoseTrialsAllFailedOrRunSaysWhatItCan(PlotKind kind) throws Exception {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        study.suggest(study.ask(Map.of()), "x", 0.5, new FloatDistribution(0, 1))
                .fail(0);
        study.suggest(study.ask(Map.of()), "x", 0.5, new FloatDistribution(0, 1));

        Plot plot = kind.of(Plots.of(study.view()));

        assertThat(plot.isEmpty()).isEqualTo(kind != PlotKind.TIMELINE);
        if (plot.isEmpty()) {
            assertThat(plot.toString()).contains("study 'test'").endsWith(".").doesNotContain("null");
        }
        assertIsPicture(plot);
    }

    @ParameterizedTest
    @EnumSource(
            value = PlotKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PARETO_FRONT", "HYPERVOLUME"})
    void everyPlotShowsAStudyOfOneTrial(PlotKind kind) throws Exception {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        study.suggest(study.ask(Map.of()), "x", 0.5, new FloatDistribution(0, 1))
                .suggest(0, "y", "a", CategoricalDistribution.of("a", "b"))
                .report(0, 0, 3)
                .complete(0, 2);

        Plot plot = kind.of(Plots.of(study.view()));

        assertThat(plot.isEmpty()).isFalse();
        assertIsPicture(plot);
    }

    @ParameterizedTest
    @EnumSource(
            value = PlotKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PARETO_FRONT", "HYPERVOLUME"})
    void everyPlotShowsConditionalLogarithmicAndCategoricalParameters(PlotKind kind) throws Exception {
        Plot plot = kind.of(Plots.of(SampleStudies.of(80, 5)));

        assertThat(plot.isEmpty()).isFalse();
        assertThat(plot.toString()).contains("\n").doesNotContain("NaN").doesNotContain("null");
        assertIsPicture(plot);
    }

    @ParameterizedTest
    @EnumSource(PlotKind.class)
    void whateverHappenedEveryPlotIsAPicture(PlotKind kind) throws Exception {
        for (long seed = 1; seed <= 6; seed++) {
            assertIsPicture(kind.of(Plots.of(RandomHistory.view(RandomHistory.events(seed, 250), 250))));
        }
    }

    @ParameterizedTest
    @EnumSource(PlotKind.class)
    void valuesAtTheEndsOfWhatADoubleHoldsAreDrawnOrLeftOut(PlotKind kind) throws Exception {
        StudyView study = SampleStudies.valued(
                        1e308, -1e308, Double.MIN_VALUE, 0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                .view();

        assertIsPicture(kind.of(Plots.of(study)));
    }

    @Test
    void theHistoryTellsTheBestSoFarAndCountsWhatItDoesNotDraw() {
        Histories study = SampleStudies.valued(3, 5, 2, Double.POSITIVE_INFINITY);
        study.fail(study.ask(Map.of()));
        study.complete(study.ask(Map.of()), 1).makeVoid(5);

        assertThat(Plots.of(study.view()).history()).hasToString("""
                        History of value (minimize) in 'test'
                          3 complete trials, 0 pruned, 1 failed
                          best from trial 0 on: 3
                          best from trial 2 on: 2
                          Not drawn because of an infinite value: 1 trial.""");
    }

    @Test
    void aFewValuesFarWorseThanAllOthersStandAtTheEdgeAndLeaveRoomForThese() throws Exception {
        Plots plots = Plots.of(
                SampleStudies.valued(3, 5, 2, 4, 3, 5, 2, 4, 3, 1e9, 5, 2).view());

        assertThat(plots.history().toString()).endsWith("\n  1 value above 5 is drawn at the edge.");
        for (PlotKind kind : List.of(PlotKind.HISTORY, PlotKind.SLICE, PlotKind.PARALLEL_COORDINATE, PlotKind.EDF)) {
            assertThat(svg(kind.of(plots)).getDocumentElement().getTextContent())
                    .as(kind.toString())
                    .contains("1 value above 5 is drawn at the edge.")
                    .doesNotContain("e+8");
        }
    }

    @Test
    void trialsOfTheSameCategoryDoNotHideEachOther() throws Exception {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        for (int i = 0; i < 40; i++) {
            int number = study.ask(Map.of());
            study.suggest(number, "model", "net", CategoricalDistribution.of("trees", "net"));
            study.complete(number, i % 2);
        }

        String slice = Plots.of(study.view()).slice().size(800, 800).svg();

        long places = slice.lines()
                .filter(line -> line.startsWith("<path") && line.contains("h0"))
                .flatMap(line -> Pattern.compile("h0").splitAsStream(line))
                .count();
        assertThat(places).isGreaterThan(30);
    }

    @Test
    void theWorstColorCanBeToldFromThePaper() {
        Color worst = Colors.amount(1);
        double light =
                0.2126 * linear(worst.getRed()) + 0.7152 * linear(worst.getGreen()) + 0.0722 * linear(worst.getBlue());

        // The contrast of WCAG 2: yellow, the bright end of viridis, has 1.25.
        assertThat(1.05 / (light + 0.05)).isGreaterThan(1.8);
    }

    private static double linear(int part) {
        return Math.pow(part / 255.0, 2.2);
    }

    @Test
    void numbersOfTrialsAreMarkedFrom0On() throws Exception {
        String marks = svg(Plots.of(SampleStudies.of(120, 5)).timeline())
                .getDocumentElement()
                .getTextContent();

        assertThat(marks).contains("\n0\n").doesNotContain("\n-");
    }

    @Test
    void importancesInWordsAreBarsToo() {
        assertThat(Plots.of(SampleStudies.of(200, 5)).importances().toString().lines())
                .first()
                .isEqualTo("Importance of parameters for value in 'test'");
        assertThat(Plots.of(SampleStudies.of(200, 5)).importances().toString().lines())
                .anyMatch(line -> line.matches(" {2}optimizer\\.learning_rate +[0-9.]+ % {2}#+"));
    }

    @Test
    void anUnknownParameterIsRefusedWithTheNearestOne() {
        Plots plots = Plots.of(SampleStudies.of(30, 5));

        assertThatThrownBy(() -> plots.contour("model", "optimizer.learning_rat"))
                .isInstanceOf(TrialogException.class)
                .hasMessage("No trial of the study 'test' has a parameter 'optimizer.learning_rat': they have model,"
                        + " optimizer.learning_rate, width, depth.\nMaybe 'optimizer.learning_rate'.");
    }

    @Test
    void parametersOfAStudyWhoseTrialsFailedBeforeTheyHadAnyAreRefusedInASentence() {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        study.fail(study.ask(Map.of()));

        assertThatThrownBy(() -> Plots.of(study.view()).rank("x", "y"))
                .isInstanceOf(TrialogException.class)
                .hasMessage("No trial of the study 'test' has a parameter yet, so there is no 'x' and no 'y'.");
    }

    @Test
    void twoParametersThatNoTrialHasTogetherHaveNoContour() {
        Plot plot = Plots.of(SampleStudies.of(30, 5)).contour("depth", "width");

        assertThat(plot.isEmpty()).isTrue();
        assertThat(plot)
                .hasToString("The study 'test' has no complete trial with a finite value and both parameters,"
                        + " 'depth' and 'width', so there is nothing to draw.");
    }

    @Test
    void eachObjectiveHasItsPlots() {
        Histories study = Histories.of(List.of(Direction.MINIMIZE, Direction.MAXIMIZE), 1, SearchSpace.EMPTY);
        Plots plots = Plots.of(study.view());

        assertThat(plots.objective("value2").history().toString()).startsWith("The study 'test' has no trials yet");
        assertThatThrownBy(() -> plots.objective("valu2"))
                .hasMessage("There is no objective 'valu2': the study has value, value2.\nMaybe 'value'.");
    }

    @Test
    void theParetoFrontOfTwoObjectivesIsMarkedInWordsAndInThePicture() throws Exception {
        Plot plot = Plots.of(objectives(2).view()).paretoFront();

        assertThat(plot).hasToString("""
                Pareto front of 'test'
                  3 of 4 trials on the front
                  trial 0: value=1, value2=1
                  trial 1: value=2, value2=4
                  trial 3: value=4, value2=9""");
        assertIsPicture(plot);
        assertThat(svg(plot).getDocumentElement().getTextContent())
                .contains("dominated", "on the Pareto front", "value (minimize)", "value2 (maximize)");
        // Each stair goes right first and then up: what lies below and to the right is dominated.
        String stair = plot.svg()
                .lines()
                .filter(line -> line.contains("stroke-width=\"1.5\"") && line.contains("fill=\"none\""))
                .findFirst()
                .orElseThrow();
        assertThat(stair).matches("<path d=\"M[0-9.]+ [0-9.]+h[0-9.]+v-[0-9.]+h[0-9.]+v-.*");
    }

    @Test
    void ofThreeObjectivesEachPairHasAPanelAndTwoCanBeNamed() throws Exception {
        Plots plots = Plots.of(objectives(3).view());

        String all = svg(plots.paretoFront()).getDocumentElement().getTextContent();
        assertThat(all.split("value2 \\(maximize\\)", -1)).hasSize(3);
        assertThat(all)
                .contains("The front is that of all 3 objectives: over each two of them, others may look better.");
        assertThat(svg(plots.paretoFront("value3", "value"))
                        .getDocumentElement()
                        .getTextContent())
                .contains("value3 (minimize)", "over two of them")
                .doesNotContain("value2 (maximize)");
        assertThatThrownBy(() -> plots.paretoFront("value", "vlue3"))
                .hasMessageContaining("There is no objective 'vlue3'")
                .hasMessageEndingWith("Maybe 'value3'.");
    }

    @Test
    void aParetoFrontOfOneObjectiveOrOfFailedTrialsIsASentence() {
        assertThat(Plots.of(SampleStudies.of(30, 5)).paretoFront())
                .hasToString("A Pareto front needs several objectives, but the study 'test' has one, value:"
                        + " history() shows it.");
        Histories failed = Histories.of(List.of(Direction.MINIMIZE, Direction.MAXIMIZE), 1, SearchSpace.EMPTY);
        failed.fail(failed.ask(Map.of()));
        assertThat(Plots.of(failed.view()).paretoFront())
                .hasToString("The study 'test' has no complete trial with a finite value of every objective yet"
                        + " (of 1 trial), so there is nothing to draw.");
    }

    /** Four trials: values that grow, and values to maximize that grow faster, except for trial 2. */
    private static Histories objectives(int count) {
        List<Direction> directions = List.of(Direction.MINIMIZE, Direction.MAXIMIZE, Direction.MINIMIZE);
        Histories study = Histories.of(directions.subList(0, count), 1, SearchSpace.EMPTY);
        double[][] values = {{1, 1, 5}, {2, 4, 4}, {3, 2, 3}, {4, 9, 2}};
        for (double[] row : values) {
            study.complete(study.ask(Map.of()), Arrays.copyOf(row, count));
        }
        return study;
    }

    @Test
    void aPlotIsWrittenAsPngAndAsSvgIntoDirectoriesThatAreMade() throws Exception {
        Plot plot = Plots.of(SampleStudies.of(20, 5)).history();

        assertThat(plot.png(folder.resolve("a/b/plot.png"))).isSameAs(plot);
        plot.svg(folder.resolve("a/plot.svg"));

        assertThat(Files.readAllBytes(folder.resolve("a/b/plot.png"))).isEqualTo(plot.png());
        assertThat(Files.readString(folder.resolve("a/plot.svg"))).isEqualTo(plot.svg());
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> plot.png(folder.resolve("file/plot.png")))
                .isInstanceOf(TrialogException.class)
                .hasMessageStartingWith("The plot can't be written to " + folder.resolve("file/plot.png") + ": ");
    }

    @Test
    void anImageHasTwiceAsManyPixelsAsThePlotSoThatItIsSharp() throws Exception {
        Plot plot = Plots.of(SampleStudies.of(20, 5)).history().size(1200, 300);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(plot.png()));
        assertThat(image.getWidth()).isEqualTo(2400);
        assertThat(image.getHeight()).isEqualTo(600);
        assertThatThrownBy(() -> plot.size(10, 300))
                .hasMessage("The size of a plot must be between 200 and 8000 pixels, but is 10 by 300.");
    }

    @Test
    void textsGrowWithALargerPictureAndByAFactor() {
        Plot plot = Plots.of(SampleStudies.of(20, 5)).history();

        assertThat(plot.size(1720, 960).svg()).contains("width=\"1720\" height=\"960\" viewBox=\"0 0 860 480\"");
        assertThat(plot.size(430, 240).svg()).contains("width=\"430\" height=\"240\" viewBox=\"0 0 430 240\"");
        assertThat(plot.fonts(2).svg()).contains("width=\"860\" height=\"480\" viewBox=\"0 0 430 240\"");
        assertThatThrownBy(() -> plot.fonts(0))
                .hasMessage("The factor of fonts must be between 0.5 and 4, but is 0.0.");
    }

    @Test
    void theHypervolumeOfTheFrontIsDrawnUpToAReferencePoint() throws Exception {
        Plot plot = Plots.of(several().view()).hypervolume(10, 10);

        assertThat(plot.isEmpty()).isFalse();
        assertThat(plot.toString())
                .contains("  from trial 19 on: 97.2487\n")
                .endsWith("Up to the reference point (10, 10).");
        assertIsPicture(plot);
        assertThat(Plots.of(SampleStudies.of(20, 5)).hypervolume().toString())
                .startsWith("A hypervolume needs several objectives");
        assertThat(Plots.of(several().view()).hypervolume(-100, -100).toString())
                .contains("No trial of the study 'several' is better than the reference point (-100, -100)");
    }

    private static Study several() {
        Study study = Study.builder("several")
                .metric("loss", Direction.MINIMIZE)
                .metric("size", Direction.MINIMIZE)
                .sampler("random")
                .seed(2)
                .inMemory();
        study.optimizeMulti(20, trial -> {
            double x = trial.suggestFloat("x", 0, 1);
            return new double[] {x, 1 - x + trial.suggestFloat("y", 0, 1)};
        });
        return study;
    }

    private static Study told(String name, double... values) {
        Study study =
                Study.builder(name).minimize("loss").sampler("random").seed(1).inMemory();
        study.optimize(values.length, trial -> values[trial.number()]);
        return study;
    }

    @Test
    void severalStudiesShareAPicture() throws Exception {
        Study first = told("tpe", 3, 2, 1);
        Study second = told("random", 5, 4, 4);

        SharedPlots plots = Plots.of(first, second, told("tpe", 2, 2));

        assertThat(plots.history().toString())
                .isEqualTo("History of loss in 'tpe', 'random', 'tpe (2)'\n  tpe: 3 trials, best 1, median 2\n"
                        + "  random: 3 trials, best 4, median 4\n  tpe (2): 2 trials, best 2, median 2");
        assertThat(plots.history().svg()).contains(">random</text>", ">tpe (2)</text>");
        assertThat(plots.edf().toString())
                .startsWith("Distribution of loss over the complete trials of 'tpe', 'random'");
        assertIsPicture(plots.history());
        assertIsPicture(plots.edf());
        assertThat(plots.paretoFront().toString()).startsWith("A Pareto front needs several objectives");
        assertThat(Plots.of(several(), several().view()).paretoFront().toString())
                .matches(
                        "(?s)Pareto fronts of 'several', 'several \\(2\\)'\n  several: \\d+ of 20 trials on the front.*");
        assertIsPicture(Plots.of(several(), several()).paretoFront());
    }

    @Test
    void studiesInTwoDirectionsOrWithoutValuesShareNone() {
        Study most = Study.builder("most").maximize("loss").inMemory();
        Study none = Study.builder("none").minimize("loss").inMemory();

        assertThat(Plots.of(told("least", 1), most).history().toString())
                .isEqualTo("The studies 'least', 'most' can't share a picture: some minimize their first objective,"
                        + " some maximize it.");
        assertThat(Plots.of(none, none).edf().toString()).startsWith("None of the studies 'none', 'none (2)' has a");
        assertThat(Plots.of(told("least", 1), none).history().isEmpty()).isFalse();
    }

    @Test
    void namesThatAreMarkupStayTextInSvg() throws Exception {
        String nasty = "<script>alert(1)</script>&\"'\u0001\ud800 ]]>";
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        for (int i = 0; i < 12; i++) {
            int number = study.ask(Map.of());
            study.suggest(number, nasty, i % 2 == 0 ? nasty : "b", CategoricalDistribution.of(nasty, "b"));
            study.suggest(number, "x", i / 12.0, new FloatDistribution(0, 1)).complete(number, i);
        }
        for (PlotKind kind :
                List.of(PlotKind.SLICE, PlotKind.PARALLEL_COORDINATE, PlotKind.CONTOUR, PlotKind.IMPORTANCES)) {
            Document document = svg(kind.of(Plots.of(study.view())));
            assertThat(document.getElementsByTagName("script").getLength()).isZero();
        }
    }

    private static void assertIsPicture(Plot plot) throws Exception {
        byte[] png = plot.png();
        assertThat(Arrays.copyOf(png, 8)).containsExactly(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
        assertThat(ImageIO.read(new ByteArrayInputStream(png))).isNotNull();
        assertThat(svg(plot).getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(plot.svg()).doesNotContain("NaN\"").doesNotContain("Infinity\"");
    }

    private static Document svg(Plot plot) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(plot.svg().getBytes(StandardCharsets.UTF_8)));
    }
}
