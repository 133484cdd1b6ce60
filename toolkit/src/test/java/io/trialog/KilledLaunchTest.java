package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.Main;
import io.trialog.study.Verification;
import io.trialog.testing.CommandKills;
import io.trialog.testing.CommandKills.Moment;
import io.trialog.testing.CommandKills.When;
import io.trialog.testing.JavaProcess;
import io.trialog.testing.SideBySide;
import io.trialog.testing.SlurmCluster;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of {@code trialog launch}, or of the controller that it submits, at each command that they give to a real
 * cluster: launched again where nobody follows, the study is finished and nothing of it is left. All moments under {@code -Pfull}.
 */
@Tag("processes")
class KilledLaunchTest {

    private static final boolean FULL = Boolean.getBoolean("trialog.full");
    private static final int AT_A_TIME = 3;
    private static final int TRIALS = 4;
    private static final int KILLED = 128 + 9;
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private static SlurmCluster cluster;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        SlurmCluster.assume();
        cluster = SlurmCluster.start("--nodes", "4");
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void whereverALaunchedControllerIsKilledTheStudyIsFinishedAndItsJobsAreGone() throws Exception {
        Map<String, Callable<?>> studies = new LinkedHashMap<>();
        for (Moment moment : moments()) {
            String type = studies.size() % 2 == 0 ? "slurm-array" : "slurm";
            Path root = folder.resolve(Integer.toString(studies.size()));
            studies.put("Killed " + type + " " + moment, () -> {
                killAndFinish(root, type, moment);
                return null;
            });
        }
        SideBySide.run(AT_A_TIME, studies);
    }

    /**
     * The first call only asks about the script. The next three submit the controller and its successors, the fifth submits a
     * further successor or a trial.
     */
    private static List<Moment> moments() {
        if (!FULL) {
            return List.of(
                    new Moment("sbatch", 1, When.AFTER),
                    new Moment("sbatch", 2, When.AFTER),
                    new Moment("sbatch", 3, When.LATE),
                    new Moment("sbatch", 4, When.LATE));
        }
        List<Moment> moments = new ArrayList<>();
        for (When when : When.values()) {
            for (int nth = 1; nth <= 7; nth++) {
                moments.add(new Moment("sbatch", nth, when));
            }
            moments.add(new Moment("scancel", 1, when));
        }
        for (int nth = 1; nth <= 14; nth++) {
            moments.add(new Moment("squeue", nth, When.BEFORE));
        }
        return moments;
    }

    private static void killAndFinish(Path root, String type, Moment moment) throws Exception {
        Files.createDirectories(root);
        Files.writeString(root.resolve("train.sh"), """
                echo "$TRIALOG_TOKEN" >>../starts.txt
                for word in "$@"; do case $word in --x=*) x=${word#--x=} ;; esac; done
                sleep 1
                echo "loss: $x"
                """);
        Files.createDirectories(root.resolve("work"));
        Files.writeString(root.resolve("launched.yaml"), """
                objective: {command: [sh, ../train.sh], workdir: work}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: random, seed: 1}
                executor: {type: %s, parallel: 2, poll: 300ms, look_up: 3s, mem: 50M}
                controller: {mem: 400M, cpus: 1}
                durability: ledger
                """.formatted(type));
        try (CommandKills kills = new CommandKills(root.resolve("bin"))) {
            kills.at(moment);
            boolean died = launch(root, kills) == KILLED;
            if (died) {
                kills.spare();
                assertThat(launch(root, kills)).as(output(root)).isZero();
                if (moment.when() == When.LATE) {
                    kills.awaitLate();
                }
            }
            cluster.waitFor("the end of all of " + root, PATIENCE, () -> !queue().contains(root + "/"));
            check(root);
        }
    }

    private static int launch(Path root, CommandKills kills) throws Exception {
        ProcessBuilder builder = JavaProcess.here(
                Main.class,
                List.of("launch", root.resolve("launched.yaml").toString(), "-n", Integer.toString(TRIALS)));
        builder.environment().putAll(kills.under(cluster.environment()));
        builder.environment().put("TRIALOG_HOME", root.resolve("studies").toString());
        Process launch = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        root.resolve("output.txt").toFile()))
                .start();
        assertThat(launch.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(output(root))
                .isTrue();
        return launch.exitValue();
    }

    /** The queue's working directories. */
    private static String queue() {
        return cluster.run("squeue", "-h", "-r", "-o", "%i %j %T %Z").out();
    }

    private static String output(Path root) throws IOException {
        return Files.readString(root.resolve("output.txt"));
    }

    private static void check(Path root) throws IOException {
        Path directory = root.resolve("studies/launched");
        List<TrialRecord> trials = StudyReader.open(directory).view().trials();
        assertThat(trials).as(output(root)).hasSize(TRIALS);
        assertThat(trials).extracting(TrialRecord::state).containsOnly(TrialState.COMPLETE);
        assertThat(Files.readAllLines(root.resolve("starts.txt")))
                .hasSize(TRIALS)
                .doesNotHaveDuplicates();
        Verification verified = StudyReader.verify(directory);
        assertThat(verified.isGreen()).as(verified.toString()).isTrue();
        assertThat(StudyReader.holder(directory)).isNull();
    }
}
