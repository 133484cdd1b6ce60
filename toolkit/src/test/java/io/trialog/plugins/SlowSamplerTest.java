package io.trialog.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.StudyReader;
import io.trialog.event.StudyEvent;
import io.trialog.study.Verification;
import io.trialog.testing.CommandLineProcess;
import io.trialog.testing.PlugInJar;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sampler that takes seconds, beside programs that run. */
@Tag("processes")
final class SlowSamplerTest {

    private static final String SLOW = """
            package slow;

            import io.trialog.space.Distribution;
            import io.trialog.spi.OptionValues;
            import io.trialog.spi.RandomSource;
            import io.trialog.spi.Sampler;
            import io.trialog.spi.SamplerProvider;
            import io.trialog.study.StudyView;
            import java.util.Map;

            public final class Slow implements SamplerProvider {
                public String type() {
                    return "slow";
                }

                public Sampler create(OptionValues options, RandomSource random) {
                    return new Sampler() {
                        public Plan sampleJointly(StudyView view, int trial) {
                            try {
                                Thread.sleep(trial < 2 ? 0 : 6000);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return new Plan(Map.of("x", 0.5), "slow");
                        }

                        public Object sampleIndependently(StudyView view, int trial, String name, Distribution d) {
                            return 0.5;
                        }
                    };
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void aPruningDecisionDoesNotWaitForAnAsk() throws Exception {
        Path root = Files.createDirectory(folder.resolve("studies"));
        Path jar = PlugInJar.of(List.of(SLOW), folder.resolve("slow.jar"));
        Files.writeString(root.resolve("apple.yaml"), """
                objective: {command: [sh, train.sh]}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: slow}
                pruner: {type: median, rule: 1, startup_trials: 1}
                executor: {type: local, parallel: 2, poll: 0.1s}
                """);
        Files.writeString(root.resolve("train.sh"), """
                [ $TRIALOG_TRIAL -eq 0 ] || sleep 2
                printf '{"step": 1, "values": {"loss": %s}}\\n' "$TRIALOG_TRIAL" >> "$TRIALOG_REPORT"
                [ $TRIALOG_TRIAL -eq 0 ] || sleep 60
                echo "loss: $TRIALOG_TRIAL"
                """);

        new CommandLineProcess(root).done("run", "apple.yaml", "--trials", "3", "--plugin", jar.toString());

        List<String> order = new ArrayList<>();
        StudyReader.read(root.resolve("apple"), 0, stored -> {
            if (stored.event() instanceof StudyEvent.PruneDecided || stored.event() instanceof StudyEvent.TrialAsked) {
                order.add(stored.envelope().type() + " " + stored.envelope().trial());
            }
            return true;
        });
        assertThat(order)
                .containsExactly("TrialAsked 0", "TrialAsked 1", "PruneDecided 1", "TrialAsked 2", "PruneDecided 2");
        assertThat(StudyReader.open(root.resolve("apple")).view().trial(1).state())
                .isEqualTo(TrialState.PRUNED);
        Verification verified = StudyReader.verify(root.resolve("apple"));
        assertThat(verified.log()).isEmpty();
        assertThat(verified.replay().notDerived()).containsExactly("sampler 'slow'");
        assertThat(verified.replay().differences()).isEmpty();
    }
}
