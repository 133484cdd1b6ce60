package io.trialog.internal.config;

import static io.trialog.internal.config.TestFiles.readMore;
import static io.trialog.internal.config.TestFiles.refusedMore;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Samplers that need every parameter in every trial. */
class ConditionsOfSamplersTest {

    private static final String PARAMETERS = """
            parameters:
              model: {values: [trees, net]}
              rate: {min: 0.0, max: 1.0, when: {model: net}}
            """;

    @Test
    void aSpaceWithConditionsIsRefusedWithWhatToUse() {
        refusedMore(
                PARAMETERS + "sampler: gp\n",
                "study.yaml:5: The sampler gp needs every parameter in every trial, but 'rate' has a condition.\n"
                        + "Maybe sampler: {type: tpe}, which handles conditions.");
        assertThat(readMore(PARAMETERS + "sampler: {type: gp, fixed: {model: net}}\n")
                        .sampler())
                .containsEntry("type", "gp");
    }
}
