package io.trialog.internal.projection.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trialog.study.StudyView;
import io.trialog.testing.Python;
import io.trialog.testing.RandomHistory;
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
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs a Python with Optuna; skipped by name where there is none. */
@Tag("processes")
class OptunaReadsStudyDatabaseTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    @TempDir
    Path directory;

    @BeforeEach
    void optunaIsThere() throws Exception {
        Python.assume("optuna");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22})
    void optunaSeesTheSameTrialsAndTheSameBestOne(long seed) throws Exception {
        StudyView view = written(seed);

        JsonNode seen = read();

        assertThat(seen.get("name").asText()).isEqualTo("it's \"a\" study");
        assertThat(seen.get("directions").toString()).isEqualTo("[\"MINIMIZE\"]");
        assertThat(seen.get("metric_names").toString()).isEqualTo("[\"loss\"]");
        assertThat(seen.get("trials")).hasSize(view.trialCount());
        for (TrialRecord trial : view.trials()) {
            assertSame(view, trial, seen.get("trials").get(trial.number()));
        }
        List<TrialRecord> candidates = new ArrayList<>(view.trials());
        candidates.removeIf(t -> t.state() != TrialState.COMPLETE || view.isVoided(t.number()) || t.violation() > 0);
        double best = candidates.stream().mapToDouble(TrialRecord::value).min().orElseThrow();
        assertThat(view.trial(seen.get("best").asInt()).value()).isEqualTo(best);
    }

    @Test
    void optunaContinuesACopyAndLeavesTheOriginalAlone() throws Exception {
        StudyView view = written(23);
        byte[] before = Files.readAllBytes(file());

        JsonNode seen = read("12");

        assertThat(seen.get("trials").size()).isBetween(view.trialCount() + 1, view.trialCount() + 12);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    private void assertSame(StudyView view, TrialRecord trial, JsonNode seen) {
        boolean voided = view.isVoided(trial.number());
        String name = "trial " + trial.number();
        assertThat(seen.get("state").asText())
                .as(name)
                .isEqualTo(voided ? "FAIL" : trial.state().name());
        assertThat(seen.get("number").asInt()).isEqualTo(trial.number());
        assertThat(doubles(seen.get("values"))).as(name).isEqualTo(voided ? List.of() : trial.values());
        assertThat(externals(seen.get("params"))).as(name).isEqualTo(trial.params());
        Map<String, Object> own = OwnAttributes.of(view.settings(), trial);
        assertThat(seen.get("user").size())
                .as(name)
                .isEqualTo(trial.userAttributes().size() + own.size());
        own.forEach((key, value) ->
                assertThat(seen.get("user").get(key).asText()).as(name).isEqualTo(value.toString()));
        assertThat(seen.get("system").has("fixed_params"))
                .isEqualTo(!trial.fixed().isEmpty());
        assertThat(doubles(seen.get("system").get("constraints")))
                .isEqualTo(new ArrayList<>(new TreeMap<>(trial.constraints()).values()));
        trial.constraints()
                .forEach((constraint, value) -> assertThat(
                                seen.get("constraints").path(constraint).asDouble())
                        .as("%s, constraint %s", name, constraint)
                        .isEqualTo(value));
        Map<String, Double> reports = new TreeMap<>();
        for (int i = 0; i < trial.reports().size(); i++) {
            reports.put(String.valueOf(trial.reports().step(i)), trial.reports().value(i));
        }
        Map<String, Double> reported = new TreeMap<>();
        seen.get("intermediate")
                .properties()
                .forEach(e -> reported.put(e.getKey(), e.getValue().asDouble()));
        assertThat(reported).as(name).isEqualTo(reports);
        if (trial.startedAt() != null) {
            assertThat(LocalDateTime.parse(seen.get("start").asText().replace("+00:00", ""))
                            .toInstant(ZoneOffset.UTC))
                    .isEqualTo(trial.startedAt());
        }
    }

    private static List<Double> doubles(JsonNode list) {
        List<Double> doubles = new ArrayList<>();
        if (list != null && !list.isNull()) {
            list.forEach(value -> doubles.add(value.asDouble()));
        }
        return doubles;
    }

    private static Map<String, Object> externals(JsonNode params) {
        Map<String, Object> values = new TreeMap<>();
        params.properties().forEach(e -> values.put(e.getKey(), external(e.getValue())));
        return values;
    }

    private static Object external(JsonNode value) {
        if (value.isNull()) {
            return null;
        } else if (value.isBoolean()) {
            return value.asBoolean();
        } else if (value.isIntegralNumber()) {
            return value.asLong();
        }
        return value.isNumber() ? (Object) value.asDouble() : value.asText();
    }

    private StudyView written(long seed) {
        StudyView view = RandomHistory.view(RandomHistory.events(seed, 700), 700);
        try (StudyDatabase database = new StudyDatabase(RandomHistory.STUDY_ID, file())) {
            database.project(view, "hash699", new TreeSet<>());
        }
        return view;
    }

    private Path file() {
        return directory.resolve("study.db");
    }

    private JsonNode read(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(file().toString()));
        all.addAll(List.of(arguments));
        return JSON.readTree(Python.output(
                directory, OptunaReadsStudyDatabaseTest.class, "read_study.py", all.toArray(String[]::new)));
    }
}
