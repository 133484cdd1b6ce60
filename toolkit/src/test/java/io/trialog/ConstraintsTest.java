package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.StudyFileException;
import io.trialog.exception.TrialogException;
import io.trialog.study.Budget;
import io.trialog.study.OpenOptions;
import io.trialog.testing.Eventually;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constraints that a study declares over the metrics that its trials tell. */
class ConstraintsTest {

    @TempDir
    Path root;

    private Study study(String... conditions) {
        StudyBuilder builder = Study.builder("small")
                .minimize("loss")
                .sampler("random")
                .seed(3)
                .under(root);
        for (String condition : conditions) {
            builder.constraint(condition.split(" ")[0], condition);
        }
        return builder.open();
    }

    private static int told(Study study, double loss, Map<String, Double> metrics) {
        Trial trial = study.ask();
        if (!metrics.isEmpty()) {
            trial.report(metrics, 0);
        }
        study.tell(trial, loss);
        return trial.number();
    }

    private static int best(Study study) {
        return Objects.requireNonNull(study.view().best(), "a feasible trial").number();
    }

    @ParameterizedTest
    @CsvSource({
        "mem <= 40, 41, 1, false",
        "mem <= 40, 40, 0, true",
        "mem <= 40, 39, -1, true",
        "mem < 40, 40, 4.9E-324, false",
        "mem < 40, 39.5, -0.5, true",
        "mem >= 40, 39, 1, false",
        "mem >= 40, 40, 0, true",
        "mem > 40, 40, 4.9E-324, false",
        "mem > 40, 41, -1, true",
        "mem <= 40, Infinity, Infinity, false",
        "mem <= -1.5e3, -1501, -1, true"
    })
    void aTrialIsFeasibleIfItsMetricKeepsTheBound(String condition, double mem, double value, boolean isFeasible) {
        try (Study study = study(condition)) {
            TrialRecord trial = study.trial(told(study, 0.5, Map.of("mem", mem)));

            assertThat(trial.constraints()).isEqualTo(Map.of("mem", value));
            assertThat(trial.isFeasible()).isEqualTo(isFeasible);
        }
    }

    @Test
    void theBestTrialIsTheBestFeasibleOne() {
        try (Study study = study("mem <= 40")) {
            told(study, 0.1, Map.of("mem", 50.0));
            told(study, 0.3, Map.of("mem", 30.0));
            told(study, 0.2, Map.of("mem", 35.0));

            assertThat(best(study)).isEqualTo(2);
            assertThat(study.bestTrials()).extracting(TrialRecord::number).containsExactly(2);
        }
    }

    @Test
    void aTrialThatDoesNotTellTheMetricIsNotFeasible() {
        try (Study study = study("mem <= 40")) {
            told(study, 0.1, Map.of());
            told(study, 0.2, Map.of("mem", Double.NaN));

            assertThat(study.view().best()).isNull();
            assertThatThrownBy(study::best)
                    .isInstanceOf(TrialogException.class)
                    .hasMessageContaining("no feasible trial")
                    .hasMessageContaining("mem: mem <= 40");
            told(study, 0.9, Map.of("mem", 1.0));
            assertThat(best(study)).isEqualTo(2);
        }
    }

    @Test
    void theObjectiveItselfMayBeBounded() {
        try (Study study = study("loss >= 0.2")) {
            told(study, 0.1, Map.of());
            told(study, 0.3, Map.of());

            assertThat(best(study)).isEqualTo(1);
        }
    }

    @Test
    void whatTheObjectiveSetsItselfCountsBesideWhatIsDeclared() {
        try (Study study = study("mem <= 40")) {
            Trial trial = study.ask();
            trial.setConstraint("time", 0.5);
            trial.setConstraint("mem", -7);
            trial.report(Map.of("mem", 39.0), 0);
            study.tell(trial, 0.5);

            assertThat(study.trial(0).constraints()).isEqualTo(Map.of("mem", -1.0, "time", 0.5));
            assertThat(study.trial(0).isFeasible()).isFalse();
        }
    }

