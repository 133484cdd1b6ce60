package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.StudyFileException;
import io.trialog.study.OpenOptions;
import io.trialog.testing.SlurmCluster;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that names a secret: its value reaches the program, and no file of the study. */
@Tag("processes")
class SecretsInCommandsTest {

    private static final String PREFIX = "trialog.env.";
    private static final String SECRET = "s3cret-of-the-test";

    @TempDir
    private Path root;

    private final List<String> properties = new ArrayList<>();

    @AfterEach
    void unset() {
        properties.forEach(System::clearProperty);
    }

    private void variable(String name, String value) {
        properties.add(PREFIX + name);
        System.setProperty(PREFIX + name, value);
    }

    private Study open(String word, String executor) throws IOException {
        Files.writeString(root.resolve("program.sh"), """
                [ "$1" != "--token=s3cret-of-the-test" ] || echo "loss: 0.25"
                """);
        Path file = Files.writeString(root.resolve("apple.yaml"), """
                objective: {command: [sh, program.sh, "%s"]}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: random, seed: 3}
                executor: {%s, parallel: 1}
                """.formatted(word, executor));
        return Study.open(OpenOptions.of(file.toString()).withRoot(root));
    }

    /** The files below the study that hold a text. */
    private List<String> filesWith(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(root.resolve("apple"))) {
            List<String> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (bytes.contains(new String(wanted, StandardCharsets.ISO_8859_1))) {
                    found.add(file.toString());
                }
            }
            return found;
        }
    }

    @Test
    void theValueReachesTheProgramAndNoFileOfTheStudy() throws Exception {
        variable("APPLE_TOKEN", SECRET);
        try (Study study = open("--token=${envvar:APPLE_TOKEN}", "type: local")) {
            study.optimize(2);

            assertThat(study.best().value()).isEqualTo(0.25);
        }
        assertThat(filesWith(SECRET)).isEmpty();
        assertThat(Files.readString(root.resolve("apple/best_trial.yaml")))
                .contains("${envvar:APPLE_TOKEN}")
                .contains("--token=\"${APPLE_TOKEN}\"");
    }

    @Test
    void whatAJobLeavesIsForItsOwnerOnlyAndWhatTheProgramMakesIsAsTheUserWantsIt() throws Exception {
        variable("APPLE_TOKEN", SECRET);
        try (Study study = open("--token=${envvar:APPLE_TOKEN}", "type: local")) {
            Files.writeString(root.resolve("program.sh"), "umask; echo 'loss: 0.25'");
            study.optimize(1);
        }
        Path attempt = root.resolve("apple/trials/0000-0999/0000/attempt-1");
        Process umask = new ProcessBuilder("sh", "-c", "umask").start();
        String mask = new String(umask.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        for (String name : List.of("job.sh", "params.json", "out.log", "err.log", "started.json", "exit.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(attempt.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(attempt.resolve("out.log"))).startsWith(mask + "\n");
    }

    @Test
    void onThisMachineAVariableThatIsNotSetIsRefusedWhenTheFileIsRead() {
        assertThatThrownBy(() -> open("--token=${envvar:APPLE_TOKEN}", "type: local"))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining(
                        "apple.yaml:1: The command names the environment variable APPLE_TOKEN, which is not set.");
    }

    @Test
    void onAClusterItIsANoteThenAndAFailThatNamesItInTheJob() throws Exception {
        SlurmCluster.assume();
        try (SlurmCluster cluster = SlurmCluster.start("--nodes", "1")) {
            Map<String, String> environment = cluster.environment();
            environment.forEach(this::variable);
            try (Study study =
                    open("--token=${envvar:APPLE_TOKEN}", "type: slurm, mem: 100M, poll: 0.5s, max_failures: 1")) {
                assertThatThrownBy(() -> study.optimize(1)).hasMessageContaining("APPLE_TOKEN");

                TrialRecord failed = study.view().trials().get(0);
                assertThat(failed.state()).isEqualTo(TrialState.FAIL);
                assertThat(study.notes())
                        .anySatisfy(
                                note -> assertThat(note)
                                        .contains(
                                                "apple.yaml:1: The command names the environment variable APPLE_TOKEN, which is not set here."));
            }
            variable("APPLE_TOKEN", SECRET);
            try (Study study = open("--token=${envvar:APPLE_TOKEN}", "type: slurm, mem: 100M, poll: 0.5s")) {
                study.optimize(1);

                assertThat(study.best().value()).isEqualTo(0.25);
            }
            assertThat(filesWith(SECRET)).isEmpty();
        }
    }
}
