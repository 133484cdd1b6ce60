package io.trialog.internal.config;

import static io.trialog.internal.config.TestFiles.readMore;
import static io.trialog.internal.config.TestFiles.refusedMore;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Pairing;
import io.trialog.space.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The section {@code paired}. */
class PairedReaderTest {

    @Test
    void aGroupIsAMapOfListsOrSuchAMapBelowItsName() {
        assertThat(readMore("paired: [{model.name: [cnn, mlp], model.dropout: [0.1, 0.2]}]")
                        .space()
                        .pairings())
                .containsExactly(new Pairing(
                        "model.name+model.dropout",
                        List.of("model.name", "model.dropout"),
                        List.of(List.of("cnn", 0.1), List.of("mlp", 0.2))));
        assertThat(readMore("paired:\n  - net: {model: {name: [cnn, mlp]}, model.dropout: [0.1, 0.2]}")
                        .space()
                        .pairings())
                .containsExactly(new Pairing(
                        "net",
                        List.of("model.name", "model.dropout"),
                        List.of(List.of("cnn", 0.1), List.of("mlp", 0.2))));
    }

    @Test
    void aMemberIsCategoricalOverItsDifferentValuesAndStandsBehindTheOtherParameters() {
        assertThat(readMore("paired: [{a: [x, y, x], b: [1, 1.0, 2]}]\nparameters: {c: {values: [1]}}")
                        .space()
                        .parameters())
                .containsExactly(
                        new Parameter("c", CategoricalDistribution.of(1L)),
                        new Parameter("a", CategoricalDistribution.of("x", "y")),
                        new Parameter("b", CategoricalDistribution.of(1L, 2L)));
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        StudyFile file = readMore("paired: [{a: [x, [1, 2]], b: [1, null]}, {g: {c: [true, false]}}]");

        assertThat(TestFiles.read(StudyFileWriter.write(file)).space()).isEqualTo(file.space());
    }

    @Test
    void unequalLengthsAreRefusedWithBoth() {
        refusedMore(
                "paired:\n  - lr: [0.1, 0.2]\n    dropout: [0.1, 0.2, 0.3]",
                "study.yaml:4: The lists of paired parameters must have one length, but 'lr' has 2 values and 'dropout' has"
                        + " 3.");
    }

    @Test
    void equalRowsAreRefused() {
        refusedMore(
                "paired:\n  - a: [1, 2, 1.0]\n    b: [x, y, x]",
                "study.yaml:3: The rows of the group 'a+b' must differ, but rows 1 and 3 are both [1, 'x'].");
    }

    @Test
    void aKeyInTwoPlacesIsRefusedWithBothLines() {
        refusedMore(
                "parameters:\n  lr: {values: [1, 2]}\npaired:\n  - lr: [1, 2]\n    b: [x, y]",
                "study.yaml:5: The parameter 'lr' is declared twice; first at study.yaml:3.");
        refusedMore(
                "paired:\n  - {a: [1, 2]}\n  - {g: {a: [1, 2]}}",
                "study.yaml:4: The parameter 'a' is declared twice; first at study.yaml:3.");
    }

    @Test
    void whatIsNoGroupIsRefused() {
        refusedMore(
                "paired: [x]",
                "study.yaml:2: 'paired' must be a list of maps, but is 'x'.\nMaybe paired: [{model.name: [cnn, mlp],"
                        + " model.dropout: [0.1, 0.2]}].");
        refusedMore("paired: [{}]", "study.yaml:2: A group of 'paired' must have a parameter.");
        refusedMore(
                "paired: [{a: []}]",
                "study.yaml:2: 'paired.a' must be a list with at least one element, but is empty.");
        refusedMore(
                "paired: [{a: [1, 2]}]\nsampler: {type: grid, grid: {a: [1]}}",
                "study.yaml:3: The grid must not list values of 'a', which is paired in the group 'a'.");
    }
}
