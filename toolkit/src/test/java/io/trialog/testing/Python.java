package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs Python scripts of the tests with the interpreter that {@code -Dtrialog.python} or {@code $TRIALOG_PYTHON} names. */
public final class Python {

    private Python() {}

    /** Skips the calling test, saying why, unless an interpreter is named that has {@code module}. */
    public static void assume(String module) throws IOException, InterruptedException {
        String python = interpreter();
        assumeTrue(
                !python.isEmpty(), "No Python: -Dtrialog.python or $TRIALOG_PYTHON must name one with " + module + ".");
        Process process = new ProcessBuilder(python, "-c", "import " + module)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeTrue(process.waitFor() == 0, "No " + module + ": " + python + " can't import it.");
    }

    /** What a script from the test resources beside {@code owner} prints; fails the test if it fails. */
    public static String output(Path scratch, Class<?> owner, String script, String... arguments)
            throws IOException, InterruptedException {
        Path file = scratch.resolve(script);
        try (var in = owner.getResourceAsStream(script)) {
            Files.write(file, in.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(interpreter(), file.toString()));
        command.addAll(List.of(arguments));
        Path errors = scratch.resolve(script + ".err");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(() -> read(errors)).isZero();
        return output;
    }

    /** The interpreter, empty if none is named. */
    public static String interpreter() {
        String named = System.getProperty("trialog.python", "");
        return named.isEmpty() ? System.getenv().getOrDefault("TRIALOG_PYTHON", "") : named;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
