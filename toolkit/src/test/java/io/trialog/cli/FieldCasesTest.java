package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.trialog.StudyReader;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people ran, one directory per case below {@code resources/io/trialog/cases}: the input as it stood, and {@code
 * case.yaml} with the calls, their exit codes, what they print, and what becomes of the trials. A new case is a new directory.
 *
 * <pre>
 * about: one sentence
 * steps: [{run: [run, study.yaml, -n, "1"], exit: 0, prints: ["..."], hides: ["..."]}]
 * study: its name, if there is to be one
 * trials: {state: COMPLETE, value: 0.5}      each trial of it
 * files: {studies/NAME/study.yaml: ["..."]}  what files hold; HERE stands for the directory of the case
 * absent: [studies/name/file]                which files are not there
 * </pre>
 */
class FieldCasesTest {

    private static final Path CASES = Path.of("src/test/resources/io/trialog/cases");

    @TempDir
    private Path directory;

    static List<String> cases() throws IOException {
        try (Stream<Path> found = Files.list(CASES)) {
            return found.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCaseEndsAsExpected(String name) throws Exception {
        try (Stream<Path> files = Files.list(CASES.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        Map<?, ?> expected = new ObjectMapper(new YAMLFactory())
                .readValue(directory.resolve("case.yaml").toFile(), Map.class);

        for (Object step : (List<?>) expected.get("steps")) {
            check((Map<?, ?>) step, String.valueOf(expected.get("about")));
        }
        if (expected.get("files") instanceof Map<?, ?> files) {
            checkFiles(files);
        }
        Object study = expected.get("study");
        if (study == null) {
            assertThat(directory.resolve("studies"))
                    .as("no study was made")
                    .satisfiesAnyOf(
                            path -> assertThat(path).doesNotExist(),
                            path -> assertThat(path).isEmptyDirectory());
        } else if (expected.get("trials") instanceof Map<?, ?> trials) {
            checkTrials(directory.resolve("studies").resolve(study.toString()), trials);
        }
        texts(expected, "absent")
                .forEach(file -> assertThat(directory.resolve(file)).doesNotExist());
    }

    private void check(Map<?, ?> step, String about) throws Exception {
        List<String> words = texts(step, "run");
        CommandLineInTest trialog = new CommandLineInTest(directory);
        Process process = trialog.start(words.toArray(new String[0]));
        int code = process.waitFor();
        String printed = trialog.outOfProcess() + trialog.errOfProcess();

        assertThat(code)
                .as("%s%nThe exit code of %s, which printed:%n%s", about, words, printed)
                .isEqualTo(step.get("exit"));
        texts(step, "prints").forEach(text -> assertThat(printed).as(about).contains(text));
        texts(step, "hides").forEach(text -> assertThat(printed).as(about).doesNotContain(text));
    }

    private void checkFiles(Map<?, ?> expected) throws IOException {
        for (Object file : expected.keySet()) {
            String content = Files.readString(directory.resolve(file.toString()));
            for (String text : texts(expected, file.toString())) {
                assertThat(content).contains(text.replace("HERE", directory.toString()));
            }
        }
    }

    private static void checkTrials(Path study, Map<?, ?> expected) {
        for (TrialRecord trial : StudyReader.open(study).view().trials()) {
            assertThat(trial.state().toString())
                    .as("state of trial " + trial.number())
                    .isEqualTo(expected.get("state"));
            if (expected.get("value") instanceof Number value) {
                assertThat(trial.values())
                        .as("values of trial " + trial.number())
                        .containsExactly(value.doubleValue());
            }
        }
    }

    private static List<String> texts(Map<?, ?> map, String key) {
        List<String> texts = new ArrayList<>();
        if (map.get(key) instanceof List<?> list) {
            list.forEach(element -> texts.add(Objects.requireNonNull(element).toString()));
        }
        return texts;
    }
}
