package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.study.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The twenty lines of Python that the format's document promises. */
@Tag("processes")
class CheckChainTest {

    @TempDir
    Path directory;

    private static String python(Path file) throws IOException, InterruptedException {
        Path script = Path.of("docs/check_chain.py").toAbsolutePath();
        assertThat(Files.readAllLines(script)).hasSizeLessThanOrEqualTo(20);
        Process process = new ProcessBuilder("python3", script.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.trim();
    }

    @Test
    void aReaderThatNeverSawTrialogChecksTheChain() throws Exception {
        assumeTrue(
                Files.exists(Path.of("/usr/bin/python3"))
                        || System.getenv("PATH").contains("py"),
                "needs python3");
        Path study = directory.resolve("study");
        Studies.create(study, Durability.LEDGER, 20);
        Path file = study.resolve("ledger/000001.jsonl");
        assertThat(python(file)).startsWith("22 events, head ");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(python(file)).doesNotContain("events, head");
    }
}
