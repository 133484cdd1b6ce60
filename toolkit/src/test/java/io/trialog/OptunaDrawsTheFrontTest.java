package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.study.Budget;
import io.trialog.study.Direction;
import io.trialog.testing.Python;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Optuna's own plot of the Pareto front, drawn from {@code study.db}. */
@Tag("processes")
class OptunaDrawsTheFrontTest {

    @TempDir
    Path root;

    private Study study(String bound) {
        return Study.builder("front")
                .metric("loss", Direction.MINIMIZE)
                .metric("speed", Direction.MAXIMIZE)
                .constraint("memory", "mem_gb <= " + bound)
                .sampler("random")
                .seed(11)
                .under(root)
                .open();
    }

    private JsonNode drawn() throws Exception {
        String json = Python.output(
                root,
                OptunaDrawsTheFrontTest.class,
                "optuna_front.py",
                root.resolve("front/study.db").toString(),
                "front");
        return new ObjectMapper().readTree(json);
    }

    private static List<List<Double>> values(Iterable<TrialRecord> trials) {
        List<List<Double>> values = new ArrayList<>();
        trials.forEach(trial -> values.add(trial.values()));
        values.sort((a, b) -> Double.compare(a.get(0), b.get(0)));
        return values;
    }

    private static List<TrialRecord> infeasible(Study study) {
        return study.trials().list().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE && !trial.isFeasible())
                .toList();
    }

    @Test
    void itShowsTheSameFrontAndTheSameInfeasibleTrialsAlsoAfterABoundHasChanged() throws Exception {
        Python.assume("optuna, matplotlib");
        try (Study study = study("0.5")) {
            study.optimizeMulti(Budget.trials(40), 2, trial -> {
                double x = trial.suggestFloat("x", 0, 1);
                double y = trial.suggestFloat("y", 0, 1);
                if (trial.number() % 10 != 9) { // every tenth trial does not tell its memory
                    trial.report(Map.of("mem_gb", x), 0);
                }
                return new double[] {x + y, x - y * y};
            });
            compare(study, drawn());
        }
        try (Study study = study("0.7")) {
            assertThat(study.notes()).anyMatch(note -> note.startsWith("constraints.memory: "));
            study.trials();
        }
        try (Study study = study("0.7")) {
            compare(study, drawn());
        }
    }

    private static void compare(Study study, JsonNode drawn) throws Exception {
        ObjectMapper json = new ObjectMapper();
        JsonNode shown = drawn.get("shown");
        List<TrialRecord> front = study.bestTrials().list();

        assertThat(front).hasSizeGreaterThan(1);
        assertThat(drawn.get("directions").toString()).isEqualTo("[\"MINIMIZE\",\"MAXIMIZE\"]");
        assertThat(drawn.get("axes").toString()).isEqualTo("[\"loss\",\"speed\"]");
        assertThat(drawn.get("best").toString())
                .isEqualTo(front.stream()
                        .map(TrialRecord::number)
                        .toList()
                        .toString()
                        .replace(" ", ""));
        assertThat(shown.get("Best Trial")).isEqualTo(json.readTree(json.writeValueAsString(values(front))));
        assertThat(shown.get("Infeasible Trial"))
                .isEqualTo(json.readTree(json.writeValueAsString(values(infeasible(study)))));
        assertThat(infeasible(study)).hasSizeGreaterThan(3);
    }
}
