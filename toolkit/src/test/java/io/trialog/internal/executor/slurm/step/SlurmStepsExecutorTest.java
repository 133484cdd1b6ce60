package io.trialog.internal.executor.slurm.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.internal.executor.job.JobFiles;
import io.trialog.internal.executor.slurm.SlurmExecutorTest;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.spi.SubmissionException;
import io.trialog.testing.ExecutorContract;
import io.trialog.testing.SlurmCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract of all executors for steps in an allocation of a real cluster, and what only those have. */
@Tag("processes")
final class SlurmStepsExecutorTest extends ExecutorContract {

    private static final String STAMPED =
            "date +%s.%N >begin; sleep 2; echo \"$SLURMD_NODENAME:$CUDA_VISIBLE_DEVICES\"; date +%s.%N >end";

    private static SlurmCluster cluster;
    private static String allocation;

    @BeforeAll
    static void start() {
        SlurmCluster.assume();
        cluster = SlurmCluster.start("--nodes", "4");
        allocation = allocate("--nodes=2", "--ntasks-per-node=4", "--mem=2000", "--gres=gpu:2");
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static String allocate(String... options) {
        List<String> command = new ArrayList<>(List.of("salloc", "--no-shell"));
        command.addAll(List.of(options));
        Matcher granted = Pattern.compile("Granted job allocation (\\d+)")
                .matcher(cluster.run(command.toArray(String[]::new)).err());
        assertThat(granted.find()).as("an allocation").isTrue();
        return granted.group(1);
    }

    private static SlurmStepsExecutor in(String job, Map<String, @Nullable Object> resources) {
        Map<String, String> environment = SlurmExecutorTest.environment(cluster);
        environment.put("SLURM_JOB_ID", job);
        environment.put("SLURM_NTASKS", "99");
        environment.put("CUDA_VISIBLE_DEVICES", "0,1");
        return new SlurmStepsExecutor(environment, resources);
    }

    @Override
    protected Executor create() {
        return in(allocation, Map.of());
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    protected Duration timeLimit() {
        return Duration.ofSeconds(5);
    }

    @Override
    protected Duration pollInterval() {
        return Duration.ofMillis(50);
    }

    @Test
    void stepsRunAtTheSameTimeOnGpusOfTheirOwn() throws Exception {
        assertThat(places(together(allocation, Map.of()))).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void stepsRunAtTheSameTimeInAnAllocationWithMemoryPerNode() throws Exception {
        String job = allocate("--nodes=1", "--ntasks=4", "--mem=1600");
        together(job, Map.of("mem", "400M", "cpus_per_task", 1L));
        cluster.run("scancel", job);
    }

    @Test
    void stepsRunAtTheSameTimeInAnAllocationWithMemoryPerCpu() throws Exception {
        String job = allocate("--nodes=1", "--ntasks=4", "--mem-per-cpu=300");
        together(job, Map.of());
        cluster.run("scancel", job);
    }

    /** Starts as many as there is room for, and asserts that all of them ran before the first one ended. */
    private List<JobHandle> together(String job, Map<String, @Nullable Object> resources) throws Exception {
        List<JobHandle> jobs = new ArrayList<>();
        try (SlurmStepsExecutor steps = in(job, resources)) {
            while (steps.room() > 0) {
                jobs.add(steps.submit(with(shell(STAMPED), resources)));
            }
            for (JobHandle handle : jobs) {
                await("the end of " + handle, () -> state(steps, handle).isFinal());
                assertThat(status(steps, handle).exitCode()).isZero();
            }
        }
        assertThat(jobs).hasSize(4);
        assertThat(times(jobs, "begin").getMax()).isLessThan(times(jobs, "end").getMin());
        return jobs;
    }

    private static DoubleSummaryStatistics times(List<JobHandle> jobs, String file) throws Exception {
        DoubleSummaryStatistics times = new DoubleSummaryStatistics();
        for (JobHandle job : jobs) {
            times.accept(Double.parseDouble(
                    Files.readString(job.directory().resolve(file)).strip()));
        }
        return times;
    }

    private static List<String> places(List<JobHandle> jobs) throws Exception {
        List<String> places = new ArrayList<>();
        for (JobHandle job : jobs) {
            places.add(
                    Files.readString(job.directory().resolve(JobFiles.OUTPUT)).strip());
        }
        return places;
    }

    @Test
    void whenATaskFailsTheOthersOfItsTrialEndToo() throws Exception {
        Map<String, @Nullable Object> two = Map.of("nodes", 2L, "ntasks", 4L);
        JobHandle job = executor.submit(
                with(shell("[ \"$SLURM_NTASKS\" = 4 ] || exit 9; [ $SLURM_PROCID = 2 ] && exit 5; sleep 300"), two));

        JobStatus status = awaitFinal(job);

        assertThat(status.state()).isEqualTo(JobState.EXITED);
        assertThat(status.signal() == null ? status.exitCode() : status.signal())
                .isIn(5, 9, 15);
        assertThat(stepsOf(job)).isEmpty();
    }

    @Test
    void allTasksOfACancelledTrialAreAskedToEndAndNoneIsLeft() throws Exception {
        Map<String, @Nullable Object> two = Map.of("nodes", 2L);
        JobSpec spec = with(
                shell("trap 'echo saved >saved.$SLURM_PROCID; exit 0' TERM; : >ready.$SLURM_PROCID;"
                        + " while :; do sleep 0.05; done"),
                two);
        JobHandle job = executor.submit(spec);
        await("both tasks", () -> exists(spec, "ready.0") && exists(spec, "ready.1"));

        executor.cancel(List.of(job));

        assertThat(awaitFinal(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(exists(spec, "saved.0") && exists(spec, "saved.1")).isTrue();
        assertThat(stepsOf(job)).isEmpty();
    }

    @Test
    void aStepWhoseWrapperWasKilledIsEndedBeforeItsTrialIsGivenUp() throws Exception {
        JobHandle job = executor.submit(shell("exec sleep 300"));
        await("RUNNING", () -> state(executor, job) == JobState.RUNNING);
        long wrapper = Long.parseLong(job.nativeId().split(":", -1)[0]);

        ProcessHandle.of(wrapper).ifPresent(ProcessHandle::destroyForcibly);

        await("LOST", () -> state(executor, job) == JobState.LOST);
        assertThat(stepsOf(job)).isEmpty();
    }

    @Test
    void aStepThatSomebodyElseCancelsIsNoFailureOfItsProgram() throws Exception {
        JobHandle job = executor.submit(shell("exec sleep 300"));
        await("RUNNING", () -> state(executor, job) == JobState.RUNNING);

        cluster.run("scancel", stepsOf(job));

        JobStatus status = awaitFinal(job);
        assertThat(status.state()).isEqualTo(JobState.CANCELLED);
        assertThat(status.reason()).contains("CANCELLED AT");
    }

    @Test
    void aStepThatCannotBeMadeIsNoFailureOfItsProgram() throws Exception {
        JobHandle job = executor.submit(with(shell("true"), Map.of("srun_args", List.of("--nodelist=n4"))));

        JobStatus status = awaitFinal(job);

        assertThat(status.state()).isEqualTo(JobState.INFRASTRUCTURE_FAILURE);
        assertThat(status.reason()).startsWith("its step was not started: srun: ");
    }

    @Test
    void setUpLinesRunBeforeTheProgramAndOneThatFailsEndsTheAttempt() throws Exception {
        JobHandle good =
                executor.submit(with(shell("echo \"$FLAVOUR\""), Map.of("env_setup", List.of("export FLAVOUR='a b'"))));
        JobHandle bad = executor.submit(with(shell("echo never"), Map.of("env_setup", List.of("false"))));

        assertThat(awaitFinal(good).exitCode()).isZero();
        assertThat(good.directory().resolve(JobFiles.OUTPUT)).hasContent("a b");
        assertThat(awaitFinal(bad).exitCode()).isEqualTo(125);
        assertThat(bad.directory().resolve(JobFiles.OUTPUT)).hasContent("");
    }

    @Test
    void outsideOfAnAllocationNothingIsStartedAndTheRemedyIsNamed() {
        try (SlurmStepsExecutor outside = new SlurmStepsExecutor(SlurmExecutorTest.environment(cluster), Map.of())) {
            SubmissionException refusal = catchThrowableOfType(SubmissionException.class, () -> outside.expect(1, 1));

            assertThat(refusal.kind()).isEqualTo(SubmissionException.Kind.PERMANENT);
            assertThat(refusal)
                    .hasMessage(
                            "The executor 'slurm-steps' runs trials inside an allocation of Slurm, and this process is"
                                    + " in none (SLURM_JOB_ID is not set).\nMaybe start it in a script for sbatch or in the shell"
                                    + " of salloc, or use type: slurm, which submits a job per trial.");
        }
    }

    private static boolean exists(JobSpec spec, String name) {
        Path file = spec.directory().resolve(name);
        return Files.exists(file);
    }

    private static String stepsOf(JobHandle job) {
        return cluster.run("squeue", "--steps", "-h", "-j", allocation, "--name=" + job.token(), "--format=%i")
                .out()
                .strip();
    }

    private static JobSpec with(JobSpec spec, Map<String, @Nullable Object> resources) {
        return new JobSpec(
                spec.token(),
                spec.name(),
                spec.command(),
                spec.directory(),
                spec.workdir(),
                spec.environment(),
                spec.timeLimit(),
                spec.grace(),
                resources);
    }
}
