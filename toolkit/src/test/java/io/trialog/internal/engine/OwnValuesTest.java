package io.trialog.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.project.HydraComposition;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnValuesTest {

    private static OwnValues values(String own, Map<String, String> groups, String study) {
        Map<String, Item> keys = new LinkedHashMap<>();
        ((Item.Mapping) YamlLoader.load(own, "own")).entries().forEach((key, entry) -> keys.put(key, entry.value()));
        return OwnValues.of(
                new HydraComposition(keys, groups, false),
                StudyFileReader.parse("metric: {name: loss, goal: minimize}\n" + study, Path.of("/x/s.yaml"), List.of())
                        .space());
    }

    @Test
    void valuesAreOfTheParametersTypes() {
        OwnValues own = values(
                "{lr: 1e-3, layers: 2, dropout: 0, bias: true, sizes: [1, 2], 'seed': 7, name: '3'}",
                Map.of(),
                "parameters: {lr: {min: 0.0, max: 1.0}, layers: {min: 1, max: 4}, dropout: {min: 0.0, max: 0.5},"
                        + " bias: {values: [true, false]}, sizes: {values: [[1], [1, 2]]}, name: {values: ['3', '4']}}");

        assertThat(own.params())
                .isEqualTo(Map.of(
                        "lr",
                        0.001,
                        "layers",
                        2L,
                        "dropout",
                        0.0,
                        "bias",
                        true,
                        "sizes",
                        List.of(1L, 2L),
                        "name",
                        "3"));
        assertThat(own.notes()).isEmpty();
    }

    @Test
    void whatIsOutOfTheSpaceOrNotThereIsLeftToTheSampler() {
        OwnValues own = values(
                "{lr: 2.0, layers: 2.5, opt: '${other}', epochs: 10}",
                Map.of(),
                "parameters: {lr: {min: 0.0, max: 1.0}, layers: {min: 1, max: 4}, opt: {values: [adam, sgd]},"
                        + " +new: {min: 0, max: 3}, epochs: {value: 5}}");

        assertThat(own.params()).isEmpty();
        assertThat(own.notes())
                .containsExactly(
                        "baseline: the program's own value of lr, 2.0, is none of the study's; the sampler chooses.",
                        "baseline: the program's own value of layers, 2.5, is none of the study's; the sampler chooses.",
                        "baseline: the program's own value of opt, ${other}, is none of the study's; the sampler chooses.",
                        "baseline: the program has no value of +new of its own; the sampler chooses.",
                        "baseline: the program's own value of epochs, 10, is none of the study's.");
    }

    @Test
    void aGroupHasItsChosenOptionAndOnlyWhatIsActiveCounts() {
        OwnValues own = values(
                "{model.k: 3, model.c: 1.0}",
                Map.of("model", "neighbors"),
                "parameters: {model: {values: [neighbors, logistic]}, model.k: {min: 1, max: 9, when: {model: neighbors}},"
                        + " model.c: {min: 0.0, max: 2.0, when: {model: logistic}}}");

        assertThat(own.params()).isEqualTo(Map.of("model", "neighbors", "model.k", 3L));
        assertThat(own.notes()).isEmpty();
    }

    @Test
    void pairedParametersHaveARowOrNothing() {
        String study =
                "sampler: grid\npaired: [{name: [cnn, mlp], dropout: [0.1, 0.2]}]\nparameters: {seed: {values: [0, 1]}}";

        assertThat(values("{name: mlp, dropout: 0.2, seed: 1}", Map.of(), study).params())
                .isEqualTo(Map.of("name", "mlp", "dropout", 0.2, "seed", 1L));
        OwnValues mixed = values("{name: mlp, dropout: 0.1, seed: 1}", Map.of(), study);
        assertThat(mixed.params()).isEqualTo(Map.of("seed", 1L));
        assertThat(mixed.notes())
                .containsExactly(
                        "baseline: the program's own values of name, dropout stand in no row together; the sampler"
                                + " chooses.");
    }
}
