package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.study.Budget;
import io.trialog.study.Durability;
import io.trialog.study.OpenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study searches with that names no sampler. */
class DefaultSamplerTest {

    @TempDir
    private Path root;

    private StudyBuilder builder() {
        return builder(0, 1);
    }

    private StudyBuilder builder(double low, double high) {
        return Study.builder("fruit")
                .minimize()
                .seed(1)
                .suggestFloat("x", low, high)
                .durability(Durability.LEDGER)
                .under(root);
    }

    private static Object type(Study study) {
        return study.settings().sampler().get("type");
    }

    private Study open(String sampler) throws IOException {
        Path file = Files.writeString(root.resolve("fruit.yaml"), """
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                durability: ledger
                %s
                """.formatted(sampler));
        return Study.open(OpenOptions.of(file.toString()).withRoot(root));
    }

    @Test
    void aNewStudyChoosesForEachTrial() {
        try (Study study = builder().open()) {
            study.optimize(
                    Budget.trials(16),
                    1,
                    trial -> Math.pow((double) trial.params().get("x") - 0.3, 2));

            assertThat(study.settings().sampler()).containsEntry("type", "auto").containsEntry("rule", 2L);
            assertThat(study.best().value()).isLessThan(1e-4);
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void aStudyIsVerifiedAfterSixteenThreadsAResumeAVoidAndAChangedRange() {
        try (Study study = builder().open()) {
            study.optimize(
                    Budget.trials(32),
                    16,
                    trial -> Math.pow((double) trial.params().get("x") - 0.3, 2));
            study.voidTrial(20, "a broken sensor");
        }
        try (Study study = builder().open()) {
            study.optimizeMore(8, trial -> Math.pow((double) trial.params().get("x") - 0.3, 2));
        }
        try (Study study = builder(0.2, 0.9).open()) {
            study.optimizeMore(8, trial -> Math.pow((double) trial.params().get("x") - 0.3, 2));

            assertThat(study.trials().stream()
                            .map(trial -> trial.memo().get("type"))
                            .distinct())
                    .containsExactlyInAnyOrder("gp", "tpe");
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void aStudyThatWasBegunWithTpeKeepsItWhereNobodyNamesAnother() throws Exception {
        try (Study study = builder().sampler("tpe").open()) {
            assertThat(type(study)).isEqualTo("tpe");
        }
        try (Study study = builder().open()) {
            assertThat(type(study)).isEqualTo("tpe");
        }
        try (Study study = builder().sampler("auto").open()) {
            assertThat(type(study)).isEqualTo("auto");
        }
    }

    @Test
    void soDoesAStudyOfAFileWithItsRule() throws Exception {
        try (Study study = open("sampler: {type: tpe, rule: 1, seed: 4}")) {
            assertThat(type(study)).isEqualTo("tpe");
        }
        try (Study study = open("")) {
            assertThat(study.settings().sampler()).containsEntry("type", "tpe").containsEntry("rule", 1L);
        }
        try (Study study = open("sampler: auto")) {
            assertThat(type(study)).isEqualTo("auto");
        }
    }

    @Test
    void anotherSamplerThatIsNoLongerNamedGivesWayToTheDefault() throws Exception {
        open("sampler: random").close();
        try (Study study = open("")) {
            assertThat(type(study)).isEqualTo("auto");
        }
    }

    @Test
    void optionsOfTpeWithoutATypeMeanTpe() throws Exception {
        try (Study study = open("sampler: {seed: 3, startup_trials: 4}")) {
            assertThat(study.settings().sampler()).containsEntry("type", "tpe").containsEntry("startup_trials", 4L);
        }
    }

    @Test
    void settingsOf01WithoutATypeMeanRuleOneOfTpe() {
        assertThat(SamplerCatalogue.rule(Map.of()).type()).isEqualTo("tpe");
        assertThat(SamplerCatalogue.rule(Map.of()).number()).isEqualTo(1);
    }

    @Test
    void severalObjectivesNeedNoNameOfASampler() throws Exception {
        Path file = Files.writeString(root.resolve("two.yaml"), """
                metrics: [{name: loss, goal: minimize}, {name: size, goal: minimize}]
                parameters: {x: {min: 0.0, max: 1.0}}
                """);
        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
            study.optimizeMulti(3, trial -> new double[] {trial.suggestFloat("x", 0, 1), 1});

            assertThat(study.trials().size()).isEqualTo(3);
        }
        try (Study study =
                Study.builder("pair").minimize("loss").minimize("size").inMemory()) {
            study.optimizeMulti(3, trial -> new double[] {trial.suggestFloat("x", 0, 1), 1});

            assertThat(study.trials().size()).isEqualTo(3);
        }
    }
}
