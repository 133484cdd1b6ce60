package io.trialog.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.JavaProcess;
import io.trialog.testing.PlugInJar;
import io.trialog.testing.PlugInsPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug-in of the page with the jar as users start it: {@code java -jar}, which no class path reaches. */
class PlugInIT {

    private static final Path JAR = Path.of(System.getProperty("trialog.jar", "target/trialog.jar"));

    @TempDir
    Path folder;

    @Test
    void thePlugInOfThePageIsCompiledAgainstTheJarAndUsedByIt() throws Exception {
        Path plugIn = PlugInJar.of(PlugInsPage.sources(), folder.resolve("example.jar"), JAR.toString());
        Path file = Files.writeString(folder.resolve("apple.yaml"), PlugInsPage.study());
        Files.writeString(folder.resolve("train.sh"), "echo 0.5 > \"$TRIALOG_TRIAL_DIR/accuracy.txt\"\n");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        String output = JavaProcess.output(new ProcessBuilder(List.of(
                        java,
                        "-jar",
                        JAR.toString(),
                        "run",
                        file.toString(),
                        "--trials=1",
                        "--studies=" + folder,
                        "--plugin=" + plugIn))
                .directory(folder.toFile()));

        assertThat(output).contains("trial 0 complete: accuracy=0.5").contains("ding: 1 finished");
        assertThat(folder.resolve("apple/messages.txt")).content().startsWith("Study 'apple': first accuracy 0.5");
    }
}
