package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.StudyReader;
import io.trialog.cli.Main;
import io.trialog.internal.json.FlatJson;
import io.trialog.study.Verification;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for studies on every PBS, real or fake: kills of the controller, deleted jobs, and controllers that are jobs. */
@Tag("processes")
public abstract class PbsStudies {

    private static final boolean FULL = Boolean.getBoolean("trialog.full");
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String PROGRAM = """
            echo "$TRIALOG_TOKEN $PBS_JOBID" >> "$STARTS"
            for word in "$@"; do case $word in --x=*) x=${word#--x=} ;; esac; done
            sleep "$PAUSE"
            echo "loss: $x"
            """;

    private final List<ClusterStudy> studies = new ArrayList<>();

    @TempDir
    protected Path folder;

    private String pause = "1";

    /** The environment in which the commands of PBS are found. */
    protected abstract Map<String, String> environment();

    /** Runs a command of PBS. */
    protected abstract CommandOutput run(String... command);

    /** Leaves out what a fake shows only under {@code -Pfull}, since it takes long and the same stands for Slurm. */
    protected void assumeTimeFor(String what) {
        assumeTrue(FULL, what + " is run under -Pfull, and on a real PBS");
    }

    @AfterEach
    void end() {
        studies.forEach(ClusterStudy::close);
    }

