package io.trialog.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trialog.Study;
import io.trialog.StudyTransfer;
import io.trialog.Trial;
import io.trialog.TrialPruned;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.space.NormalDistribution;
import io.trialog.study.Direction;
import io.trialog.study.OpenOptions;
import io.trialog.study.Verification;
import io.trialog.testing.Python;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole studies to and fro between Optuna and Trialog. Needs a Python with Optuna; skipped where there is none. */
@Tag("processes")
public class OptunaStudyTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    @TempDir
    Path directory;

    private StudyRoot root;

    @BeforeEach
    void optunaIsThere() throws Exception {
        Python.assume("optuna");
        root = new StudyRoot(directory.resolve("studies"));
    }

    private JsonNode optuna(Object... words) throws Exception {
        List<String> arguments = new ArrayList<>();
        List.of(words).forEach(word -> arguments.add(String.valueOf(word)));
        return JSON.readTree(
                Python.output(directory, OptunaStudyTest.class, "optuna_study.py", arguments.toArray(String[]::new)));
    }

    private Path writtenByOptuna() throws Exception {
        Path file = directory.resolve("optuna.db");
        optuna("write", file);
        return file;
    }

    @Test
    void aStudyOfOptunaIsTakenOverWithEverythingAndGoesOn() throws Exception {
        Path file = writtenByOptuna();
        JsonNode seen = optuna("show", file, "first");

        try (Study study = StudyTransfer.importOptuna(file, "first", root.directory(), "taken")) {
            assertThat(study.settings().directions()).containsExactly(Direction.MINIMIZE);
            assertThat(study.settings().metrics()).containsExactly("loss");
            assertThat(study.view().userAttributes()).isEqualTo(Map.of("who", "optuna"));
            assertSame(study, seen);
            assertThat(study.best().value())
                    .isEqualTo(value(seen, seen.get("best").asInt()));
            assertThat(study.trial(41).state()).isEqualTo(TrialState.WAITING);
            assertThat(study.trial(41).fixed()).isEqualTo(Map.of("depth", 8L));

            study.optimizeMore(5, trial -> {
                double rate = trial.suggestFloat("rate", 1e-5, 0.3, true);
                long depth = trial.suggestInt("depth", 2, 8);
                return Math.abs(rate - 0.01) + depth;
            });

            assertThat(study.trial(41).params()).containsEntry("depth", 8L);
            assertThat(study.trial(45).state()).isEqualTo(TrialState.COMPLETE);
            assertVerified(study);
        }
    }

    @Test
    void aStudyOfSeveralObjectivesIsTakenOver() throws Exception {
        Path file = writtenByOptuna();
        JsonNode seen = optuna("show", file, "second");

        assertThatThrownBy(() -> StudyTransfer.importOptuna(file, null, root.directory(), "taken"))
                .hasMessage(
                        "The Optuna database " + file + " holds the studies [first, second], but no study was named.");
        assertThat(root.names()).isEmpty();
        try (Study study = StudyTransfer.importOptuna(file, "second", root.directory(), "taken")) {
            assertThat(study.settings().directions()).containsExactly(Direction.MINIMIZE, Direction.MAXIMIZE);
            assertThat(study.settings().sampler()).containsEntry("type", "auto");
            assertThat(study.bestTrials().stream().map(TrialRecord::number).toList())
                    .hasToString(seen.get("front").toString().replace(",", ", "));
            assertSame(study, seen);
            assertVerified(study);
        }
    }

    @Test
    void optunaSeesAStudyOfTrialogGoesOnWithACopyAndTrialogTakesThatOver() throws Exception {
        try (Study study = Study.builder("mine")
                .minimize("loss")
                .seed(3)
                .pruner("median", Map.of("startup_trials", 3))
                .under(root.directory())
                .open()) {
            study.enqueue(Map.of("x", 0.5));
            study.optimize(30, OptunaStudyTest::objective);
        }
        Path file = root.directory().resolve("mine/study.db");
        Path copy = Files.copy(file, directory.resolve("copy.db"));

        JsonNode seen = optuna("show", copy, "mine");
        try (Study study = Study.open(OpenOptions.of("mine").withRoot(root.directory()))) {
            assertThat(study.view().count(TrialState.PRUNED)).isPositive();
            assertThat(study.view().count(TrialState.FAIL)).isPositive();
            assertSame(study, seen);
            assertThat(seen.get("best").asInt()).isEqualTo(study.best().number());
        }
        JsonNode continued = optuna("more", copy, "mine", 12);
        assertThat(continued.get("trials").size()).isEqualTo(seen.get("trials").size() + 12);
        assertThat(optuna("show", copy, "mine").get("trials")).isEqualTo(continued.get("trials"));
        try (Study study = StudyTransfer.importOptuna(copy, null, root.directory(), "back")) {
            assertSame(study, continued);
            assertVerified(study);
        }
    }

    private static double objective(Trial trial) {
        double x = trial.suggestFloat("x", -5, 10);
        double rate = trial.suggestFloat("rate", 1e-5, 0.3, true);
        long depth = trial.suggestInt("depth", 2, 8);
        trial.suggest("width", new NormalDistribution(50, 9, 3, false, true));
        trial.setUserAttribute("note", "it's \"a\" note");
        if (trial.number() == 4) {
            throw new IllegalStateException("a failure");
        }
        double loss = x * x + rate + depth;
        for (int step = 0; step < 4; step++) {
            trial.report(step == 2 && trial.number() == 6 ? Double.NaN : loss + step, step);
            if (trial.shouldPrune()) {
                throw new TrialPruned();
            }
        }
        return loss;
    }

    private static void assertVerified(Study study) {
        Verification verification = study.replay().verify();
        assertThat(verification.isGreen()).as(verification.toString()).isTrue();
    }

    private static double value(JsonNode seen, int number) {
        return seen.get("trials").get(number).get("values").get(0).asDouble();
    }

    private static void assertSame(Study study, JsonNode seen) throws Exception {
        assertThat(study.trials()).hasSize(seen.get("trials").size());
        for (TrialRecord trial : study.trials()) {
            assertSame(trial, seen.get("trials").get(trial.number()));
        }
    }

    private static void assertSame(TrialRecord trial, JsonNode seen) throws Exception {
        String name = "trial " + trial.number();
        String state = seen.get("state").asText();
        assertThat(trial.state().name()).as(name).isEqualTo(state.equals("RUNNING") ? "FAIL" : state);
        assertThat(trial.values()).as(name).isEqualTo(doubles(seen.get("values")));
        assertThat(trial.params()).as(name).isEqualTo(JSON.convertValue(seen.get("params"), Map.class));
        ObjectNode user = seen.get("user").deepCopy();
        user.propertyStream()
                .map(Map.Entry::getKey)
                .filter(key -> key.startsWith("trialog:"))
                .toList()
                .forEach(user::remove);
        assertThat(trial.userAttributes()).as(name).isEqualTo(JSON.convertValue(user, Map.class));
        assertThat(trial.fixed()).as(name).isEqualTo(JSON.convertValue(seen.get("fixed"), Map.class));
        assertThat(new ArrayList<>(trial.constraints().values())).as(name).isEqualTo(doubles(seen.get("constraints")));
        Map<String, Double> reports = new TreeMap<>();
        for (int i = 0; i < trial.reports().size(); i++) {
            reports.put(String.valueOf(trial.reports().step(i)), trial.reports().value(i));
        }
        Map<String, Double> reported = new TreeMap<>();
        seen.get("intermediate")
                .properties()
                .forEach(entry -> reported.put(entry.getKey(), entry.getValue().asDouble()));
        assertThat(reports).as(name).isEqualTo(reported);
        if (trial.startedAt() != null && !seen.get("start").isNull()) {
            LocalDateTime start = LocalDateTime.parse(seen.get("start").asText().replace("+00:00", ""));
            assertThat(trial.startedAt()).as(name).isEqualTo(start.toInstant(ZoneOffset.UTC));
        }
    }

    private static List<Double> doubles(JsonNode list) {
        List<Double> doubles = new ArrayList<>();
        if (!list.isNull()) {
            list.forEach(value -> doubles.add(value.asDouble()));
        }
        return doubles;
    }
}
