package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.study.OpenOptions;
import io.trialog.study.Verification;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A whole study on a cluster, real or fake, whose controller is a process of its own: {@link ClusterController}. Every run of
 * a trial's program leaves a line {@code TOKEN RESTART JOB} in {@code starts.txt}, and may wait for {@link #mark marks} that
 * the test puts.
 */
public final class ClusterStudy implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path root;
    private final Path file;
    private final Map<String, String> environment;
    private final List<Process> controllers = new ArrayList<>();

    /**
     * @param root a directory for everything
     * @param environment what the controller needs to find the cluster
     * @param executor the executor section, without the frequency of polls
     * @param program lines of shell; {@code $x} is the trial's parameter
     */
    public ClusterStudy(Path root, Map<String, String> environment, String executor, String program) {
        this.root = root;
        this.environment = environment;
        try {
            Files.createDirectories(root.resolve("marks"));
            Path script = Files.writeString(root.resolve("train.sh"), """
                    cd "$MARKS" || exit 3
                    await() { until [ -e "$1" ]; do sleep 0.1; done; }
                    for a in "$@"; do case $a in --x=*) x=${a#--x=};; esac; done
                    n=$TRIALOG_TRIAL
                    if [ "${SLURM_PROCID:-0}" = 0 ]; then
                        echo "$TRIALOG_TOKEN $TRIALOG_RESTART ${SLURM_ARRAY_JOB_ID:+${SLURM_ARRAY_JOB_ID}_}\
                    ${SLURM_ARRAY_TASK_ID:-${SLURM_JOB_ID:-$PBS_JOBID}}${STEPS:+.$SLURM_STEP_ID}" >>../starts.txt
                        : >started-$n-$TRIALOG_ATTEMPT-$TRIALOG_RESTART
                    fi
                    """ + program);
            file = Files.writeString(root.resolve("faults.yaml"), """
                    objective: {command: [sh, "%s"]}
                    metric: {name: loss, goal: minimize}
                    parameters: {x: {min: 0.0, max: 1.0}}
                    sampler: {type: random, seed: 5}
                    pruner: {type: median, startup_trials: 1, warmup_steps: 0}
                    executor: {poll: 0.3s, scheduler_timeout: 20s, look_up: 3s, %s}
                    """.formatted(
                            script.toString().replace("\\", "\\\\").replace("\"", "\\\""), executor));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a controller that goes on until so many trials are finished. */
    public Process start(int trials) {
        try {
            ProcessBuilder builder = ClassArchive.here(
                    ClusterController.class, List.of(root.toString(), file.toString(), Integer.toString(trials)));
            builder.environment().keySet().removeIf(name -> name.matches("(SLURM|SBATCH|SQUEUE|SRUN|PBS)_.*"));
            builder.environment().putAll(environment());
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            root.resolve("output.txt").toFile()))
                    .start();
            controllers.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a controller and its trials need. */
    public Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(environment);
        all.put("MARKS", root.resolve("marks").toString());
        return all;
    }

    /** The study file. */
    public Path file() {
        return file;
    }

    /** Runs a controller to its end, which must be a good one. */
    public void run(int trials) throws Exception {
        awaitEnd(start(trials));
    }

    /** Waits for a controller's end, which must be a good one. */
    public void awaitEnd(Process controller) throws Exception {
        boolean ended = controller.waitFor(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
        assertThat(ended).as("the controller ends; it said:%n%s", output()).isTrue();
        assertThat(controller.exitValue()).as(output()).isZero();
    }

    /** Tells a controller something. */
    public static void tell(Process controller, String line) throws IOException {
        controller
                .outputWriter(StandardCharsets.UTF_8)
                .append(line)
                .append('\n')
                .flush();
    }

    /** What the controllers printed. */
    public String output() throws IOException {
        Path output = root.resolve("output.txt");
        return Files.exists(output) ? Files.readString(output) : "";
    }

    /** Lets trials go on that wait for this mark. */
    public void mark(String name) throws IOException {
        Files.createFile(root.resolve("marks").resolve(name));
    }

    /** Whether a trial left this mark, such as {@code started-TRIAL-ATTEMPT-RESTART}. */
    public boolean isMarked(String name) {
        return Files.exists(root.resolve("marks").resolve(name));
    }

    /** Waits for a mark of a trial. */
    public void await(String mark) throws Exception {
        await("the mark " + mark, () -> isMarked(mark));
    }

    /** Waits, showing what the controller said if it is in vain. */
    public void await(String what, Eventually.Condition condition) throws Exception {
        try {
            Eventually.holds(what, PATIENCE, condition);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " The controller said:\n" + output(), e);
        }
    }

    /** Waits for a text in what the controller says. */
    public void awaitOutput(String text) throws Exception {
        await("the controller says " + text, () -> output().contains(text));
    }

    /** The lines of the log as far as they are written, without taking the study over. */
    public List<String> log() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("faults/ledger"))) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        }
    }

    /** The directory of an attempt. */
    public Path attempt(int trial, int number) {
        return root.resolve("faults/trials/0000-0999/%04d/attempt-%d".formatted(trial, number));
    }

    /** The runs of programs: token, restart, job. */
    public List<String> starts() throws IOException {
        Path starts = root.resolve("starts.txt");
        return Files.exists(starts) ? Files.readAllLines(starts) : List.of();
    }

    /** Opens the study, as a controller of its own. */
    public Study open() {
        return Study.open(OpenOptions.of("faults").withRoot(root));
    }

    /**
     * What holds after every fault: so many trials are finished and none is left running, no attempt ran twice, every job
     * that entered a fence belongs to one attempt, and the log proves itself.
     */
    public List<TrialRecord> check(int finished) throws IOException {
        try (Study study = open()) {
            assertThat(study.view().running()).as(output()).isEmpty();
            assertThat(study.finishedTrials()).as(output()).isEqualTo(finished);
            checkStarts();
            Verification verification = study.replay().verify();
            assertThat(verification.isGreen()).as(verification.toString()).isTrue();
            return List.copyOf(study.view().trials());
        }
    }

    /** No attempt ran twice: every run has an attempt and a restart of its own, and an attempt has one job. */
    private void checkStarts() throws IOException {
        assertThat(starts()).as("runs of programs").doesNotHaveDuplicates();
        Map<String, String> jobs = new TreeMap<>();
        for (String start : starts()) {
            String[] words = start.split(" ", -1);
            assertThat(jobs.merge(words[0], words[2], (before, now) -> now)).isEqualTo(words[2]);
        }
        assertThat(starts().stream().map(line -> line.replaceFirst(" \\S+$", "")))
                .as("attempts and restarts that ran")
                .doesNotHaveDuplicates();
        jobs.values().removeIf(String::isEmpty); // processes of this machine
        assertThat(jobs.values()).as("jobs").doesNotHaveDuplicates();
    }

    /**
     * What holds for a real cluster besides: Slurm itself knows each of these jobs, as often as it was started. It may hear of
     * an end late.
     */
    public void check(SlurmCluster cluster) throws IOException {
        Map<String, Long> entered = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root.resolve("faults/trials"))) {
            for (Path holder : files.filter(path -> path.endsWith("job")).toList()) {
                entered.merge(Files.readString(holder).strip(), 1L, Long::sum);
            }
        }
        entered.forEach((job, times) -> cluster.waitFor(
                times + " incarnations of job " + job, PATIENCE, () -> incarnations(cluster, job) >= times));
    }

    private static long incarnations(SlurmCluster cluster, String job) {
        return cluster.finished().stream().filter(one -> one.id().equals(job)).count();
    }

    /** Changes a file of the study in place. */
    public ClusterStudy edit(String from, String to) throws IOException {
        Files.writeString(file, Files.readString(file).replace(from, to), StandardOpenOption.TRUNCATE_EXISTING);
        return this;
    }

    /** Ends controllers that still run. */
    @Override
    public void close() {
        controllers.forEach(Process::destroyForcibly);
    }
}
