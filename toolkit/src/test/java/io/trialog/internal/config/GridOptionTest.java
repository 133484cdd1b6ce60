package io.trialog.internal.config;

import static io.trialog.internal.config.TestFiles.readMore;
import static io.trialog.internal.config.TestFiles.refusedMore;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code sampler: {type: grid, grid: {...}}}. */
class GridOptionTest {

    private static final String PARAMETERS = """
            parameters:
              lr: {min: 0.001, max: 0.1}
              n: {min: 1, max: 64}
              model: {values: [trees, net, null]}
            """;

    private static String grid(String map) {
        return PARAMETERS + "sampler: {type: grid, grid: " + map + "}\n";
    }

    @Test
    void theValuesOfAGridAreThoseOfTheirParameters() {
        StudyFile file = readMore(grid("{lr: [0.001, 1e-2], n: [1, 8.0, 64], model: [net, null]}"));

        assertThat(file.sampler())
                .isEqualTo(Map.of(
                        "type",
                        "grid",
                        "grid",
                        Map.of(
                                "lr",
                                List.of(0.001, 0.01),
                                "n",
                                List.of(1L, 8L, 64L),
                                "model",
                                Arrays.asList("net", null))));
    }

    @Test
    void parametersThatAreNotListedHaveAllOfTheirValues() {
        StudyFile file = readMore(grid("{lr: [0.05]}"));

        assertThat(file.sampler()).containsEntry("grid", Map.of("lr", List.of(0.05)));
        refusedMore(
                grid("{n: [1, 2]}"),
                "study.yaml:3: A grid can't enumerate 'lr', which is continuous.\nMaybe values: [...], a step, or sampler:"
                        + " {type: grid, grid: {lr: [...]}}.");
    }

    @Test
    void aSweepFileMayHaveItTooAndTheCommandLine() {
        assertThat(readMore(PARAMETERS + "method: grid\nsampler: {grid: {lr: [0.05]}}\n")
                        .sampler())
                .isEqualTo(Map.of("type", "grid", "grid", Map.of("lr", List.of(0.05))));
        assertThat(readMore(PARAMETERS, "sampler.type=grid", "sampler.grid={lr: [0.05]}")
                        .sampler())
                .isEqualTo(Map.of("type", "grid", "grid", Map.of("lr", List.of(0.05))));
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        StudyFile file = readMore(grid("{lr: [0.001, 0.01], n: [1, 8], model: [net, null]}"));

        StudyFile again = TestFiles.read(StudyFileWriter.write(file.settings(7)));

        assertThat(again.sampler()).isEqualTo(file.sampler());
    }

    @Test
    void whatAParameterCanNotBeIsRefusedWithItsPlace() {
        refusedMore(grid("{lr: [0.5]}"), "study.yaml:6: 'sampler.grid.lr' must list values of 'lr', but 0.5 is none.");
        refusedMore(
                grid("{lr: [a]}"),
                "study.yaml:6: 'sampler.grid.lr': The value of the parameter 'lr' must be a number, but is 'a'.");
        refusedMore(
                grid("{lr: [0.05], n: [1, 1.0]}"),
                "study.yaml:6: 'sampler.grid.n' must not list a value twice, but lists 1 again.");
        refusedMore(
                grid("{lr: [0.05], model: [tree]}"),
                "study.yaml:6: 'sampler.grid.model': The value of the parameter 'model' must be one of [trees, net, null],"
                        + " but is 'tree'.");
        refusedMore(
                grid("{rate: [0.05]}"),
                "study.yaml:6: The grid lists values of 'rate', which is no parameter; known are lr, n, model.");
        refusedMore(
                grid("{lr: []}"),
                "study.yaml:6: 'sampler.grid.lr' must be a list with at least one element, but is empty.");
        refusedMore(
                grid("{lr: [[0.05]]}"),
                "study.yaml:6: 'sampler.grid.lr' must be a list of single values, but is a list.");
        refusedMore(grid("7"), "study.yaml:6: 'sampler.grid' must be a map (key: value), but is '7'.");
    }

    @Test
    void otherSamplersHaveNoSuchOption() {
        refusedMore(
                PARAMETERS + "sampler: {type: random, grid: {lr: [0.05]}}\n",
                "study.yaml:6: The sampler 'random' has no option 'grid'; it takes none.\nMaybe type: grid.");
    }
}
