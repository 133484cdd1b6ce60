package io.trialog.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.StudyFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class ResultReaderTest {

    private static final Path FILE = Path.of("/code/apple.yaml");

    private static StudyFile read(String results) {
        return StudyFileReader.parse(
                "objective: {command: [a], " + results + "}\nmetric: {name: loss, goal: minimize}\n", FILE, List.of());
    }

    private static void refused(String results, String message) {
        assertThatThrownBy(() -> read(results))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aCollectorIsReadWithItsOptionsAndWrittenAgain() {
        StudyFile file = read("collect: {type: file, file: m.json, key: eval.loss}");

        assertThat(file.objective().get("collect"))
                .isEqualTo(Map.of("type", "file", "file", "m.json", "key", "eval.loss"));
        assertThat(StudyFileReader.parse(StudyFileWriter.write(file), FILE, List.of())
                        .objective())
                .isEqualTo(file.objective());
    }

    @Test
    void whatNoCollectorTakesIsRefused() {
        refused(
                "collect: {type: aim, tag: loss}",
                "apple.yaml:1: Unknown objective.collect type 'aim'; known are file, tensorboard, lightning.");
        refused("collect: {type: file, file: m.json, tag: loss}", "'file' has no option 'tag'");
        refused("collect: {type: tensorboard}", "'objective.collect.tag' is missing.");
        refused("collect: {type: file, key: loss}", "'objective.collect.file' is missing.");
        refused("collect: {type: file, file: m.json}, results: {file: m.json}", "say the same thing");
    }
}
