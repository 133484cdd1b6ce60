package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.JavaProcess;
import io.trialog.testing.SoakProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many trials in 256 MB of heap: 200, and 20,000 under {@code -Pfull}. */
@Tag("processes")
class SoakTest {

    private static final int TRIALS = Boolean.getBoolean("trialog.full") ? 20_000 : 200;

    @TempDir
    private Path root;

    @Test
    void aStudyWithManyTrialsRunsOpensAndVerifiesInLittleMemory() throws Exception {
        ProcessBuilder builder =
                JavaProcess.here(SoakProcess.class, List.of(root.toString(), Integer.toString(TRIALS)));
        builder.command().add(1, "-Xmx256m");
        Path output = root.resolve("output.txt");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor(2, TimeUnit.HOURS)).isTrue();

        String told = Files.readString(output);
        System.out.println(told);
        assertThat(process.exitValue()).as(told).isZero();
        assertThat(told).contains("finished " + TRIALS + "\n").endsWith("VERIFIED\n");
        assertThat(Files.readAllLines(root.resolve("soak/trials_results.csv"))).hasSize(TRIALS + 1);
    }
}
