package io.trialog.internal.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.spi.Pruner;
import io.trialog.testing.PrunedStudy;
import io.trialog.testing.SharedData;
import io.trialog.trial.TrialState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Real learning curves are pruned at the very steps where Optuna 5.0.0 pruned them: 7 settings, 2 tasks, 120 curves. */
class TaskSetParityTest {

    private static final Map<String, Pruner> PRUNERS = Map.of(
            "none",
            PrunerCatalogue.of(Map.of("type", "nop")),
            "median_default(startup=5,warmup=0,interval=1)",
            PrunerCatalogue.of(Map.of("type", "median")),
            "median(startup=5,warmup=10,interval=5)",
            PrunerCatalogue.of(Map.of("type", "median", "warmup_steps", 10, "interval_steps", 5)),
            "percentile25(startup=5,warmup=0,interval=1)",
            PrunerCatalogue.of(Map.of("type", "percentile", "percentile", 25)),
            "sha(min_resource=1,rf=3,s=0)",
            PrunerCatalogue.of(Map.of("type", "successive_halving", "min_resource", 1, "reduction_factor", 3)),
            "sha(min_resource=1,rf=4,s=0)",
            PrunerCatalogue.of(Map.of("type", "successive_halving", "min_resource", 1, "reduction_factor", 4)),
            "hyperband(min=1,max=51,rf=3)",
            PrunerCatalogue.of(Map.of("type", "hyperband", "max_resource", 51)));

    @Test
    void curvesStopWhereOptunaStoppedThem() throws IOException {
        Path golden = SharedData.path("data/refs/pruner_golden_taskset.json");
        assumeTrue(Files.exists(golden), "The shared golden file " + golden + " is absent: nothing compared.");

        int traces = 0;
        for (JsonNode trace : new ObjectMapper().readTree(golden.toFile()).get("traces")) {
            String task = trace.get("task").asText().replace("FixedTextRNNClassification_", "");
            String pruner = trace.get("pruner").asText();
            List<double[]> curves = curves(SharedData.path("data/taskset/" + task + ".curves.csv.gz"));
            List<@Nullable Integer> expected = new ArrayList<>();
            trace.get("pruned_at").forEach(step -> expected.add(step.isNull() ? null : step.asInt()));

            assertThat(stops(PRUNERS.get(pruner), curves))
                    .as("%s on %s", pruner, task)
                    .isEqualTo(expected);
            traces++;
        }
        assertThat(traces).isEqualTo(14);
    }

    private static List<@Nullable Integer> stops(Pruner pruner, List<double[]> curves) {
        PrunedStudy study = PrunedStudy.minimizing(pruner);
        List<@Nullable Integer> stops = new ArrayList<>();
        for (double[] curve : curves) {
            stops.add(stop(study, curve));
        }
        return stops;
    }

    private static @Nullable Integer stop(PrunedStudy study, double[] curve) {
        int trial = study.ask();
        for (int i = 0; i < curve.length; i++) {
            if (study.report(trial, i + 1, curve[i]).prune()) {
                study.tell(trial, TrialState.PRUNED);
                return i + 1;
            }
        }
        study.tell(trial, Double.isNaN(curve[curve.length - 1]) ? TrialState.FAIL : TrialState.COMPLETE);
        return null;
    }

    private static List<double[]> curves(Path file) throws IOException {
        List<double[]> curves = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null && curves.size() < 120; line = reader.readLine()) {
                List<String> cells = List.of(line.split(",", -1));
                if (cells.get(1).equals("valid")) {
                    curves.add(cells.stream()
                            .skip(2)
                            .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                            .toArray());
                }
            }
        }
        return curves;
    }
}
