package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trialog.internal.transfer.OptunaStudyTest;
import io.trialog.study.Budget;
import io.trialog.study.Direction;
import io.trialog.testing.Python;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("processes")
class SeveralObjectivesTest {

    @TempDir
    Path root;

    private StudyBuilder losses() {
        return Study.builder("several")
                .metric("loss", Direction.MINIMIZE)
                .metric("speed", Direction.MAXIMIZE)
                .sampler("random")
                .seed(5)
                .under(root);
    }

    private static void told(Study study, double... values) {
        study.tell(study.ask(), values);
    }

    private static List<Integer> numbers(Iterable<TrialRecord> trials) {
        List<Integer> numbers = new ArrayList<>();
        trials.forEach(trial -> numbers.add(trial.number()));
        return numbers;
    }

    @Test
    void theFrontHasTheTrialsThatNoOtherOneDominates() {
        Study study = losses().inMemory();
        told(study, 2, 5);
        told(study, 1, 3);
        told(study, 3, 4); // dominated by 0
        told(study, 1, 3); // the same as 1
        told(study, 1, 2); // dominated by 1
        told(study, 9, Double.POSITIVE_INFINITY);

        assertThat(numbers(study.bestTrials())).containsExactly(0, 1, 3, 5);
        assertThat(study.view().best().number()).isEqualTo(1);
        assertThatThrownBy(study::best)
                .hasMessage("The best trial must be that of one objective, but the study 'several' has loss (minimize),"
                        + " speed (maximize).\nMaybe study.bestTrials(), its Pareto front.");
    }

    @Test
    void amongEqualFirstValuesTheNextOneDecidesWhichIsBest() {
        Study study = losses().inMemory();
        told(study, 1, 2);
        told(study, 1, 3);

        assertThat(study.view().best().number()).isEqualTo(1);
        assertThat(numbers(study.bestTrials())).containsExactly(1);
    }

    @Test
    void trialsThatAreVoidInfeasibleOrNotCompleteDoNotCount() {
        Study study = losses().inMemory();
        told(study, 1, 9);
        Trial infeasible = study.ask();
        infeasible.setConstraint("memory", 0.5);
        study.tell(infeasible, 0, 10);
        told(study, 2, 8);
        study.tell(study.ask().number(), TrialState.FAIL);
        study.voidTrial(0, "wrong data");

        assertThat(numbers(study.bestTrials())).containsExactly(2);
    }

    @Test
    void withOneObjectiveTheFrontHasAllTrialsOfTheBestValue() {
        Study study = Study.builder("one").maximize().inMemory();
        assertThat(study.bestTrials()).isEmpty();
        told(study, 1);
        told(study, 2);
        told(study, 2);

        assertThat(numbers(study.bestTrials())).containsExactly(1, 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theFrontIsThatOfTheDefinition(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Study study = losses().metric("memory", Direction.MINIMIZE).inMemory();
        for (int i = 0; i < 200; i++) {
            told(study, random.nextInt(12), random.nextInt(12), random.nextInt(12));
        }
        List<Integer> expected = new ArrayList<>();
        for (TrialRecord trial : study.trials()) {
            if (study.trials().stream().noneMatch(other -> dominates(other.values(), trial.values()))) {
                expected.add(trial.number());
            }
        }

        assertThat(numbers(study.bestTrials())).as("seed " + seed).isEqualTo(expected);
    }

    private static boolean dominates(List<Double> a, List<Double> b) {
        return a.get(0) <= b.get(0) && a.get(1) >= b.get(1) && a.get(2) <= b.get(2) && !a.equals(b);
    }

    @Test
    void optunaFindsTheSameFrontInTheDatabase() throws Exception {
        Python.assume("optuna");
        SplittableRandom random = new SplittableRandom(17);
        List<Integer> front;
        try (Study study = losses().open()) {
            for (int i = 0; i < 60; i++) {
                Trial trial = study.ask();
                trial.setConstraint("memory", random.nextInt(4) - 2);
                study.tell(trial, random.nextInt(9), random.nextInt(9));
            }
            front = numbers(study.bestTrials());
        }
        String seen = Python.output(
                root,
                OptunaStudyTest.class,
                "optuna_study.py",
                "show",
                root.resolve("several/study.db").toString(),
                "several");

        assertThat(new ObjectMapper().readTree(seen).get("front").toString())
                .isEqualTo(front.toString().replace(" ", ""));
    }

    @Test
    void anObjectiveOfSeveralValuesIsOptimizedAndShownWithAllOfThem() throws Exception {
        try (Study study = losses().open()) {
            study.optimizeMulti(Budget.trials(20), 1, trial -> {
                double x = trial.suggestFloat("x", 0, 1);
                return new double[] {x, x < 0.5 ? 2 * x : -x};
            });

            assertThat(study.trials().toString())
                    .startsWith("trial  state            loss ")
                    .contains("  speed ");
            assertThat(study.toString())
                    .contains("loss (minimize), speed (maximize): ", " on the Pareto front: ", " with x=");
            assertThat(study.replay().verify().isGreen()).isTrue();
            assertThatThrownBy(() -> study.optimizeMulti(Budget.trials(30), 1, trial -> new double[] {1}))
                    .hasMessageContaining("must return 2 values, but returned 1");
        }
        JsonNode json = new ObjectMapper().readTree(Files.readString(root.resolve("several/best_results.json")));
        JsonNode yaml = new YAMLMapper().readTree(Files.readString(root.resolve("several/pareto_front.yaml")));
        assertThat(root.resolve("several/best_trial.yaml")).doesNotExist();
        assertThat(json.get("objectives").toString()).isEqualTo("[\"loss\",\"speed\"]");
        assertThat(json.get("pareto_front").get(0).get("values")).hasSize(2);
        assertThat(yaml.get("goals").toString()).isEqualTo("{\"loss\":\"minimize\",\"speed\":\"maximize\"}");
        assertThat(yaml.get("trials")).hasSameSizeAs(json.get("pareto_front"));
        for (int i = 0; i < yaml.get("trials").size(); i++) {
            JsonNode mine = yaml.get("trials").get(i);
            JsonNode other = json.get("pareto_front").get(i);
            assertThat(mine.get("number")).isEqualTo(other.get("number"));
            assertThat(mine.get("params")).isEqualTo(other.get("params"));
            assertThat(mine.get("values").get("speed"))
                    .isEqualTo(other.get("values").get(1));
        }
        assertThat(root.resolve("several/study_summary.csv")).content().contains("\npareto_front,");
    }

    @Test
    void whatOnlyOneObjectiveCanHaveIsRefusedBeforeAStudyIsMade() {
        assertThatThrownBy(() -> losses().sampler("cmaes").open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The sampler cmaes handles one metric, but the study has 2.\n"
                        + "Maybe sampler(\"auto\"), or one metric.");
        assertThatThrownBy(() -> losses().pruner("median").inMemory())
                .hasMessage("A study with 2 metrics can't be pruned.\nMaybe pruner(\"nop\").");
        assertThatThrownBy(() -> losses().minimize("loss"))
                .hasMessage("Every objective must have a name of its own, but 'loss' was added to [loss, speed].");
        assertThat(root).isEmptyDirectory();
    }
}
