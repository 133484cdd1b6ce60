package io.trialog.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.option.ResolvedSettings;
import io.trialog.study.Settings;
import org.junit.jupiter.api.Test;

/** An edited file and a study that exists. */
class SettingsDifferenceTest {

    private static final String FILE = """
            name: higgs
            metric: {name: auc, goal: maximize}
            objective: {command: [java, Higgs.java]}
            parameters:
              model: {values: [trees, net]}
              depth: {min: 2, max: 8}
              lr: {distribution: log_uniform_values, min: 0.001, max: 0.1}
            sampler: {type: tpe, seed: 42, startup_trials: 10}
            pruner: {type: median}
            executor: {parallel: 2}
            """;

    private static SettingsDifference after(String old, String fresh) {
        StudyFile stored = TestFiles.read(FILE);
        StudyFile edited = TestFiles.read(FILE.replace(old, fresh));
        Long seed = edited.seed();
        return SettingsDifference.between(stored.settings(42), edited.settings(seed == null ? 42 : seed), "higgs.yaml");
    }

    private static void refused(String old, String fresh, String lines) {
        assertThatExceptionOfType(StudyFileException.class)
                .isThrownBy(() -> after(old, fresh))
                .withMessage(
                        "higgs.yaml: The study 'higgs' exists and has trials of its own kind, so this may not change:\n"
                                + lines + "\nMaybe undo the edit; a new study needs another name.");
    }

    @Test
    void anUneditedFileChangesNothing() {
        SettingsDifference difference = after("", "");

        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.settings()).isEqualTo(TestFiles.read(FILE).settings(42));
    }

    @Test
    void boundsMayChange() {
        SettingsDifference difference = after("max: 8", "max: 12");

        assertThat(difference.differences()).containsExactly("parameter depth: {min: 2, max: 8} -> {min: 2, max: 12}");
        assertThat(difference.settings())
                .isEqualTo(ResolvedSettings.of(
                        TestFiles.read(FILE.replace("max: 8", "max: 12")).settings(42),
                        TestFiles.read(FILE).settings(42)));
    }

    @Test
    void conditionsMayChange() {
        assertThat(after("max: 8", "max: 8, when: {model: trees}").differences())
                .containsExactly("parameter depth: {min: 2, max: 8} -> {min: 2, max: 8, when: {model: [trees]}}");
    }

    @Test
    void newParametersMayCome() {
        assertThat(after("  depth:", "  width: {min: 1.0, max: 2.0}\n  depth:").differences())
                .containsExactly("parameter width: new, {min: 1.0, max: 2.0}");
    }

    @Test
    void samplerPrunerExecutorAndObjectiveMayChange() {
        assertThat(after("startup_trials: 10", "startup_trials: 20").differences())
                .containsExactly("sampler.startup_trials: 10 -> 20");
        assertThat(after("type: median", "type: hyperband, min_resource: 2").differences())
                .containsExactly("pruner.type: median -> hyperband", "pruner.min_resource: (default) -> 2");
        assertThat(after("parallel: 2", "parallel: 2, time_limit: 5m").differences())
                .containsExactly("executor.time_limit: (default) -> 5m");
        assertThat(after("Higgs.java]", "Higgs.java, --fast]").differences())
                .containsExactly("objective.command: [java, Higgs.java] -> [java, Higgs.java, \"--fast\"]");
    }

    @Test
    void anOptionThatIsNotNamedAnyMoreGetsTheDefaultOfTheRecordedRule() {
        assertThat(after(", startup_trials: 10", "").isEmpty()).isTrue(); // 10 is the default

        Settings stored = TestFiles.read(FILE.replace("startup_trials: 10", "startup_trials: 20"))
                .settings(42);
        assertThat(SettingsDifference.between(
                                stored,
                                TestFiles.read(FILE.replace(", startup_trials: 10", ""))
                                        .settings(42),
                                "higgs.yaml")
                        .differences())
                .containsExactly("sampler.startup_trials: 20 -> 10");
    }

    @Test
    void whatTheTrialsMeanMayNotChange() {
        refused("maximize", "minimize", "  goal: MAXIMIZE -> MINIMIZE");
        refused("auc", "accuracy", "  metric: auc -> accuracy");
        refused("seed: 42", "seed: 43", "  seed: 42 -> 43");
        refused("name: higgs", "name: higgs2", "  name: higgs -> higgs2");
    }

    @Test
    void aFileWithoutASeedKeepsTheStoredOne() {
        assertThat(after("seed: 42, ", "").isEmpty()).isTrue();
    }

    @Test
    void theKindTheChoicesAndTheLogarithmOfAParameterMayNotChange() {
        refused(
                "{min: 2, max: 8}",
                "{min: 2.0, max: 8.0}",
                "  parameter depth: {min: 2, max: 8} -> {min: 2.0, max: 8.0} (its kind)");
        refused(
                "[trees, net]",
                "[trees, net, svm]",
                "  parameter model: {values: [trees, net]} -> {values: [trees, net, svm]} (its choices)");
        refused(
                "distribution: log_uniform_values, ",
                "",
                "  parameter lr: {distribution: log_uniform_values, min: 0.001, max: 0.1} -> {min: 0.001, max: 0.1} (its"
                        + " log flag)");
    }

    @Test
    void aParameterMayNotGoAndARenamedOneIsRecognized() {
        refused("  depth: {min: 2, max: 8}\n", "", "  parameter depth: {min: 2, max: 8} -> gone");
        refused("  depth:", "  dept:", "  parameter depth: {min: 2, max: 8} -> gone (renamed 'dept'?)");
    }

    @Test
    void allThatMayNotChangeIsNamedAtOnce() {
        assertThatExceptionOfType(StudyFileException.class)
                .isThrownBy(() -> after("name: auc, goal: maximize", "name: loss, goal: minimize"))
                .withMessageContaining("  metric: auc -> loss\n  goal: MAXIMIZE -> MINIMIZE");
    }
}