    @Test
    void aChangedBoundJudgesOldTrialsAgainByAnEvent() throws Exception {
        try (Study study = study("mem <= 40")) {
            told(study, 0.1, Map.of("mem", 45.0));
            told(study, 0.2, Map.of("mem", 30.0));
            assertThat(best(study)).isEqualTo(1);
        }
        assertThat(constraints()).isEqualTo(Map.of(1, 5.0, 2, -10.0));
        try (Study study = study("mem <= 48")) {
            assertThat(study.notes()).contains("constraints.mem: \"mem <= 40\" -> \"mem <= 48\"");
            assertThat(best(study)).isZero();
            assertThat(study.trial(0).constraints()).isEqualTo(Map.of("mem", -3.0));
            assertThat(study.replay().verify().isGreen()).isTrue();
            assertThat(Objects.requireNonNull(
                                    study.at(study.view().position() - 1).best())
                            .number())
                    .isEqualTo(1);
        }
        assertThat(constraints()).isEqualTo(Map.of(1, -3.0, 2, -18.0));
    }

    @Test
    void aBoundThatChangesWhileTheStudyIsOpenReachesTheDatabase() throws Exception {
        try (Study study = study("mem <= 40")) {
            told(study, 0.1, Map.of("mem", 45.0));
            Eventually.holds(
                    "the database follows",
                    Duration.ofSeconds(30),
                    () -> Files.exists(root.resolve("small/study.db"))
                            && constraints().equals(Map.of(1, 5.0)));
            assertThat(study("mem <= 48")).isSameAs(study);
            assertThat(best(study)).isZero();
        }
        assertThat(constraints()).isEqualTo(Map.of(1, -3.0));
    }

    private Map<Integer, Double> constraints() throws Exception {
        Map<Integer, Double> values = new TreeMap<>();
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + root.resolve("small/study.db"));
                ResultSet rows = db.createStatement().executeQuery("SELECT * FROM trialog_constraints")) {
            while (rows.next()) {
                values.put(rows.getInt(1), rows.getDouble(3));
            }
        }
        return values;
    }

    @Test
    void trialsThatRunInThreadsAreJudgedAlike() {
        try (Study study = study("mem <= 0.5")) {
            study.optimize(Budget.trials(40), 2, trial -> {
                double x = trial.suggestFloat("x", 0, 1);
                trial.report(Map.of("mem", x), 0);
                return 1 - x;
            });

            assertThat(study.best().getDouble("x")).isLessThanOrEqualTo(0.5);
            assertThat(study.trials().stream().filter(TrialRecord::isFeasible))
                    .allMatch(trial -> trial.getDouble("x") <= 0.5)
                    .isNotEmpty();
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void aCommandIsJudgedByTheStudyFile() throws IOException {
        Path file = Files.writeString(root.resolve("job.yaml"), """
                name: job
                objective:
                  command: [sh, -c, 'v=${1#--x=}; echo "mem_gb=$v"; echo "loss=-$v"', sh, "${args}"]
                metric: {name: loss, goal: minimize}
                constraints: {memory: "mem_gb <= 3"}
                parameters: {x: {values: [1, 2, 3, 4, 5]}}
                sampler: {type: grid}
                """);
        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
            study.optimize(5);

            assertThat(study.best().params()).isEqualTo(Map.of("x", 3L));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{memory: mem_gb = 40} | must be METRIC <= NUMBER (or >=, <, >), but is 'mem_gb = 40'",
                "{memory: mem_gb => 40} | must be METRIC <= NUMBER (or >=, <, >), but is 'mem_gb => 40'",
                "{memory: mem_gb != 40} | must be METRIC <= NUMBER",
                "{memory: 'mem_gb <= 40 GB'} | must be METRIC <= NUMBER",
                "{memory: '<= 40'} | must be METRIC <= NUMBER",
                "[mem_gb <= 40] | must be a map",
                "{memory: 'mem_gb <= 1e999'} | must be finite"
            })
    void anotherFormIsRefusedWithItsPlace(String section, String message) throws IOException {
        Path file = Files.writeString(
                root.resolve("bad.yaml"),
                "metric: {name: loss, goal: minimize}\nconstraints: " + section
                        + "\nparameters: {x: {min: 0.0, max: 1.0}}\n");

        assertThatThrownBy(() -> Study.open(file))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("bad.yaml:2")
                .hasMessageContaining(message);
    }

    @Test
    void theRecordedStudyFileKeepsTheConstraints() throws IOException {
        study("mem <= 40", "seconds < 1.5").close();

        assertThat(Files.readString(root.resolve("small/study.yaml")))
                .contains("constraints: {mem: \"mem <= 40\", seconds: \"seconds < 1.5\"}");
    }
}
