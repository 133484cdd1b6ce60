package io.trialog.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trialog.exception.StudyFileException;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.study.OpenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused now was let in before: a study that exists goes on with its file. */
class ObjectionsTest {

    private static final String VARIABLE = "trialog.env.NEEDED_BY_THE_TEST";
    private static final String STUDY = """
            name: apple
            objective: {command: [train, "${envvar:NEEDED_BY_THE_TEST}"]}
            metric: {name: loss, goal: minimize}
            parameters: {x: {min: 0.0, max: 1.0}}
            sampler: {type: random, seed: 1}
            durability: ledger
            """;
    private static final String OBJECTION =
            "study.yaml:2: The command names the environment variable NEEDED_BY_THE_TEST," + " which is not set.";

    @TempDir
    private Path directory;

    @AfterEach
    void forget() {
        System.clearProperty(VARIABLE);
    }

    @Test
    void aNewStudyIsRefusedBeforeAnythingIsMade() throws IOException {
        refused(STUDY);

        assertThat(directory.resolve("studies")).doesNotExist();
    }

    @Test
    void aDryRunOfANewStudyIsRefusedToo() throws IOException {
        OpenOptions options = file(STUDY);

        assertThatExceptionOfType(StudyFileException.class)
                .isThrownBy(() -> NextSubmission.of(options, false))
                .withMessageEndingWith(OBJECTION + "\nMaybe export it before.");
    }

    @Test
    void aStudyThatExistsGoesOnWithAnUnchangedFileAndANote() throws IOException {
        made(STUDY);

        List<String> notes = notes(STUDY);

        assertThat(notes).hasSize(1);
        assertThat(notes.get(0)).endsWith(OBJECTION + " A new study is refused for that; this one goes on as before.");
    }

    @Test
    void howManyTrialsRunMayChangeInBetween() throws IOException {
        made(STUDY);

        assertThat(notes(STUDY + "executor: {type: local, parallel: 2}\n"))
                .anyMatch(note -> note.contains("this one goes on as before"));
    }

    @Test
    void aChangedFileIsRefused() throws IOException {
        made(STUDY);

        refused(STUDY.replace("max: 1.0", "max: 2.0"));
    }

    @Test
    void parametersThatWereRealNumbersStayRealNumbers() throws IOException {
        String before = """
                name: apple
                metric: {name: loss, goal: minimize}
                parameters:
                  hidden: {distribution: q_log_uniform_values, min: 16, max: 512, q: 1.0}
                  width: {distribution: q_uniform, min: 0, max: 8, q: 1}
                sampler: {type: grid, grid: {hidden: [16, 32]}}
                durability: ledger
                """;
        made(before);
        String now = before.replace(", q: 1.0}", "}");

        try (StudyEngine study = open(file(now))) {
            assertThat(study.notes())
                    .anyMatch(note ->
                            note.endsWith("study.yaml:4: hidden keeps the real numbers that this study has, such"
                                    + " as 2.0. In a new study its values are integers."))
                    .noneMatch(note -> note.contains("->"));
            assertThat(Objects.requireNonNull(study.settings().space().get("hidden"))
                            .distribution())
                    .isEqualTo(new FloatDistribution(16, 512, 1, true));
            assertThat(Objects.requireNonNull(study.settings().space().get("width"))
                            .distribution())
                    .isEqualTo(new IntDistribution(0, 8));
        }
        OpenOptions recorded = OpenOptions.of("apple")
                .withRoot(directory.resolve("studies"))
                .withOverrides(List.of("executor.parallel=2"));
        Files.delete(directory.resolve("study.yaml"));
        try (StudyEngine study = open(recorded)) {
            assertThat(Objects.requireNonNull(study.settings().space().get("hidden"))
                            .distribution())
                    .isEqualTo(new FloatDistribution(16, 512, 1, true));
        }
    }

    private void made(String text) throws IOException {
        System.setProperty(VARIABLE, "x");
        open(file(text)).close();
        System.clearProperty(VARIABLE);
    }

    private List<String> notes(String text) throws IOException {
        try (StudyEngine study = open(file(text))) {
            return study.notes();
        }
    }

    private void refused(String text) throws IOException {
        OpenOptions options = file(text);

        assertThatExceptionOfType(StudyFileException.class)
                .isThrownBy(() -> open(options))
                .withMessageEndingWith(OBJECTION + "\nMaybe export it before.");
    }

    private OpenOptions file(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("study.yaml"), text);
        return OpenOptions.of(file.toString()).withRoot(directory.resolve("studies"));
    }

    private static StudyEngine open(OpenOptions options) {
        return new StudyOpener(StudyRoot.of(options)).open(options);
    }
}
