package io.trialog.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.StudyReader;
import io.trialog.testing.CommandLineProcess;
import io.trialog.testing.PlugInJar;
import io.trialog.testing.SlurmCluster;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sampler, a pruner and an executor in a jar of their own, with the command line as a real process. */
final class PlugInTest {

    private static final Path TOY = Path.of("src/test/resources/plug-ins/toy");
    private static final String STUDY = """
            objective: {command: [sh, train.sh]}
            metric: {name: loss, goal: minimize}
            parameters: {x: {min: 0.0, max: 1.0}, n: {min: 1, max: 9}}
            sampler: {type: toy, part: 10, seed: 3}
            pruner: {type: toy, step: 0}
            executor: {type: toy, parallel: 1, poll: 0.1s}
            """;
    private static final String PROGRAM = """
            for word in "$@"; do case $word in --x=*) x=${word#--x=} ;; esac; done
            nice > "$TRIALOG_TRIAL_DIR/priority.txt"
            printf '{"step": 1, "values": {"loss": %s}}\\n' "$x" >> "$TRIALOG_REPORT"
            [ $((TRIALOG_TRIAL % 2)) -eq 0 ] || sleep 60
            echo "loss: $x"
            """;

    @TempDir
    private Path folder;

    private Path root;
    private Path jar;
    private CommandLineProcess trialog;

    @BeforeEach
    void begin() throws IOException {
        root = Files.createDirectory(folder.resolve("its studies"));
        Files.writeString(root.resolve("apple.yaml"), STUDY);
        Files.writeString(root.resolve("train.sh"), PROGRAM);
        jar = PlugInJar.ofDirectory(TOY, folder.resolve("toy plug-in.jar"));
        trialog = new CommandLineProcess(root);
    }

    private void check(int trials) throws IOException {
        StudyReader study = StudyReader.open(root.resolve("apple"));
        List<TrialRecord> all = study.view().trials();
        assertThat(all).hasSize(trials);
        for (TrialRecord trial : all) {
            assertThat((double) trial.params().get("x")).as("drawn by the toy").isBetween(0.0, 0.1);
            assertThat(trial.state())
                    .as("judged by the toy")
                    .isEqualTo(trial.number() % 2 == 0 ? TrialState.COMPLETE : TrialState.PRUNED);
            assertThat(trial.attempts())
                    .as("run by the toy")
                    .extracting(Attempt::executor)
                    .containsExactly("toy");
        }
        assertThat(root.resolve("apple/trials/0000-0999/0000/attempt-1/priority.txt"))
                .hasContent("5");
        assertThat(root.resolve("apple/plugins.txt")).hasContent(jar.toString());
    }

    @Test
    void aPlugInIsNamedByAnOption() throws Exception {
        trialog.done("run", "apple.yaml", "--trials", "4", "--plugin", jar.toString());

        check(4);
    }

    @Test
    void aPlugInIsNamedByTheEnvironment() throws Exception {
        Path other = folder.resolve("other.jar");
        PlugInJar.of(
                List.of("""
                package other;
                public final class None implements io.trialog.spi.StudyDisplay {
                    public void attach() {}
                    public Card show(java.util.function.Supplier<io.trialog.status.StudyProgress> progress) {
                        return null;
                    }
                }
                """.replace("implements io.trialog.spi.StudyDisplay", "implements StudyDisplay")
                        .replace("package other;", "package other;\nimport io.trialog.spi.StudyDisplay;")),
                other);
        Map<String, String> variables = Map.of("TRIALOG_PLUGINS", other + File.pathSeparator + jar);

        trialog.with(variables).done("run", "apple.yaml", "--trials", "2");

        assertThat(Files.readAllLines(root.resolve("apple/plugins.txt")))
                .containsExactly(other.toString(), jar.toString());
    }

    @Test
    void aControllerOnTheClusterHasThePlugInsOfTheLaunch() throws Exception {
        SlurmCluster.assume();
        try (SlurmCluster cluster = SlurmCluster.start("--nodes", "1", "--cpus", "2")) {
            Files.writeString(root.resolve("apple.yaml"), STUDY + "controller: {mem: 500M, time: 5m}\n");

            trialog.with(cluster.environment()).done("launch", "apple.yaml", "-n", "3", "--plugin", jar.toString());
            cluster.waitFor(
                    "the end of all jobs",
                    Duration.ofSeconds(120),
                    () -> cluster.run("squeue", "-h").out().isBlank());

            check(3);
        }
    }

