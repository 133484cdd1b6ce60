package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.ClusterStudy;
import io.trialog.testing.CommandKills;
import io.trialog.testing.CommandKills.Moment;
import io.trialog.testing.CommandKills.When;
import io.trialog.testing.SideBySide;
import io.trialog.testing.SlurmCluster;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the controller at each command that it gives to a real cluster, before the command is run, after, and with
 * the command still under way; some at two of them, one after the other. One moment of each kind, all of them under {@code -Pfull}.
 */
@Tag("processes")
class KilledAtCommandsTest {

    private static final boolean FULL = Boolean.getBoolean("trialog.full");
    private static final long SEED = 20261121;
    private static final int AT_A_TIME = 5;
    private static final int TRIALS = 8;
    private static final int FEWER_TRIALS = 5;
    private static final int KILLED = 128 + 9;

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** Less than half of what a place waits for a job that it was promised. */
    private static final Duration SOON = Duration.ofSeconds(50);

    /** The third trial runs until it is pruned. */
    private static final String PROGRAM = """
            [ $n != 2 ] || { echo 'step=1 loss: 7'; await never; }
            echo 'step=1 loss: 0.5'
            echo "loss: $x"
            """;

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
    void whereverAControllerIsKilledTheNextOneFinishesTheStudy() throws Exception {
        Map<String, Callable<?>> studies = new LinkedHashMap<>();
        for (String type : List.of("slurm-array", "slurm")) {
            for (List<Moment> plan : plans(type)) {
                Path root = folder.resolve(Integer.toString(studies.size()));
                studies.put("Killed " + type + " " + plan, () -> {
                    killAndFinish(root, type, plan);
                    return null;
                });
            }
        }
        SideBySide.run(AT_A_TIME, studies);
        System.out.println("seed " + SEED + ": " + studies.keySet());
    }

    private static List<List<Moment>> plans(String type) {
        List<List<Moment>> plans = new ArrayList<>();
        boolean array = type.equals("slurm-array");
        for (When when : When.values()) {
            for (int nth = 1; nth <= (array ? 1 : FEWER_TRIALS); nth++) {
                plans.add(List.of(new Moment("sbatch", nth, when)));
            }
            plans.add(List.of(new Moment("scancel", 1, when)));
            if (array) {
                for (int nth = 1; nth <= 3; nth++) { // the throttle of an array that is there, by the second controller
                    plans.add(List.of(new Moment("squeue", 3, When.BEFORE), new Moment("scontrol", nth, when)));
                }
                // the second controller needs fewer places than are there
                plans.add(List.of(new Moment("sbatch", 1, When.AFTER), new Moment("scancel", 1, when)));
                plans.add(List.of(new Moment("sbatch", 1, When.AFTER), new Moment("scancel", 2, when)));
            }
        }
        if (array) {
            plans.add(List.of(new Moment("scontrol", 1, When.BEFORE)));
        }
        for (int nth = 1; nth <= 10; nth++) { // at no particular place of the rest
            plans.add(List.of(new Moment("squeue", nth, When.BEFORE)));
            plans.add(List.of(new Moment("squeue", nth, When.AFTER), new Moment("squeue", 2, When.BEFORE)));
        }
        return FULL ? plans : oneOfEachKind(plans);
    }

    private static List<List<Moment>> oneOfEachKind(List<List<Moment>> plans) {
        Collections.shuffle(plans, new Random(SEED));
        Map<String, List<Moment>> kinds = new LinkedHashMap<>();
        for (List<Moment> plan : plans) {
            kinds.putIfAbsent(plan.get(plan.size() - 1).command(), plan);
        }
        kinds.remove("squeue"); // SlurmFaultTest kills at any time
        return List.copyOf(kinds.values());
    }

    private static void killAndFinish(Path root, String type, List<Moment> plan) throws Exception {
        try (CommandKills kills = new CommandKills(root.resolve("bin"));
                ClusterStudy study = new ClusterStudy(
                        root,
                        kills.under(cluster.environment()),
                        "type: " + type + ", parallel: 2, mem: 10M, cpus_per_task: 1, grace: 1s, prune_grace: 0.2s",
                        PROGRAM)) {
            boolean died = false;
            for (Moment moment : plan) {
                kills.at(moment);
                Process controller = study.start(died ? FEWER_TRIALS : TRIALS);
                assertThat(controller.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as(study.output())
                        .isTrue();
                died = controller.exitValue() == KILLED;
            }
            kills.spare();
            study.run(TRIALS);
            if (died && plan.get(plan.size() - 1).when() == When.LATE) {
                kills.awaitLate();
            }
            requireNothingLost(study.check(TRIALS), plan);
            study.check(cluster);
            cluster.waitFor("the end of all that " + plan + " left", SOON, () -> !queue().contains(root + "/"));
        }
    }

    /** The queue's working directories. */
    private static String queue() {
        return cluster.run("squeue", "-h", "-r", "-o", "%i %j %T %Z").out();
    }

    /** Each kill may cost one attempt, that whose submission is not known. */
    private static void requireNothingLost(List<TrialRecord> trials, List<Moment> plan) {
        assertThat(trials).hasSize(TRIALS);
        for (TrialRecord trial : trials) {
            assertThat(trial.state()).isEqualTo(trial.number() == 2 ? TrialState.PRUNED : TrialState.COMPLETE);
        }
        assertThat(trials.stream().flatMap(trial -> trial.attempts().stream()).filter(Attempt::isLost))
                .extracting(Attempt::reason)
                .hasSizeLessThanOrEqualTo(plan.size())
                .allMatch("its job was never seen"::equals);
    }
}
