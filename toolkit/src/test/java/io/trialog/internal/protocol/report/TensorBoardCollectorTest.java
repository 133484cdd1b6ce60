package io.trialog.internal.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.internal.option.ResultCollectors;
import io.trialog.spi.Collector;
import io.trialog.spi.CollectorFeed;
import io.trialog.spi.EndedAttempt;
import io.trialog.study.OpenOptions;
import io.trialog.testing.Python;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scalars are read from files that TensorBoard's own package writes. Skipped where Python has no tensorboard. */
@Tag("processes")
class TensorBoardCollectorTest {

    @TempDir
    private Path root;

    private Path trial;

    @BeforeEach
    void tensorBoardIsThere() throws Exception {
        Python.assume("tensorboard");
        trial = Files.createDirectories(root.resolve("trial"));
    }

    private Path write(String directory, String form, String tag, String... points) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of(trial.resolve(directory).toString(), form, tag));
        arguments.addAll(Arrays.asList(points));
        Python.output(root, TensorBoardCollectorTest.class, "write_events.py", arguments.toArray(String[]::new));
        try (var files = Files.list(trial.resolve(directory))) {
            return files.sorted().reduce((first, second) -> second).orElseThrow();
        }
    }

    private static Collector collector(String tag) {
        return ResultCollectors.of(Map.of("type", "tensorboard", "tag", tag));
    }

    private EndedAttempt attempt() {
        return new EndedAttempt(trial, root, Instant.EPOCH, "acc");
    }

    private List<String> read(CollectorFeed feed, boolean ended) throws IOException {
        return feed.read(ended).stream()
                .map(value -> value.step() + "=" + (float) value.value())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"v1, val/acc", "v2, val/acc", "writer, val/acc"})
    void bothVersionsOfSummariesAreUnderstood(String form, String tag) throws Exception {
        write("logs", form, "val/acc", "0=0.25", "1=0.5", "7=NaN");

        assertThat(read(collector(tag).follow(attempt()), true)).containsExactly("0=0.25", "1=0.5", "7=NaN");
    }

    @Test
    void severalFilesAreReadInTheOrderOfTheirNamesAndOnlyOnce() throws Exception {
        write("logs", "v1", "acc", "0=0.1", "1=0.2");
        CollectorFeed feed = collector("acc").follow(attempt());
        assertThat(read(feed, false)).containsExactly("0=0.1", "1=0.2");
        write("logs", "v2", "acc", "2=0.3");

        assertThat(read(feed, true)).containsExactly("2=0.3");
        assertThat(read(feed, true)).isEmpty();
    }

    @Test
    void aRecordWhoseEndIsMissingWaitsForIt() throws Exception {
        byte[] whole = Files.readAllBytes(write("first", "v1", "acc", "0=0.1", "1=0.2", "2=0.3"));
        Path file = Files.createDirectories(trial.resolve("logs")).resolve("events.out.tfevents.1.host");
        Files.move(trial.resolve("first"), root.resolve("away"));
        CollectorFeed feed = collector("acc").follow(attempt());
        List<String> seen = new ArrayList<>();
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            seen.addAll(read(feed, true));
        }

        assertThat(seen).containsExactly("0=0.1", "1=0.2", "2=0.3");
        assertThat(feed.problems()).isEmpty();
    }

    @Test
    void noFlippedByteGivesAWrongValue() throws Exception {
        Path file = write("logs", "v1", "acc", "0=0.1", "1=0.2", "2=0.3");
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            Files.write(file, damaged);
            CollectorFeed feed = collector("acc").follow(attempt());

            assertThat(List.of("0=0.1", "1=0.2", "2=0.3")).containsAll(read(feed, true));
        }
    }

    @Test
    void damageIsTold() throws Exception {
        Path file = write("logs", "v1", "acc", "0=0.1", "1=0.2");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 5] ^= 1;
        Files.write(file, bytes);
        CollectorFeed feed = collector("acc").follow(attempt());

        assertThat(read(feed, true)).containsExactly("0=0.1");
        assertThat(feed.problems()).singleElement().asString().contains("is damaged, and is passed over");
    }

    @Test
    void aTagThatIsNotThereIsToldWithThoseThatAre() throws Exception {
        write("logs", "v1", "val/acc", "0=0.1");

        assertThatThrownBy(() -> collector("val_acc").collect(attempt()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The event files of TensorBoard have no scalar 'val_acc'; they have lr, val/acc.\nMaybe"
                        + " 'val/acc'.");
    }

    @Test
    void thePrunerSeesTheValuesOfARunningProgramAndTheLastOneIsItsResult() throws Exception {
        write("good", "v1", "val/acc", "0=0.5", "1=0.75", "2=0.875");
        write("bad", "v2", "val/acc", "0=0.5", "1=0.25", "2=0.125");
        Files.writeString(root.resolve("train.sh"), """
                mkdir -p "$TRIALOG_TRIAL_DIR/logs"
                cp "%s/$TRIALOG_PARAM_X"/* "$TRIALOG_TRIAL_DIR/logs"
                if [ "$TRIALOG_PARAM_X" = bad ]; then
                    i=0; while [ ! -e "$TRIALOG_PRUNE" ] && [ $i -lt 600 ]; do sleep 0.1; i=$((i+1)); done
                fi
                """.formatted(trial));
        Path file = Files.writeString(root.resolve("apple.yaml"), """
                objective:
                  command: [sh, train.sh]
                  parameters: env
                  collect: {type: tensorboard, tag: val/acc}
                metric: {name: acc, goal: maximize}
                parameters: {x: {values: [good, bad]}}
                sampler: grid
                pruner: {type: threshold, lower: 0.2}
                executor: {type: local, parallel: 1, poll: 50ms}
                """);
        List<TrialRecord> trials;
        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
            study.optimize(2);
            trials = study.view().trials();
        }

        TrialRecord good = trials.get(0).params().get("x").equals("good") ? trials.get(0) : trials.get(1);
        TrialRecord bad = good == trials.get(0) ? trials.get(1) : trials.get(0);
        assertThat(good.state()).isEqualTo(TrialState.COMPLETE);
        assertThat(good.value()).isEqualTo(0.875);
        assertThat(good.reports().size()).isEqualTo(3);
        assertThat(bad.state()).isEqualTo(TrialState.PRUNED);
    }
}
