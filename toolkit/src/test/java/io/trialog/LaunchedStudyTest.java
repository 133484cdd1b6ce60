package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.Main;
import io.trialog.event.StudyEvent;
import io.trialog.internal.json.FlatJson;
import io.trialog.study.Verification;
import io.trialog.testing.FinishedJob;
import io.trialog.testing.JavaProcess;
import io.trialog.testing.SlurmCluster;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies whose controller is a job, on a real cluster of one node with four processors. */
@Tag("processes")
final class LaunchedStudyTest {

    private static final boolean FULL = Boolean.getBoolean("trialog.full");
    private static final String PROGRAM = """
            echo "$TRIALOG_TOKEN" >> "$STARTS"
            for word in "$@"; do case $word in --x=*) x=${word#--x=} ;; esac; done
            sleep "$PAUSE"
            [ -z "$TRIALOG_STAGE" ] || cat "$TRIALOG_STAGE/data/numbers.txt" > "$TRIALOG_TRIAL_DIR/seen.txt"
            echo "loss: $x"
            """;

    private SlurmCluster cluster;

    @TempDir
    private Path folder;

    private Path root;
    private String pause = "1";

    @BeforeEach
    void begin() throws IOException {
        SlurmCluster.assume();
        cluster = SlurmCluster.start("--nodes", "1", "--cpus", "4");
        root = Files.createDirectory(folder.resolve("it's $(touch pwned) `x` %j"));
        Files.writeString(root.resolve("objective.sh"), PROGRAM);
    }

    @AfterEach
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aLaunchedStudyIsRunToItsEndAndLeavesNothingInTheQueue() throws Exception {
        Files.createDirectories(root.resolve("data"));
        Files.writeString(root.resolve("data/numbers.txt"), "1 2 3\n");
        study("_.-9", "auto", "stage: {in: [data/], to: '$SCRATCH/x', out: [best_trial.yaml]}");

        pause = "6";

        String launched = trialog("launch", "_.-9", "-n", "4");
        String again = trialog("launch", "_.-9", "-n", "4");
        String status = trialog("status", "_.-9");

        assertThat(launched).contains("The study '_.-9' ").contains("takes over when that ends");
        assertThat(again).contains("run by job " + jobIn(launched));
        assertThat(status).contains("controller").contains("job " + jobIn(launched));
        assertThat(new LaunchedStudy(directory("_.-9"), List.of()).follow().finished())
                .isEqualTo(4);
        awaitEmptyQueue();
        assertThat(controllers()).extracting(FinishedJob::state).contains("COMPLETED", "CANCELLED");
        check("_.-9", 4);
        assertThat(reader("_.-9").view().trials())
                .as("jobs of their own, no steps of the controller's")
                .allSatisfy(trial -> assertThat(trial.attempts())
                        .extracting(Attempt::executor)
                        .containsExactly("slurm"));
        assertThat(root.resolve("scratch $(x)/x/data/numbers.txt")).hasContent("1 2 3\n");
        assertThat(root.resolve("_.-9-results/best_trial.yaml")).exists();
        try (Stream<Path> files = Files.walk(directory("_.-9"))) {
            assertThat(files.filter(file -> file.endsWith("seen.txt"))).hasSize(4);
        }
        assertThat(trialog("status", "_.-9")).doesNotContain("takes over");
    }

    @Test
    void aControllerHandsOverBeforeItsTimeIsUpAndNoTrialRunsTwice() throws Exception {
        study("renewed", "slurm", "controller: {mem: 400M, time: 1m, renew_before: 48s}", "durability: ledger");
        pause = "4";

        trialog("launch", "renewed", "-n", "9");
        awaitEmptyQueue();

        assertThat(controllers().stream().filter(job -> job.state().equals("COMPLETED")))
                .hasSizeGreaterThanOrEqualTo(2);
        check("renewed", 9);
        assertThat(reader("renewed").view().trials())
                .allSatisfy(trial -> assertThat(trial.attempt()).isEqualTo(1));
    }

