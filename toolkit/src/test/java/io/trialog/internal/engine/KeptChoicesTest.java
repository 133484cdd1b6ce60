package io.trialog.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.FloatDistribution;
import io.trialog.study.OpenOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Study files whose lists a toolkit of 0.1 kept as texts. */
class KeptChoicesTest {

    private static final String FILE = """
            name: old
            metric: {name: value, goal: minimize}
            parameters:
              net: {values: [[128, 32], [64]]}
              rate: {min: 0.0, max: 1.0, when: {net: ["[64]"]}}
            """;

    @TempDir
    private Path root;

    @Test
    void aStudyOf01GoesOnWithTheTextsOfItsLists() throws Exception {
        Study.builder("old")
                .minimize()
                .parameter("net", CategoricalDistribution.of("[128, 32]", "[64]"))
                .parameter("rate", new FloatDistribution(0, 1), Map.of("net", List.of("[64]")))
                .under(root)
                .open()
                .close();
        Path file = Files.writeString(root.resolve("old.yaml"), FILE);

        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
            assertThat(study.notes()).noneMatch(note -> note.contains("parameter "));
            assertThat(study.settings().space().get("net").distribution())
                    .isEqualTo(CategoricalDistribution.of("[128, 32]", "[64]"));
        }
    }

    @Test
    void aNewStudyHasTheListsThemselves() throws Exception {
        Path file = Files.writeString(root.resolve("old.yaml"), FILE);

        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
            assertThat(study.settings().space().get("net").distribution())
                    .isEqualTo(CategoricalDistribution.of(List.of(128, 32), List.of(64)));
            assertThat(study.settings().space().get("rate").when())
                    .isEqualTo(new Condition(Map.of("net", List.of(List.of(64L)))));
        }
        try (Study again =
                Study.open(OpenOptions.of(root.resolve("old").toString()).withRoot(root))) {
            assertThat(again.ask().params()).containsKey("net");
            assertThat(again.replay().verify().isGreen()).isTrue();
        }
    }
}
