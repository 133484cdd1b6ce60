package io.trialog.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.StudyReader;
import io.trialog.spi.CollectorProvider;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.NotifierProvider;
import io.trialog.spi.ProjectorProvider;
import io.trialog.spi.PrunerProvider;
import io.trialog.spi.SamplerProvider;
import io.trialog.spi.StudyDisplay;
import io.trialog.testing.CommandLineProcess;
import io.trialog.testing.PlugInJar;
import io.trialog.testing.PlugInsPage;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the page about plug-ins work as they stand there. */
final class PlugInsPageTest {

    private static final String PROGRAM = """
            for word in "$@"; do case $word in --x=*) x=${word#--x=} ;; esac; done
            echo "$x" > "$TRIALOG_TRIAL_DIR/accuracy.txt"
            nice > "$TRIALOG_TRIAL_DIR/priority.txt"
            if [ "$TRIALOG_TRIAL" = 1 ]; then
                printf '{"step": 4, "values": {"accuracy": %s}}\\n' "$x" >> "$TRIALOG_REPORT"
                sleep 60
            fi
            """;

    @TempDir
    private Path folder;

    @Test
    void theStudyOfThePageRunsWithItsPlugIn() throws Exception {
        Path jar = PlugInJar.of(PlugInsPage.sources(), folder.resolve("example.jar"));
        Path root = Files.createDirectory(folder.resolve("studies"));
        Files.writeString(root.resolve("apple.yaml"), PlugInsPage.study());
        Files.writeString(root.resolve("train.sh"), PROGRAM);

        String output =
                new CommandLineProcess(root).done("run", "apple.yaml", "--trials", "3", "--plugin", jar.toString());

        List<TrialRecord> trials =
                StudyReader.open(root.resolve("apple")).view().trials();
        assertThat(trials)
                .extracting(TrialRecord::state)
                .containsExactly(TrialState.COMPLETE, TrialState.PRUNED, TrialState.COMPLETE);
        for (TrialRecord trial : trials) {
            assertThat((double) trial.params().get("x")).as("by the sampler").isBetween(0.4, 0.6);
        }
        assertThat(trials.get(0).value())
                .as("by the collector")
                .isEqualTo(trials.get(0).params().get("x"));
        assertThat(root.resolve("apple/trials/0000-0999/0000/attempt-1/priority.txt"))
                .as("by the executor")
                .hasContent("5");
        assertThat(Files.readAllLines(root.resolve("apple/messages.txt")))
                .as("by the notifier")
                .containsExactly(
                        "Study 'apple': first accuracy " + trials.get(0).value()
                                + " by trial 0; 1 complete, 0 pruned, 0 failed; see " + root.resolve("apple") + ".",
                        "Study 'apple': done; 2 complete, 1 pruned, 0 failed; best accuracy "
                                + Math.max(trials.get(0).value(), trials.get(2).value()) + " by trial "
                                + (trials.get(0).value() < trials.get(2).value() ? 2 : 0) + "; see "
                                + root.resolve("apple") + ".");
        assertThat(root.resolve("apple/count.txt")).as("by the projector").hasContent("3");
        assertThat(output).as("by the display").contains("ding: 3 finished");
    }

    @Test
    void thePageNamesEverySocket() throws Exception {
        assertThat(Stream.of(
                                SamplerProvider.class,
                                PrunerProvider.class,
                                ExecutorProvider.class,
                                CollectorProvider.class,
                                NotifierProvider.class,
                                ProjectorProvider.class,
                                StudyDisplay.class)
                        .map(socket -> "| `" + socket.getSimpleName() + "` |"))
                .allSatisfy(row -> assertThat(PlugInsPage.text()).contains(row));
    }
}
