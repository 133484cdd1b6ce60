package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.JavaSource;
import io.trialog.testing.Python;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs below examples/: each does what the Optuna program beside it does, about as briefly. */
class ExampleProgramsTest {

    private static final Path EXAMPLES = Path.of("examples");
    private static final Set<String> VALUES =
            Set.of("space", "trial", "study", "status", "event", "client", "exception");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "AskAndTell, ask_and_tell, best: -0.0|data: toy|square: 4.0",
        "CallbackAndStop, callback_and_stop, reached: true|stopped: true|seen: true|again: 7.0|best again: true",
        "Conditions, conditions, kind: rbf|close: true|gamma: true",
        "OwnSampler, own_sampler, close: true|proved: true",
        "Threads, threads, trials: 40|several: true",
        "TwoObjectives, two_objectives, front: true|values: true"
    })
    void aProgramIsAtMostHalfLongerThanItsTwinNamesFewPackagesAndDoesItsWork(String type, String twin, String printed)
            throws Exception {
        Path source = EXAMPLES.resolve(type + ".java");

        assertThat((double) lines(source)).isLessThanOrEqualTo(1.5 * lines(EXAMPLES.resolve(twin + ".py")));
        Set<String> imports = imports(source);
        assertThat(imports).contains("io.trialog.*");
        assertThat(imports)
                .filteredOn(
                        VALUES.stream().map(name -> "io.trialog." + name + ".*").toList()::contains)
                .hasSizeLessThanOrEqualTo(1);
        assertThat(imports.contains("io.trialog.spi.*")).isEqualTo(type.equals("OwnSampler"));
        assertThat(imports).noneMatch(name -> name.startsWith("io.trialog.internal"));

        JavaSource.assertCompiles(folder, List.of(source));
        assertThat(JavaSource.output(folder, type).lines()).containsExactly(printed.split("\\|"));
    }

    @Tag("processes")
    @ParameterizedTest
    @CsvSource({
        "ask_and_tell, best: -0.0|data: toy|square: 4.0",
        "callback_and_stop, reached: true|stopped: true|seen: true|again: 7.0|best again: true",
        "conditions, kind: rbf|close: true|gamma: true",
        "own_sampler, close: true",
        "threads, trials: 40|several: true",
        "two_objectives, front: true|values: true"
    })
    void theTwinPrintsTheSame(String twin, String printed) throws Exception {
        Python.assume("optuna");
        Process process = new ProcessBuilder(Python.interpreter(), twin + ".py")
                .directory(EXAMPLES.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(output.toLowerCase(Locale.ROOT).lines()).containsExactly(printed.split("\\|"));
    }

    private static long lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).count();
    }

    private static Set<String> imports(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("import "))
                .map(line -> line.substring(7, line.length() - 1))
                .collect(Collectors.toSet());
    }
}
