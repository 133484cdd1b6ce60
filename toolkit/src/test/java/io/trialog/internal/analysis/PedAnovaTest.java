package io.trialog.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.Importances;
import io.trialog.study.StudyView;
import io.trialog.testing.Histories;
import io.trialog.testing.RandomHistory;
import io.trialog.testing.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The golden numbers were computed by Optuna 5.0.0 from the same 60 trials, which are a formula. */
class PedAnovaTest {

    private static final Percentage EXACT = Percentage.withPercentage(1e-8);
    private static final double[] STEPS = {
        0.7548776662466927, 0.5698402909980532, 0.8191725133961645, 0.6710436067037893, 0.5497004779019703
    };

    @Test
    void mixedKindsOfParametersHaveTheImportancesOfOptuna() {
        StudyView study = mixed();

        assertAll(
                PedAnova.DEFAULT.of(study, 0),
                Map.of(
                        "s", 0.004888533093991913,
                        "x", 0.0043126462740758036,
                        "c", 0.002353295915279773,
                        "rate", 0.0022364127266808276,
                        "n", 0.0007429149116798631));
        assertAll(
                new PedAnova(0.1, 0.5, true).of(study, 0),
                Map.of(
                        "s", 0.02820032480143689,
                        "x", 0.006473682428136376,
                        "rate", 0.004098831442203077,
                        "c", 0.003720480750428445,
                        "n", 0.0012953664356620963));
        assertAll(
                new PedAnova(0.1, 1, false).of(study, 0),
                Map.of(
                        "x", 0.004965447238390365,
                        "s", 0.00460528403934628,
                        "c", 0.002351020408163263,
                        "rate", 0.0016776344721366853,
                        "n", 0.0004437314248693292));
    }

    @Test
    void conditionalParametersRangesThatChangeAndFixedOnesHaveTheImportancesOfOptuna() {
        StudyView study = conditional();

        assertAll(
                PedAnova.DEFAULT.of(study, 0),
                Map.of("width", 0.05645266449263089, "model", 0.002605251736105901, "one", 0.0, "depth", 0.0));
        assertAll(
                new PedAnova(0.1, 0.5, true).of(study, 0),
                Map.of("width", 0.038423224959667365, "model", 0.018653397664452225, "one", 0.0, "depth", 0.0));
        assertAll(
                new PedAnova(0.1, 1, false).of(study, 0),
                Map.of("width", 0.0704785905155364, "model", 0.002605251736111112, "one", 0.0, "depth", 0.0));
    }

    @Test
    void theIshigamiFunctionHasTheImportancesOfOptuna() throws Exception {
        Path reference = SharedData.path("data/refs/ishigami_importance_optuna5.json");
        assumeTrue(Files.exists(reference), "No reference data: " + reference);
        JsonNode golden = new ObjectMapper().readTree(reference.toFile());
        StudyView study = ishigami(SharedData.path("data/refs/ishigami_1000.csv"));

        Map<String, Double> raw = PedAnova.DEFAULT.of(study, 0);
        Importances shares = PedAnova.DEFAULT.shares(study, 0);

        assertThat(raw).containsOnlyKeys("x1", "x2", "x3");
        raw.forEach((name, value) -> assertThat(value)
                .isCloseTo(
                        golden.get("ped_anova_default_unnormalised").get(name).asDouble(), EXACT));
        shares.shares()
                .forEach((name, value) -> assertThat(value)
                        .isCloseTo(golden.get("ped_anova_default").get(name).asDouble(), EXACT));
        assertThat(shares.note()).isNull();
    }

