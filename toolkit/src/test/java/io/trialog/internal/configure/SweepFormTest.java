package io.trialog.internal.configure;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.configure.FormRow.Kind;
import io.trialog.internal.configure.KeyPress.Key;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepFormTest {

    private SweepForm form = SweepForm.of(
            "train.py",
            List.of(
                    FormRow.of("metric", Kind.METRIC, "", null),
                    FormRow.of("model", Kind.GROUP, "net", null),
                    FormRow.of("lr", Kind.REAL, "0.01", null),
                    FormRow.of("model.depth", Kind.INTEGER, "4", new FormRow.When("model", List.of("trees"))),
                    FormRow.of("seed", Kind.INTEGER, "0", null),
                    FormRow.of("name", Kind.DERIVED, "${model}", null),
                    FormRow.of("flag", Kind.FLAG, "true", null)),
            Map.of("model", List.of("net", "trees")));

    private void type(String keys) {
        keys.codePoints().forEach(key -> form = form.press(KeyPress.of(key)));
    }

    private void press(Key key) {
        form = form.press(KeyPress.of(key));
    }

    private String row(int shown) {
        FormRow row = form.shown().get(shown);
        return row.mode() + " " + row.text() + (row.pair() > 0 ? " in pair " + row.pair() : "");
    }

    @Test
    void spaceLetsARowVaryAsItsNameSuggests() {
        type("jj ");
        assertThat(row(2)).isEqualTo("GRID 0.001, 0.01, 0.1");
        assertThat(form.count()).isEqualTo("3 lr = 3 trials");
        type(" ");
        assertThat(row(2)).isEqualTo("RANGE 0.001 .. 0.1 log");
        assertThat(form.count()).startsWith("a search");
        type(" ");
        assertThat(row(2)).isEqualTo("OFF ");
        type("j ");
        assertThat(row(3)).isEqualTo("GRID 0, 1, 2, 3, 4");
    }

    @Test
    void whatAnOptionBringsIsShownAndCountedWithThatOptionOnly() {
        assertThat(form.shown()).extracting(FormRow::name).doesNotContain("model.depth");
        type("j ");
        assertThat(row(1)).isEqualTo("GRID net, trees");
        assertThat(form.shown()).extracting(FormRow::name).contains("model.depth");
        type("jj ");
        assertThat(row(3)).isEqualTo("GRID 3, 4, 5");
        assertThat(form.count()).isEqualTo("4 model = 4 trials");
        assertThat(SweepDraft.of(form).text()).isEqualTo("""
                parameters:
                  model: {values: [net, trees]}
                  model.depth: {values: [3, 4, 5], when: {model: [trees]}}
                sampler: grid
                """);
    }

    @Test
    void textIsEditedAndWhatIsWrongStaysInTheEditor() {
        type("jje");
        for (int i = 0; i < 5; i++) {
            press(Key.BACKSPACE);
        }
        type(", 0.01");
        press(Key.ENTER);
        assertThat(form.message())
                .isEqualTo("'lr' must have different values, between commas, but has '0.001, 0.01, 0.01'.");
        assertThat(form.edited()).isEqualTo("0.001, 0.01, 0.01");
        type("5");
        press(Key.ENTER);
        assertThat(row(2)).isEqualTo("GRID 0.001, 0.01, 0.015");
        press(Key.UP);
        type("e");
        form = form.press(KeyPress.of('x'));
        press(Key.ENTER);
        assertThat(form.message()).contains("'model' must have options among [net, trees], but has 'treesx'");
        press(Key.ESCAPE);
        assertThat(form.end()).isEqualTo(SweepForm.End.OPEN);
    }

    @Test
    void rowsThatVaryTogetherHaveAsManyValuesEach() {
        type("jj p"); // lr
        type("j p"); // seed
        assertThat(row(3)).endsWith("in pair 1");
        assertThat(form.count()).isEqualTo("Paired rows must have as many values each, but have {lr=3, seed=5}.");
        type("s");
        assertThat(form.end()).isEqualTo(SweepForm.End.OPEN);
        assertThat(form.message()).startsWith("Paired rows must have");
        type("e");
        for (int i = 0; i < 6; i++) {
            press(Key.BACKSPACE);
        }
        press(Key.ENTER);
        assertThat(form.count()).isEqualTo("3 pairs = 3 trials");
        assertThat(SweepDraft.of(form).text()).isEqualTo("""
                paired:
                  - {lr: [0.001, 0.01, 0.1], seed: [0, 1, 2]}
                sampler: grid
                """);
        type("p");
        assertThat(row(3)).isEqualTo("GRID 0, 1, 2 in pair 2");
    }

    @Test
    void aRangeNeedsAMetric() {
        type("jj  s");
        assertThat(form.message()).isEqualTo("A range is searched for a metric: name it in the first row.");
        type("kkeacc maximize");
        press(Key.ENTER);
        type("s");
        assertThat(form.end()).isEqualTo(SweepForm.End.SAVED);
        assertThat(SweepDraft.of(form).text()).isEqualTo("""
                metric: {name: acc, goal: maximize}
                parameters:
                  lr: {distribution: log_uniform_values, min: 0.001, max: 0.1}
                sampler: tpe
                """);
    }

    @Test
    void whatFollowsFromAnotherKeyCannotVaryAndNothingIsSavedByMistake() {
        type("jjjj ");
        assertThat(form.message()).isEqualTo("'name' follows from ${model}.");
        type("s");
        assertThat(form.message()).isEqualTo("Nothing varies yet: space lets a row vary.");
        press(Key.ESCAPE);
        assertThat(form.end()).isEqualTo(SweepForm.End.CANCELLED);
    }

    @Test
    void theScreenHasItsSizeWhateverStandsInTheRows() {
        form = SweepForm.of(
                "t", List.of(FormRow.of("日本é".repeat(30), Kind.TEXT, "a\u001b[31m".repeat(40), null)), Map.of());
        for (int[] size : new int[][] {{80, 24}, {30, 8}, {200, 60}}) {
            List<String> lines = new FormView(true).lines(form, size[0], size[1]);
            assertThat(lines).hasSizeLessThanOrEqualTo(size[1]);
            assertThat(lines).allSatisfy(line -> {
                assertThat(Width.of(line)).isLessThan(size[0]);
                assertThat(line.chars()).noneMatch(Character::isISOControl);
            });
        }
    }

    @Test
    void plainQuestionsFillTheSameForm() {
        List<String> answers = new java.util.LinkedList<>(List.of("acc maximize", "trees, x", "0.1 .. 1 log"));
        StringBuilder told = new StringBuilder();
        SweepForm filled = FormQuestions.fill(
                form,
                question -> answers.isEmpty() ? null : answers.remove(0),
                line -> told.append(line).append('\n'));
        assertThat(told.toString()).isEqualTo("""
                'model' must have options among [net, trees], but has 'x'. It stays as it is.
                a search: a sampler chooses, and --trials says how many
                """);
        assertThat(SweepDraft.of(filled).text())
                .contains(
                        "metric: {name: acc, goal: maximize}",
                        "lr: {distribution: log_uniform_values, min: 0.1, max: 1.0}");
    }
}
