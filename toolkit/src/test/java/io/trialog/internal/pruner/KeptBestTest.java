package io.trialog.internal.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.benchmarks.PrunerBenchmark;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptBestTest {

    @Test
    void theDefaultPrunerKeepsTheBestConfigurationOfRealCurves() throws IOException {
        Path curves = SharedData.path("data/taskset");
        assumeTrue(Files.exists(curves), "The curves " + curves + " are absent: nothing measured.");

        PrunerBenchmark.Score score = PrunerBenchmark.measure(curves, PrunerBenchmark.DEFAULT);

        assertThat(score.kept()).as("runs that kept the best").isGreaterThanOrEqualTo(0.95);
        assertThat(score.steps()).as("steps").isLessThanOrEqualTo(0.45);
        assertThat(score.worse()).as("runs worse than no pruning").isLessThanOrEqualTo(0.02);
    }

    @Test
    void theMeasuredPrunerIsTheOneOfAStudyThatNamesNone() {
        Map<String, Object> settings =
                Map.of("type", PrunerCatalogue.catalogue().defaultType());

        assertThat(PrunerCatalogue.catalogue().resolved(settings, null))
                .isEqualTo(PrunerCatalogue.catalogue().resolved(PrunerBenchmark.DEFAULT, null));
    }
}