    @Test
    void sharesSumTo1AndBeginWithTheLargest() {
        Importances importances = PedAnova.DEFAULT.shares(mixed(), 0);

        assertThat(importances.shares().keySet()).containsExactly("s", "x", "c", "rate", "n");
        assertThat(importances.shares().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void oneTrialSaysNothingAndGivesEveryParameterTheSameShare() {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        ask(
                study,
                Map.of("a", new FloatDistribution(0, 1), "b", new FloatDistribution(0, 1)),
                Map.of("a", .5, "b", .5));
        study.complete(0, 3);

        assertThat(PedAnova.DEFAULT.of(study.view(), 0)).isEqualTo(Map.of("a", 0.0, "b", 0.0));
        Importances importances = PedAnova.DEFAULT.shares(study.view(), 0);
        assertThat(importances.shares()).isEqualTo(Map.of("a", 0.5, "b", 0.5));
        assertThat(importances.note())
                .isEqualTo("Only 1 of 1 complete trials count as the best: don't trust these numbers yet.");
    }

    @Test
    void anEmptyStudyHasNoImportances() {
        assertThat(PedAnova.DEFAULT
                        .shares(Histories.minimize(SearchSpace.EMPTY).view(), 0)
                        .shares())
                .isEmpty();
    }

    @Test
    void onlyCompleteTrialsWithFiniteValuesThatAreNotVoidCount() {
        Histories study = mixedHistory();
        Map<String, Double> before = PedAnova.DEFAULT.of(study.view(), 0);
        Map<String, Distribution> x = Map.of("x", new FloatDistribution(0, 1));
        ask(study, x, Map.of("x", 0.9));
        study.complete(60, Double.NEGATIVE_INFINITY);
        ask(study, x, Map.of("x", 0.8));
        study.report(61, 0, -5).prune(61);
        ask(study, x, Map.of("x", 0.7));
        study.fail(62);
        ask(study, x, Map.of("x", 0.6));
        study.complete(63, -9).makeVoid(63);

        assertThat(PedAnova.DEFAULT.of(study.view(), 0)).isEqualTo(before);
    }

    @Test
    void whateverHappenedImportancesAreFiniteAndNotNegative() {
        for (long seed = 1; seed <= 40; seed++) {
            StudyView study = RandomHistory.view(RandomHistory.events(seed, 300), 300);
            assertThat(PedAnova.DEFAULT.of(study, 0).values())
                    .as("seed %d", seed)
                    .allMatch(value -> Double.isFinite(value) && value >= 0);
        }
    }

    @Test
    void fractionsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> new PedAnova(0.5, 0.5, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The fractions must be 0 < target < region <= 1, but target is 0.5 and region is 0.5.");
    }

    private static void assertAll(Map<String, Double> actual, Map<String, Double> golden) {
        assertThat(actual).containsOnlyKeys(golden.keySet());
        golden.forEach((name, value) -> assertThat(actual.get(name)).as(name).isCloseTo(value, EXACT));
        assertThat(List.copyOf(actual.values())).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    private static double fraction(int i, int k) {
        return (0.5 + STEPS[k] * (i + 1)) % 1.0;
    }

    private static StudyView mixed() {
        return mixedHistory().view();
    }

    private static Histories mixedHistory() {
        Map<String, Distribution> space = new LinkedHashMap<>();
        space.put("x", new FloatDistribution(0, 1));
        space.put("rate", new FloatDistribution(1e-4, 1, 0, true));
        space.put("n", new IntDistribution(1, 8, 1, true));
        space.put("c", CategoricalDistribution.of("a", "b", "z"));
        space.put("s", new FloatDistribution(0, 1, 0.25, false));
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        for (int i = 0; i < 60; i++) {
            double x = fraction(i, 0);
            double rate = StrictMath.exp(StrictMath.log(1e-4) * (1 - fraction(i, 1)));
            long n = Math.round(StrictMath.pow(8, fraction(i, 2)));
            int c = (int) (3 * fraction(i, 3));
            double s = .25 * (int) (5 * fraction(i, 4));
            ask(
                    study,
                    space,
                    Map.of(
                            "x",
                            x,
                            "rate",
                            rate,
                            "n",
                            n,
                            "c",
                            List.of("a", "b", "z").get(c),
                            "s",
                            s));
            double decades = StrictMath.log10(rate) + 2;
            study.complete(
                    i, (x - .3) * (x - .3) + .05 * StrictMath.log(n) + .2 * c + .1 * s + .02 * decades * decades);
        }
        return study;
    }

    private static StudyView conditional() {
        Histories study = Histories.of(Direction.MAXIMIZE, 1, SearchSpace.EMPTY);
        for (int i = 0; i < 60; i++) {
            boolean trees = 2 * fraction(i, 0) >= 1;
            Map<String, Distribution> space = new LinkedHashMap<>();
            space.put("model", CategoricalDistribution.of("net", "trees"));
            long depth = 2 + (int) (7 * fraction(i, 1));
            long width = 8 * (1 + (int) (8 * fraction(i, 2)));
            if (trees) {
                space.put("depth", new IntDistribution(2, 8));
            } else {
                space.put("width", new IntDistribution(8, i < 30 ? 64 : 128, 8, false));
            }
            space.put("one", CategoricalDistribution.of(7L));
            ask(study, space, Map.of("model", trees ? "trees" : "net", "depth", depth, "width", width, "one", 7L));
            study.complete(i, -(trees ? .5 + .05 * Math.abs(depth - 5) : .3 + .01 * width));
        }
        return study.view();
    }

    static StudyView ishigami(Path data) throws Exception {
        Map<String, Distribution> space = new LinkedHashMap<>();
        for (String name : List.of("x1", "x2", "x3")) {
            space.put(name, new FloatDistribution(-Math.PI, Math.PI));
        }
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        List<String> lines = Files.readAllLines(data);
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            Map<String, Double> point = new LinkedHashMap<>();
            for (int k = 0; k < 3; k++) {
                point.put("x" + (k + 1), Double.valueOf(cells[k]));
            }
            ask(study, space, point);
            study.complete(i - 1, Double.parseDouble(cells[3]));
        }
        return study.view();
    }

    private static void ask(Histories study, Map<String, Distribution> space, Map<String, ?> values) {
        int number = study.ask(Map.of());
        space.forEach((name, distribution) -> study.suggest(number, name, values.get(name), distribution));
    }
}
