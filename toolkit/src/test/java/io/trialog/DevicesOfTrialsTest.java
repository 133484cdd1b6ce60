package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.TrialogException;
import io.trialog.study.OpenOptions;
import io.trialog.study.StudyView;
import io.trialog.testing.Eventually;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What trials of one machine find around them: their devices, a slot, and variables of the study file. */
@Tag("processes")
final class DevicesOfTrialsTest {

    @TempDir
    private Path folder;

    private OpenOptions study(String executor, String program) throws IOException {
        Files.writeString(folder.resolve("train.sh"), program);
        Path file = Files.writeString(folder.resolve("gpu.yaml"), """
                objective: {command: [sh, train.sh]}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: random, seed: 1}
                executor: {type: local, poll: 10ms, %s}
                durability: ledger
                """.formatted(executor));
        return OpenOptions.of(file.toString()).withRoot(folder.resolve("studies"));
    }

    private static String output(Study study, int trial) throws IOException {
        return Files.readString(study.directory().resolve("trials/0000-0999/000" + trial + "/attempt-1/out.log"));
    }

    @Test
    void noTwoTrialsUseADeviceAtATimeAndTheLogTellsWhich() throws Exception {
        OpenOptions options = study("gpus: 1, devices: [0, 3]", """
                mkdir "busy-$CUDA_VISIBLE_DEVICES" || exit 3
                echo "$CUDA_VISIBLE_DEVICES $TRIALOG_SLOT"
                n=0; until [ -e met ] || [ $n = 200 ]; do [ -d busy-0 ] && [ -d busy-3 ] && : >met; n=$((n+1)); sleep 0.05; done
                rmdir "busy-$CUDA_VISIBLE_DEVICES"
                echo "loss: 0.5"
                """);
        try (Study study = Study.open(options)) {
            study.optimize(4);
            assertThat(study.view().trials()).extracting(TrialRecord::state).containsOnly(TrialState.COMPLETE);
            assertThat(folder.resolve("met")).as("two trials ran at a time").exists();
            for (TrialRecord trial : study.view().trials()) {
                var given = trial.lastAttempt().usage().resources();
                String device = ((List<?>) given.get("devices")).get(0).toString();
                assertThat(output(study, trial.number())).startsWith(device + " " + given.get("slot") + "\n");
            }
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void aTrialThatWasLeftRunningKeepsItsDevice() throws Exception {
        OpenOptions options = study("gpus: 1, devices: [0, 1], on_interrupt: leave", """
                echo "$CUDA_VISIBLE_DEVICES" >"device-$TRIALOG_TRIAL"
                [ "$TRIALOG_TRIAL" != 0 ] || until [ -e go ]; do sleep 0.05; done
                echo "loss: 0.5"
                """);
        try (Study study = Study.open(options)) {
            Thread loop = new Thread(() -> study.optimize(1));
            loop.start();
            Eventually.holds("trial 0 runs", Duration.ofSeconds(60), () -> Files.exists(folder.resolve("device-0")));
            study.interrupt(Duration.ofSeconds(30));
            loop.join();
        }
        try (Study study = Study.open(options)) {
            Thread loop = new Thread(() -> study.optimize(4));
            loop.start();
            Eventually.holds("the others run", Duration.ofSeconds(60), () -> finished(study.view()) == 3);
            Files.createFile(folder.resolve("go"));
            loop.join();
            assertThat(Files.readString(folder.resolve("device-0"))).isEqualTo("0\n");
            for (int trial = 1; trial < 4; trial++) {
                assertThat(Files.readString(folder.resolve("device-" + trial))).isEqualTo("1\n");
            }
        }
    }

    private static int finished(StudyView view) {
        return view.finishedCount();
    }

    @Test
    void variablesAndSetUpLinesReachTheProgramAndSecretsStandNowhere() throws Exception {
        Path secret = Files.writeString(folder.resolve("key"), "s3cret-of-the-file\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        OpenOptions options = study(
                "env: {MODE: 'a b$HOME', KEY: {file: " + secret + "}, PATHS: {env: PATH}},"
                        + " env_setup: ['export SET=up', 'cd .']",
                """
                [ "$KEY" = s3cret-of-the-file ] && [ "$PATHS" = "$PATH" ] || exit 3
                echo "$MODE,$SET"; echo "loss: 0.5"
                """);
        try (Study study = Study.open(options)) {
            study.optimize(1);
            assertThat(output(study, 0)).startsWith("a b$HOME,up\n");
            try (var files = Files.walk(study.directory())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain("s3cret");
                }
            }
        }
    }

    @Test
    void aSecretThatIsNotThereEndsTheTrialWithASentence() throws Exception {
        OpenOptions options = study("max_failures: 1, env: {KEY: {env: NOT_SET_ANYWHERE}}", "echo 'loss: 0.5'");
        try (Study study = Study.open(options)) {
            assertThatThrownBy(() -> study.optimize(1))
                    .isInstanceOf(TrialogException.class)
                    .hasMessageContaining(
                            "executor.env takes KEY from the environment variable NOT_SET_ANYWHERE, which is"
                                    + " not set here.");
        }
    }

    @Test
    void whatMayBeASecretIsRefusedInClear() {
        assertThatThrownBy(() -> Study.open(study("env: {WANDB_API_KEY: abc}", "")))
                .hasMessageContaining("'executor.env' has a text under the name WANDB_API_KEY")
                .hasMessageContaining("Maybe export it, and write WANDB_API_KEY: {env: WANDB_API_KEY}");
        assertThatThrownBy(() -> Study.open(study("env: {'A-B': abc}", "")))
                .hasMessageContaining("'executor.env' must be a map from names of variables");
    }
}
