package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.json.JsonText;
import io.trialog.study.OpenOptions;
import io.trialog.study.Verification;
import io.trialog.testing.JavaProcess;
import io.trialog.testing.Leftovers;
import io.trialog.testing.StudyProcess;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that behave badly, in a real study of real processes whose controller has little memory. */
@Tag("processes")
class HostileProgramsTest {

    private static final boolean FULL = Boolean.getBoolean("trialog.full");

    @TempDir
    Path root;

    /** Runs a script as the trials of a study, two at a time, under a controller with 96 MB of heap. */
    private void run(int trials, String script) throws IOException, InterruptedException {
        Path program = Files.writeString(root.resolve("train.sh"), script);
        Path file = Files.writeString(root.resolve("hostile.yaml"), """
                objective: {command: [sh, %s], parameters: json}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: tpe, seed: 5}
                pruner: {type: median, startup_trials: 2}
                executor: {type: local, parallel: 2, poll: 20ms}
                """.formatted(program));
        ProcessBuilder builder = JavaProcess.here(
                StudyProcess.class, List.of("command", root.toString(), file.toString(), Integer.toString(trials)));
        builder.environment().put("JDK_JAVA_OPTIONS", "-Xmx96m");
        Path output = root.resolve("output.txt");
        Process controller = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = controller.waitFor(FULL ? 900 : 120, TimeUnit.SECONDS);
        controller.destroyForcibly().waitFor();
        assertThat(ended).as("it ended in time").isTrue();
        assertThat(controller.exitValue()).as(Files.readString(output)).isZero();
    }

    private Study verified() {
        Study study = Study.open(OpenOptions.of("hostile").withRoot(root));
        Verification verification = study.replay().verify();
        assertThat(verification.isGreen()).as(verification.toString()).isTrue();
        return study;
    }

    @Test
    void aProgramThatPrintsWithoutEndIsRunToItsEnd() throws Exception {
        int megabytes = FULL ? 1024 : 50;
        run(1, """
                yes 'not a metric: 17 of 23, and more of the same' | head -c %d
                yes | tr -d '\\n' | head -c 5000000
                echo
                echo "loss: 0.25"
                """.formatted(megabytes * 1_000_000L));

        try (Study study = verified()) {
            assertThat(study.best().value()).isEqualTo(0.25);
            assertThat(Files.size(root.resolve("hostile/trials/0000-0999/0000/attempt-1/out.log")))
                    .isGreaterThan(megabytes * 1_000_000L);
        }
    }

    @Test
    void whatAProgramThatDiesLeavesBehindIsEnded() throws Exception {
        run(3, """
                if [ "$TRIALOG_TRIAL" = 1 ]; then
                    for i in 1 2 3 4 5; do (trap '' TERM HUP; sleep 300) & done
                    setsid sleep 300 &
                    kill -s SEGV $$
                    sleep 1
                fi
                (sleep 300) &
                echo "loss: 0.5"
                """);

        try (Study study = verified()) {
            assertThat(study.finishedTrials()).isEqualTo(3);
            assertThat(study.trial(1).state()).isEqualTo(TrialState.FAIL);
            assertThat(study.trial(1).error()).contains("signal 11");
            for (TrialRecord trial : study.trials()) {
                assertThat(Leftovers.of(trial.lastAttempt().token())).isEmpty();
            }
        }
    }

    @Test
    void stepsThatComeTwiceOrOutOfOrderCountOnceAndTheFirstTime() throws Exception {
        run(4, """
                for step in 3 1 1 2 3 0; do
                    n=$((n + 1))
                    echo "{\\"seq\\":$n,\\"step\\":$step,\\"values\\":{\\"loss\\":$n}}" >>"$TRIALOG_REPORT"
                    echo "{\\"seq\\":$n,\\"step\\":$step,\\"values\\":{\\"loss\\":99}}" >>"$TRIALOG_REPORT"
                done
                echo 'no json' >>"$TRIALOG_REPORT"
                echo '{"seq":9,"final":{"loss":0.75}}' >>"$TRIALOG_REPORT"
                """);

        try (Study study = verified()) {
            TrialRecord first = study.trial(0);
            assertThat(first.value()).isEqualTo(0.75);
            assertThat(first.reports().size()).isEqualTo(4);
            assertThat(List.of(
                            first.reports().valueAt(0),
                            first.reports().valueAt(1),
                            first.reports().valueAt(2),
                            first.reports().valueAt(3)))
                    .containsExactly(6.0, 2.0, 4.0, 1.0);
        }
    }

    /** 20,000 reports, each written by itself and at once, in about two seconds. */
    @ParameterizedTest
    @ValueSource(strings = {"report", "output"})
    void aFloodOfReportsIsTakenInWhole(String way) throws Exception {
        String line = way.equals("report")
                ? "{\\\\\"seq\\\\\":%d,\\\\\"step\\\\\":%d,\\\\\"values\\\\\":{\\\\\"loss\\\\\":%g}}\\n\", i, i, 1/(i+1)"
                : "step=%d loss: %g\\n\", i, 1/(i+1)";
        run(
                2,
                "awk 'BEGIN { for (i = 0; i < 20000; i++) { printf \"" + line.replace("\\\\\"", "\\\"")
                        + (way.equals("report") ? " >>ENVIRON[\"TRIALOG_REPORT\"]" : "")
                        + "; fflush() } }'\necho \"loss: 0.125\"\n");

        try (Study study = verified()) {
            for (TrialRecord trial : study.trials()) {
                assertThat(trial.reports().size())
                        .as("reports of trial " + trial.number())
                        .isEqualTo(20_000);
                assertThat(trial.reports().valueAt(19_999)).isEqualTo(5e-5);
                assertThat(trial.value()).isEqualTo(0.125);
            }
        }
    }

    @Test
    void quotesDollarsAndNewlinesInValuesReachTheProgramUnchanged() throws Exception {
        String hostile = "it's \"a\" $HOME `id` $(id) \\n\nsecond line; rm -rf / & | > * ? ~ é 漢";
        Path script = Files.writeString(root.resolve("show.sh"), """
                printf '%s' "$1" >"$TRIALOG_TRIAL_DIR/seen.txt"
                printf '%s' "$TRIALOG_PARAM_WORD" >"$TRIALOG_TRIAL_DIR/env.txt"
                echo "loss: 1"
                """);
        for (String way : List.of("flags", "hydra", "env")) {
            Path file = Files.writeString(
                    root.resolve(way + ".yaml"), """
                    objective: {command: [sh, %s], parameters: %s}
                    metric: {name: loss, goal: minimize}
                    parameters: {word: {values: [%s]}}
                    sampler: {type: grid}
                    executor: {type: local, poll: 10ms}
                    """.formatted(script, way, JsonText.strict(hostile)));
            try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
                study.optimize(1);
                assertThat(study.trial(0).params()).isEqualTo(Map.of("word", hostile));
                assertThat(study.trial(0).state()).isEqualTo(TrialState.COMPLETE);
                Path attempt = study.directory().resolve("trials/0000-0999/0000/attempt-1");
                String seen = Files.readString(
                        attempt.resolve(way.equals("env") ? "env.txt" : "seen.txt"), StandardCharsets.UTF_8);
                assertThat(seen)
                        .as(way)
                        .startsWith(way.equals("env") ? hostile : way.equals("flags") ? "--word=" + hostile : "word=");
                assertThat(study.replay().verify().isGreen()).isTrue();
            }
        }
    }
}