    @Test
    void theSuccessorOfAKilledControllerOnANodeThatItCanNotSeeTakesOverAndFindsTheJobsAgain() throws Exception {
        study("killed", "slurm", "durability: ledger");
        pause = "8";
        String job = jobIn(trialog("launch", "killed", "-n", "3"));
        awaitStarts(3);
        List<String> successors = successors();
        assertThat(successors).hasSize(2);
        cluster.run("scontrol", "hold", successors.get(0)).line();

        kill("killed");
        cluster.waitForEnd(job, 1);
        Process monitor = process("monitor", "killed", "--every", "1")
                .redirectOutput(root.resolve("monitor.txt").toFile())
                .start();
        cluster.waitFor(
                "what the monitor says between the controllers",
                Duration.ofSeconds(30),
                () -> monitored().contains("its controller died"));
        pretendThatTheLockIsOfAnotherMachine("killed");
        cluster.run("scontrol", "release", successors.get(0)).line();
        awaitEmptyQueue();
        assertThat(monitor.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(monitored()).as("it watched both").contains("3 complete");

        check("killed", 3);
        assertThat(reader("killed").view().trials())
                .allSatisfy(trial -> assertThat(trial.attempt()).isEqualTo(1));
    }

    @Test
    void anArrayThatFillsTheClusterLetsTheSuccessorsOfRenewedAndKilledControllersStart() throws Exception {
        study("crowd", "slurm-array", "controller: {mem: 400M, time: 1m, renew_before: 48s}", "durability: ledger");
        pause = FULL ? "20" : "3"; // outlives a controller, or does not
        int trials = FULL ? 12 : 15;
        trialog("launch", "crowd", "-n", String.valueOf(trials), "-j", "12");
        awaitStarts(3);
        kill("crowd");
        awaitEmptyQueue();

        check("crowd", trials);
        assertThat(epochs("crowd")).isGreaterThanOrEqualTo(4);
    }

    @Test
    void twoControllersThatAreKilledInARowDoNotEndTheChain() throws Exception {
        study("twice", "slurm", "durability: ledger");
        pause = "8";
        String job = jobIn(trialog("launch", "twice", "-n", "3"));
        awaitStarts(3);
        String next = successors().get(0);

        cluster.run("scancel", "--signal=KILL", "--full", job).line();
        cluster.waitFor(
                "the next one starts",
                Duration.ofSeconds(60),
                () -> !cluster.state(next).equals("PENDING"));
        cluster.run("scancel", "--signal=KILL", "--full", next).line();
        cluster.waitForEnd(next, 1);
        awaitEmptyQueue();

        check("twice", 3);
        assertThat(epochs("twice")).as("the second one did nothing").isLessThanOrEqualTo(3);
    }

    @Test
    void aCancelledStudyEndsWithItsJobsWhetherItsControllerRunsOrNot() throws Exception {
        study("cancelled", "slurm", "durability: ledger");
        pause = "60";
        trialog("launch", "cancelled", "-n", "3");
        awaitStarts(3);
        trialog("cancel", "cancelled");
        awaitEmptyQueue();

        study("early", "slurm", "durability: ledger");
        cluster.run("scontrol", "update", "partitionname=debug", "state=down").line();
        trialog("launch", "early", "-n", "3");
        String refused = JavaProcess.output(process("run", "early"));
        String told = trialog("cancel", "early");
        awaitEmptyQueue();

        assertThat(refused)
                .contains("The study 'early' can't be run here: it will be run by job ")
                .contains("Maybe watch it: trialog monitor early");
        assertThat(told).contains("No controller follows any more.");
        assertThat(reader("cancelled").view().running()).isEmpty();
        assertThat(reader("early").view().trials()).isEmpty();
    }

    private void study(String name, String type, String... more) throws IOException {
        String controller = String.join("\n", more).contains("controller:") ? "" : "controller: {mem: 400M, cpus: 1}";
        Files.writeString(root.resolve(name + ".yaml"), """
                objective: {command: [sh, objective.sh]}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: random, seed: 1}
                executor: {type: %s, parallel: 3, poll: 500ms, mem: 50M%s}
                %s
                %s
                """.formatted(
                type, type.equals("slurm-array") ? ", slot_wait: 600" : "", controller, String.join("\n", more)));
    }

    private String trialog(String... words) throws Exception {
        String output = JavaProcess.output(process(words));
        assertThat(output).doesNotContain("trialog:");
        return output;
    }

    private ProcessBuilder process(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.set(1, words[0].equals("launch") ? root.resolve(words[1] + ".yaml").toString() : words[1]);
        ProcessBuilder builder = JavaProcess.here(Main.class, all);
        builder.environment().putAll(cluster.environment());
        builder.environment().put("TRIALOG_HOME", root.resolve("studies").toString());
        builder.environment().put("STARTS", starts().toString());
        builder.environment().put("PAUSE", pause);
        builder.environment().put("SCRATCH", root.resolve("scratch $(x)").toString());
        return builder;
    }

    private Path starts() {
        return root.resolve("starts.txt");
    }

    private Path directory(String name) {
        return root.resolve("studies").resolve(name);
    }

    private StudyReader reader(String name) {
        return StudyReader.open(directory(name));
    }

    private static String jobIn(String output) {
        return output.replaceAll("(?s).* run by job (\\d+).*", "$1");
    }

    private List<String> successors() {
        return cluster.run("squeue", "-h", "-t", "PENDING", "-o", "%i|%k")
                .out()
                .lines()
                .filter(line -> line.contains("|trialog-controller:"))
                .map(line -> line.substring(0, line.indexOf('|')))
                .toList();
    }

    private List<FinishedJob> controllers() {
        return cluster.finished().stream()
                .filter(job -> job.name().startsWith("trialog-"))
                .toList();
    }

    private void awaitEmptyQueue() {
        cluster.waitFor(
                "an empty queue",
                Duration.ofSeconds(180),
                () -> cluster.run("squeue", "-h").out().isBlank());
    }

    private void awaitStarts(int n) {
        cluster.waitFor("the start of " + n + " trials", Duration.ofSeconds(90), () -> lines() >= n);
    }

    private int lines() {
        try {
            return Files.exists(starts()) ? Files.readAllLines(starts()).size() : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private void kill(String name) throws IOException {
        Path lock = directory(name).resolve("controller.lock");
        Long pid = (Long) FlatJson.read(Files.readAllBytes(lock)).get("pid");
        assertThat(pid).isNotNull();
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    /** All nodes of the test cluster are this machine, whose processes each controller could look at. */
    private void pretendThatTheLockIsOfAnotherMachine(String name) throws IOException {
        Path lock = directory(name).resolve("controller.lock");
        Map<String, @Nullable Object> holder = new LinkedHashMap<>(FlatJson.read(Files.readAllBytes(lock)));
        assertThat(holder.get("cluster")).isEqualTo("trialogtest");
        holder.put("host", "node7");
        holder.put("bootId", "another-boot");
        Files.write(lock, FlatJson.write(holder));
    }

    private int epochs(String name) {
        List<Integer> epochs = new ArrayList<>();
        reader(name).events(0, stored -> {
            if (stored.event() instanceof StudyEvent.ControllerStarted) {
                epochs.add(stored.envelope().epoch());
            }
            return true;
        });
        return epochs.size();
    }

    private void check(String name, int finished) throws Exception {
        StudyReader study = reader(name);
        assertThat(study.view().trials().stream().filter(trial -> trial.state().isFinished()))
                .as(outputs(name))
                .hasSize(finished);
        assertThat(study.view().trials()).extracting(TrialRecord::error).containsOnlyNulls();
        assertThat(Files.readAllLines(starts()))
                .as("no attempt runs twice")
                .doesNotHaveDuplicates()
                .hasSize(finished);
        Verification verified = StudyReader.verify(directory(name));
        assertThat(verified.isGreen()).as(verified.toString()).isTrue();
        assertThat(StudyReader.holder(directory(name))).isNull();
        assertThat(Path.of("pwned")).doesNotExist();
    }

    private String monitored() {
        try {
            return Files.readString(root.resolve("monitor.txt"));
        } catch (IOException e) {
            return "";
        }
    }

    private String outputs(String name) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> logs = Files.list(directory(name).resolve("controller"))) {
            for (Path log :
                    logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                text.append(log.getFileName()).append(":\n").append(Files.readString(log));
            }
        }
        return text.toString();
    }
}
