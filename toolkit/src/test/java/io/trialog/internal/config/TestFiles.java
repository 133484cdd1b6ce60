package io.trialog.internal.config;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.yaml.Objection;
import io.trialog.space.Distribution;
import io.trialog.space.Parameter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Study files given as text, as if they were the file study.yaml. */
final class TestFiles {

    private static final String METRIC = "metric: {name: loss, goal: minimize}\n";

    private TestFiles() {}

    static StudyFile read(String text, String... overrides) {
        return StudyFileReader.parse(text, Path.of("study.yaml"), List.of(overrides));
    }

    /** A file with a metric on line 1 and {@code text} from line 2 on. */
    static StudyFile readMore(String text, String... overrides) {
        return read(METRIC + text, overrides);
    }

    /** The file of one parameter, {@code x}, on line 3. */
    static StudyFile readParameter(String parameter) {
        return readMore("parameters:\n  x: " + parameter);
    }

    static Distribution distribution(String parameter) {
        Parameter x = readParameter(parameter).space().get("x");
        return Objects.requireNonNull(x).distribution();
    }

    static List<String> notes(String parameter) {
        return readParameter(parameter).notes();
    }

    static List<String> objections(String parameter) {
        return objectionsOf(readParameter(parameter));
    }

    static List<String> objectionsOf(StudyFile file) {
        return file.objections().stream().map(Objection::toString).toList();
    }

    static void refused(String text, String message) {
        assertThatExceptionOfType(StudyFileException.class)
                .isThrownBy(() -> read(text))
                .withMessage(message);
    }

    static void refusedMore(String text, String message) {
        refused(METRIC + text, message);
    }

    static void refusedParameter(String parameter, String message) {
        refusedMore("parameters:\n  x: " + parameter, message);
    }
}
