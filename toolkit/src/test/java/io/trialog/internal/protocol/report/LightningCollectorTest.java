package io.trialog.internal.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.option.ResultCollectors;
import io.trialog.spi.Collector;
import io.trialog.spi.CollectorFeed;
import io.trialog.spi.EndedAttempt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a file that {@code CSVLogger} of pytorch_lightning 2.0.9 wrote in three epochs. */
class LightningCollectorTest {

    @TempDir
    private Path trial;

    private String written;
    private Path file;

    @BeforeEach
    void take() throws IOException {
        try (InputStream in = LightningCollectorTest.class.getResourceAsStream("lightning-2.0.9-metrics.csv")) {
            written = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        file = Files.createDirectories(trial.resolve("lightning_logs/version_0"))
                .resolve("metrics.csv");
    }

    private static Collector collector(String key, String step) {
        return ResultCollectors.of(Map.of("type", "lightning", "key", key, "step", step));
    }

    private EndedAttempt attempt() {
        return new EndedAttempt(trial, trial.resolveSibling("elsewhere"), Instant.EPOCH, "acc");
    }

    private static List<String> read(CollectorFeed feed, boolean ended) throws IOException {
        return feed.read(ended).stream()
                .map(value -> value.step() + "=" + (float) value.value())
                .toList();
    }

    @Test
    void aColumnIsReadByStepOrByEpoch() throws IOException {
        Files.writeString(file, written);

        assertThat(read(collector("val_acc", "step").follow(attempt()), true))
                .containsExactly("3=0.5", "7=0.6", "11=0.7");
        assertThat(read(collector("val_acc", "epoch").follow(attempt()), true))
                .containsExactly("0=0.5", "1=0.6", "2=0.7");
    }

    @Test
    void rowsAreReadOnceWhileTheFileGrows() throws IOException {
        CollectorFeed feed = collector("val_acc", "epoch").follow(attempt());
        List<String> seen = new ArrayList<>();
        Files.writeString(file, "");
        seen.addAll(read(feed, false));
        for (int length = 0; length <= written.length(); length++) {
            Files.writeString(file, written.substring(0, length));
            seen.addAll(read(feed, false));
        }

        assertThat(seen).containsExactly("0=0.5", "1=0.6", "2=0.7");
    }

    @Test
    void aColumnThatIsNotThereIsToldWithThoseThatAre() throws IOException {
        Files.writeString(file, written);

        assertThatThrownBy(() -> collector("val_ac", "step").collect(attempt()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its columns are train_loss, epoch, step, val_acc.\nMaybe 'val_acc'.");
    }

    @Test
    void withoutAFileItIsSaidWhereItWasLookedFor() {
        assertThatThrownBy(() -> collector("val_acc", "step").collect(attempt()))
                .hasMessage("There is no metrics.csv below " + trial + ".");
    }
}
