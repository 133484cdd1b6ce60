package io.trialog.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart notebook, executed in a real JJava kernel that {@code kernel-setup/install} set up. */
class QuickstartNotebookIT {

    private static final Path JAR = Path.of(System.getProperty("trialog.jar", "target/trialog-0.1.0-SNAPSHOT.jar"));
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String TRIALS = "6";

    @TempDir
    Path scratch;

    @Test
    void optimizesVerifiesAndExportsWithoutAStrayLine() throws Exception {
        Python.assume("nbclient");
        copyPrograms();

        String shown = Python.output(
                scratch,
                QuickstartNotebookIT.class,
                "quickstart.py",
                ROOT.toString(),
                JAR.toAbsolutePath().toString(),
                scratch.toString(),
                TRIALS);

        assertThat(shown)
                .contains("Study 'higgs': 0 complete, 0 pruned, 0 failed, 0 running")
                .contains("VERIFIED\n")
                .contains("row by row")
                .contains("replay: 6 asks")
                .doesNotContain("stderr:")
                .doesNotContain("SLF4J");
    }

    private void copyPrograms() throws IOException {
        Path notebooks = Files.createDirectories(scratch.resolve("notebooks"));
        try (Stream<Path> files = Files.list(ROOT.resolve("notebooks"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, notebooks.resolve(file.getFileName()));
            }
        }
    }
}