    private ClusterStudy study(String type, String program) {
        ClusterStudy made = new ClusterStudy(
                folder.resolve(type),
                environment(),
                "type: " + type + ", mem: 10M, parallel: 4, retries: 1000",
                program);
        studies.add(made);
        return made;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pbs", "pbs-array"})
    void aControllerThatIsKilledAgainAndAgainLosesNothingAndRunsNothingTwice(String type) throws Exception {
        if (type.equals("pbs")) {
            assumeTimeFor("a kill of the controller of single jobs");
        }
        ClusterStudy study = study(type, "sleep 1; echo \"loss: $x\"");
        for (int round = 1; round <= 2; round++) {
            int marks = 4 * round - 3;
            Process controller = study.start(4 * round);
            study.await("a start", () -> study.starts().size() >= marks);
            controller.destroyForcibly().waitFor();
        }
        study.run(8);

        assertThat(study.check(8)).allMatch(trial -> trial.state().isFinished());
        awaitEmptyQueue();
    }

    @Test
    void aJobThatSomebodyDeletesGetsANewAttempt() throws Exception {
        ClusterStudy study = study("pbs", "[ $TRIALOG_ATTEMPT = 2 ] || await never; echo \"loss: $x\"");
        Process controller = study.start(1);
        study.await("started-0-1-0");
        String job = study.starts().get(0).split(" ", -1)[2];

        run("qdel", job).line();

        study.awaitEnd(controller);
        List<TrialRecord> trials = study.check(1);
        assertThat(trials.get(0).attempts()).hasSize(2);
        assertThat(trials.get(0).attempts().get(0).nativeId()).isEqualTo(job);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pbs", "pbs-array"})
    void aLaunchedStudyIsRunToItsEndAndLeavesNothingInTheQueue(String type) throws Exception {
        if (type.equals("pbs-array")) {
            assumeTimeFor("a launch with places");
        }
        Path root = launchable("launched", type, "controller: {mem: 400M, cpus: 1}");

        String launched = trialog(root, "launch", "launched", "-n", "3");

        assertThat(launched).contains("run by job ").contains("takes over when that ends");
        awaitEmptyQueue();
        check(root, "launched", 3);
        assertThat(StudyReader.open(root.resolve("studies/launched")).view().trials())
                .allSatisfy(
                        trial -> assertThat(trial.attempts().get(0).executor()).isEqualTo(type));
    }

    @Test
    void aControllerHandsOverBeforeItsWalltimeIsUpAndNoTrialRunsTwice() throws Exception {
        assumeTimeFor("a hand-over");
        Path root = launchable("renewed", "pbs", "controller: {mem: 400M, time: 1m, renew_before: 45s}");
        pause = "5";

        trialog(root, "launch", "renewed", "-n", "7");
        awaitEmptyQueue();

        check(root, "renewed", 7);
        assertThat(controllerLogs(root, "renewed")).contains("Handed over in good order; the successor goes on.");
    }

    @Test
    void theSuccessorOfAKilledControllerTakesOverAndFindsTheJobsAgain() throws Exception {
        Path root = launchable("killed", "pbs", "controller: {mem: 400M}");
        pause = "8";
        trialog(root, "launch", "killed", "-n", "3");
        Eventually.holds("three trials run", PATIENCE, () -> starts(root).size() == 3);
        Path lock = root.resolve("studies/killed/controller.lock");
        Long pid = (Long) FlatJson.read(Files.readAllBytes(lock)).get("pid");

        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();

        awaitEmptyQueue();
        check(root, "killed", 3);
    }

    @Test
    void aCancelledStudyEndsWithItsControllersAndItsJobs() throws Exception {
        assumeTimeFor("a cancelled launch");
        Path root = launchable("cancelled", "pbs", "controller: {mem: 400M}");
        pause = "300";
        trialog(root, "launch", "cancelled", "-n", "2");
        Eventually.holds("two trials run", PATIENCE, () -> starts(root).size() == 2);
        String status = trialog(root, "status", "cancelled");

        trialog(root, "cancel", "cancelled");

        awaitEmptyQueue();
        assertThat(status).contains("controller").contains("job ");
        assertThat(StudyReader.open(root.resolve("studies/cancelled")).view().running())
                .isEmpty();
    }

    private Path launchable(String name, String type, String controller) throws IOException {
        Path root = Files.createDirectories(folder.resolve("a b, $(touch pwned) %j"));
        Files.writeString(root.resolve("objective.sh"), PROGRAM);
        Files.writeString(root.resolve(name + ".yaml"), """
                objective: {command: [sh, objective.sh]}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: random, seed: 1}
                executor: {type: %s, parallel: 3, poll: 500ms, mem: 50M}
                %s
                durability: ledger
                """.formatted(type, controller));
        return root;
    }

    private String trialog(Path root, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.set(1, words[0].equals("launch") ? root.resolve(words[1] + ".yaml").toString() : words[1]);
        ProcessBuilder builder = JavaProcess.here(Main.class, all);
        builder.environment().putAll(environment());
        builder.environment().put("TRIALOG_HOME", root.resolve("studies").toString());
        builder.environment()
                .put("TRIALOG_TRUST", root.toString()); // the test cluster's jobs are those of another user
        builder.environment().put("STARTS", root.resolve("starts.txt").toString());
        builder.environment().put("PAUSE", pause);
        String output = JavaProcess.output(builder);
        assertThat(output).doesNotContain("trialog:");
        return output;
    }

    private static List<String> starts(Path root) throws IOException {
        Path starts = root.resolve("starts.txt");
        return Files.exists(starts) ? Files.readAllLines(starts) : List.of();
    }

    private void awaitEmptyQueue() throws Exception {
        try {
            Eventually.holds(
                    "an empty queue", PATIENCE, () -> run("qselect").out().isBlank());
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage()
                            + run("qstat", "-x", "-t", "-f", "-F", "json").out(),
                    e);
        }
    }

    private void check(Path root, String name, int finished) throws Exception {
        StudyReader study = StudyReader.open(root.resolve("studies").resolve(name));
        assertThat(study.view().trials().stream().filter(trial -> trial.state().isFinished()))
                .as(controllerLogs(root, name))
                .hasSize(finished);
        assertThat(study.view().trials()).extracting(TrialRecord::error).containsOnlyNulls();
        assertThat(starts(root))
                .as("no attempt runs twice")
                .doesNotHaveDuplicates()
                .hasSize(finished);
        Verification verified = StudyReader.verify(study.directory());
        assertThat(verified.isGreen()).as(verified.toString()).isTrue();
        assertThat(Path.of("pwned")).doesNotExist();
    }

    private static String controllerLogs(Path root, String name) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> logs =
                Files.list(root.resolve("studies").resolve(name).resolve("controller"))) {
            for (Path log :
                    logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                text.append(log.getFileName()).append(":\n").append(Files.readString(log));
            }
        }
        return text.toString();
    }
}