    @Test
    void aStudyWithoutItsPlugInNamesTheMissingJar() throws Exception {
        trialog.done("run", "apple.yaml", "--trials", "1", "--plugin", jar.toString());

        String advice = "Maybe --plugin " + jar + ", with which the study was opened last.";
        CommandLineProcess.Ended byFile = trialog.run("run", "apple.yaml", "-n", "2");
        CommandLineProcess.Ended byName = trialog.run("resume", "apple", "-n", "2");
        Files.delete(root.resolve("apple.yaml"));
        CommandLineProcess.Ended byLog = trialog.run("run", "apple", "-n", "2");

        assertThat(byFile.code()).isEqualTo(2);
        assertThat(byFile.output()).contains("apple.yaml:4: Unknown sampler type 'toy'; known are ", advice);
        assertThat(byName.code()).isEqualTo(2);
        assertThat(byName.output()).contains("Unknown sampler type 'toy'; known are ", advice);
        assertThat(byLog.code()).isEqualTo(2);
        assertThat(byLog.output()).contains(advice);
        check(1);
    }

    @Test
    void aStudyThatNoLongerNeedsItsPlugInIsOpenedWithoutIt() throws Exception {
        trialog.done("run", "apple.yaml", "--trials", "1", "--plugin", jar.toString());
        Files.writeString(
                root.resolve("apple.yaml"),
                STUDY.replace("type: toy, part: 10", "type: random")
                        .replace("pruner: {type: toy, step: 0}", "pruner: {type: nop}")
                        .replace("executor: {type: toy, parallel: 1, poll: 0.1s}", "executor: {poll: 0.1s}"));
        trialog.done("run", "apple.yaml", "--trials", "1", "--plugin", jar.toString());

        trialog.done("resume", "apple", "-n", "1");

        assertThat(root.resolve("apple/plugins.txt")).isEmptyFile();
    }

    @Test
    void anUnknownTypeIsRefusedWithWhatIsKnown() throws Exception {
        CommandLineProcess.Ended refused = trialog.run("run", "apple.yaml", "--trials", "1");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.output())
                .contains("Unknown sampler type 'toy'; known are tpe, gp, cmaes, nsga2, nsga3, random, grid");
        assertThat(root.resolve("apple")).doesNotExist();
    }

    @Test
    void aJarThatIsMissingUnreadableOrEmptyIsRefusedByName() throws Exception {
        Path missing = folder.resolve("missing.jar");
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
        Path without =
                PlugInJar.of(List.of("package other;\npublic final class Nothing {}\n"), folder.resolve("e.jar"));

        for (Map.Entry<Path, String> fault : Map.of(
                        missing,
                        "is not there",
                        text,
                        "can't be read",
                        without,
                        "names no provider",
                        folder,
                        "is no jar")
                .entrySet()) {
            CommandLineProcess.Ended refused =
                    trialog.run("run", "apple.yaml", "--plugin", fault.getKey().toString());

            assertThat(refused.code()).as(refused.output()).isEqualTo(2);
            assertThat(refused.output()).contains(fault.getKey() + " " + fault.getValue());
        }
        assertThat(root.resolve("apple")).doesNotExist();
    }

    @Test
    void twoProvidersOfOneTypeAreRefusedByName() throws Exception {
        Path twin = PlugInJar.of(
                List.of(Files.readString(TOY.resolve("com/example/toy/ToySampler.java"))
                        .replace("package com.example.toy;", "package com.example.twin;")),
                folder.resolve("twin.jar"));

        CommandLineProcess.Ended refused =
                trialog.run("run", "apple.yaml", "--plugin", jar.toString(), "--plugin", twin.toString());

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.output())
                .contains("'toy' has two")
                .contains("com.example.toy.ToySampler of " + jar)
                .contains("com.example.twin.ToySampler of " + twin);
        assertThat(root.resolve("apple")).doesNotExist();
    }
}
