package io.trialog.internal.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.internal.option.Pruners;
import io.trialog.study.Direction;
import io.trialog.testing.PrunedStudy;
import io.trialog.testing.RandomCurves;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences (reports out of order, ties, NaN, infinities, failures, four trials side by side) are pruned where Optuna
 * 5.0.0 pruned them; recorded by {@code benchmarks/golden/pruners.py}.
 */
class RandomParityTest {

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream golden =
                Objects.requireNonNull(RandomParityTest.class.getResourceAsStream("optuna5-random.json"))) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(golden).get("cases").spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void trialsArePrunedWhereOptunaPrunedThem(JsonNode golden) {
        long seed = golden.get("seed").asLong();
        Direction direction = Direction.valueOf(golden.get("direction").asText().toUpperCase(Locale.ROOT));
        Map<String, Object> spec = new LinkedHashMap<>();
        golden.get("pruner")
                .properties()
                .forEach(option -> spec.put(
                        option.getKey(),
                        option.getValue().isNumber()
                                ? option.getValue().numberValue()
                                : option.getValue().asText()));
        PrunedStudy study = new PrunedStudy("random-" + seed, direction, Pruners.of(spec));

        List<Integer> pruned =
                RandomCurves.run(study, 40, golden.get("parallel").asInt(), seed, (trial, decision) -> {});

        assertThat(pruned)
                .isEqualTo(StreamSupport.stream(golden.get("pruned").spliterator(), false)
                        .map(JsonNode::asInt)
                        .toList());
    }
}
