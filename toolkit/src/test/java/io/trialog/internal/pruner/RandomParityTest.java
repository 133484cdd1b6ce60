package io.trialog.internal.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.study.Direction;
import io.trialog.testing.PrunedStudy;
import io.trialog.testing.Python;
import io.trialog.testing.RandomCurves;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences (reports out of order, ties, NaN, infinities, failures, four trials side by side) are pruned where Optuna
 * 5.0.0 pruned them, by every rule; recorded, or just now run, by {@code benchmarks/golden/pruners.py}.
 */
class RandomParityTest {

    private static final Path SCRIPT = Path.of("benchmarks/golden/pruners.py");
    private static final int FIRST_SEED = 1000;
    private static final int HISTORIES = Boolean.getBoolean("trialog.full") ? 200 : 6;

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream golden =
                Objects.requireNonNull(RandomParityTest.class.getResourceAsStream("optuna5-random.json"))) {
            return cases(new ObjectMapper().readTree(golden));
        }
    }

    private static Stream<JsonNode> cases(JsonNode golden) {
        return StreamSupport.stream(golden.get("cases").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void trialsArePrunedWhereOptunaPrunedThem(JsonNode golden) {
        check(golden);
    }

    @Test
    @Tag("processes")
    void trialsArePrunedWhereALiveOptunaPrunesThem() throws IOException, InterruptedException {
        Python.assume("optuna");
        Python.assume("scipy");
        Process process = new ProcessBuilder(
                        Python.interpreter(), SCRIPT.toString(), String.valueOf(FIRST_SEED), String.valueOf(HISTORIES))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();

        List<JsonNode> histories = cases(new ObjectMapper().readTree(text)).toList();
        assertThat(histories).hasSize(HISTORIES);
        histories.forEach(RandomParityTest::check);
    }

    private static void check(JsonNode golden) {
        Map<String, Object> spec = map(golden.get("pruner"));
        List<Integer> expected = StreamSupport.stream(golden.get("pruned").spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
        String type = String.valueOf(spec.get("type"));
        int newest = PrunerCatalogue.catalogue().provider(Map.of("type", type)).rule();
        for (long rule = 1; rule <= newest; rule++) {
            Map<String, Object> settings = new LinkedHashMap<>(spec);
            settings.put("rule", rule);
            if (rule > 1) {
                settings.replaceAll((option, value) -> value.equals("auto") ? "first_trial" : value);
            }
            assertThat(pruned(golden, settings)).as("%s", settings).isEqualTo(expected);
        }
    }

    private static List<Integer> pruned(JsonNode golden, Map<String, Object> settings) {
        long seed = golden.get("seed").asLong();
        Direction direction = Direction.valueOf(golden.get("direction").asText().toUpperCase(Locale.ROOT));
        PrunedStudy study = new PrunedStudy("random-" + seed, direction, PrunerCatalogue.of(settings));
        return RandomCurves.run(study, 40, golden.get("parallel").asInt(), seed, (trial, decision) -> {});
    }

    private static Map<String, Object> map(JsonNode object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.properties().forEach(option -> {
            JsonNode value = option.getValue();
            map.put(
                    option.getKey(),
                    value.isObject() ? map(value) : value.isNumber() ? value.numberValue() : value.asText());
        });
        return map;
    }
}
