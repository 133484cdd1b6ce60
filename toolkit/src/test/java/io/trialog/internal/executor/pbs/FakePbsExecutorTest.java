package io.trialog.internal.executor.pbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.internal.executor.cluster.ClusterExecutor;
import io.trialog.internal.executor.cluster.PollSettings;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import io.trialog.testing.ExecutorContract;
import io.trialog.testing.FakePbs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of all executors, on the fake PBS, and what a real one does not show on demand. */
final class FakePbsExecutorTest extends ExecutorContract {

    private FakePbs pbs;

    @Override
    protected Executor create() {
        pbs = pbs == null ? FakePbs.in(folder.resolve("fake")) : pbs;
        return PbsExecutorTest.executor(pbs.environment());
    }

    @AfterEach
    void stop() {
        pbs.close();
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    protected Duration pollInterval() {
        return Duration.ofMillis(100);
    }

    @Test
    void aSubmissionWhoseAnswerWasLostIsFoundByItsNameAndNotSubmittedAgain() throws Exception {
        pbs.set("run", false); // so that the job's files say nothing yet
        pbs.next("qsub").hanging(Duration.ofSeconds(30)).then();
        JobSpec spec = shell("sleep 300");
        PollSettings settings = PbsExecutorTest.FAST;
        try (Executor hasty =
                new ClusterExecutor("pbs", new PbsScheduler(pbs.environment(), Duration.ofSeconds(3)), settings)) {
            SubmissionException unclear = catchThrowableOfType(SubmissionException.class, () -> hasty.submit(spec));
            assertThat(unclear.kind()).isEqualTo(Kind.AMBIGUOUS);
        }

        assertThat(executor.find(spec.token(), spec.directory()))
                .isEqualTo(new JobHandle(spec.token(), "0.pbs1", spec.directory()));
        assertThat(pbs.calls("qsub")).hasSize(1);
        assertThat(pbs.calls("qselect"))
                .contains(List.of("-x", "-u", System.getenv().getOrDefault("USER", System.getProperty("user.name"))));
    }

    @ParameterizedTest
    @CsvSource({
        "162, TRANSIENT, qsub: cannot connect to server pbs1 (errno=15010)",
        "186, TRANSIENT, qsub: no server",
        "212, TRANSIENT, qsub: Server shutting down",
        "159, PERMANENT, qsub: Unauthorized Request",
        "166, PERMANENT, qsub: Illegal attribute or resource value Resource_List.walltime",
        "170, PERMANENT, qsub: Unknown queue",
        "5, PERMANENT, 'qsub: \"-lresource=\" cannot be used with \"select\" or \"place\", resource is: mem'",
        "3, PERMANENT, qsub: Array job exceeds server or queue size limit",
        "2, PERMANENT, qsub: illegal -N value",
        "38, QUOTA, qsub: would exceed complex's per-user limit",
        "198, QUOTA, qsub: Maximum number of jobs already in queue workq",
        "39, QUOTA, qsub: would exceed per-user limit on resource ncpus in complex",
        "183, AMBIGUOUS, qsub: Batch Protocol Error",
        "1, AMBIGUOUS, qsub: End of File"
    })
    void aRefusalIsPassedOnWithItsKindAndItsReason(int code, Kind kind, String complaint) throws Exception {
        pbs.next("qsub")
                .ignored()
                .printing(code, "", complaint + "\nusage: qsub [-a date_time]\n")
                .then();

        SubmissionException refusal =
                catchThrowableOfType(SubmissionException.class, () -> executor.submit(shell("true")));

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal).hasMessage("Job contract_1 was not submitted: " + complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "'Version: 6.1.3', Torque's",
        "'Usage: qsub [options] for Slurm', one of Slurm's Torque wrappers",
    })
    void whatIsNotPbsIsRefusedByItsNameBeforeAnythingIsSubmitted(String version, String name) throws Exception {
        pbs.set("version", version);

        SubmissionException refusal =
                catchThrowableOfType(SubmissionException.class, () -> executor.submit(shell("true")));

        assertThat(refusal.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(refusal).hasMessageContaining("qsub is not PBS's but " + name + ", which is not supported.\nMaybe ");
        assertThat(pbs.calls("qsub")).isEmpty();
    }

    @Test
    void aJobIsToldOnePathAndNothingOfTheUsersSecretsIsInThatFile() throws Exception {
        Map<String, String> environment = pbs.environment();
        environment.put("WANDB_API_KEY", "s3cret");
        environment.put("MODULE", "it's $HOME");
        environment.put("PBS_JOBID", "7.outer");
        environment.put("NCPUS", "3");
        JobSpec spec = shell("echo \"$MODULE,${WANDB_API_KEY-none},$NCPUS,$PBS_JOBID,${TRIALOG_ENVIRONMENT-none}\"");
        try (Executor here = PbsExecutorTest.executor(environment)) {
            JobHandle job = here.submit(spec);

            await("the end", () -> state(here, job) == JobState.EXITED);
        }

        assertThat(spec.directory().resolve("out.log")).hasContent("it's $HOME,none,1,0.pbs1,none");
        Path file = spec.directory().resolve("environment");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(file).content().doesNotContain("s3cret", "7.outer");
        List<String> words = pbs.calls("qsub").get(0);
        assertThat(words.get(words.indexOf("-v") + 1)).isEqualTo("TRIALOG_ENVIRONMENT=" + file);
        assertThat(words).doesNotContain("-V");
    }

    @Test
    void allJobsAreAskedAboutInOneQuery() throws Exception {
        JobHandle first = executor.submit(shell("sleep 300"));
        JobHandle second = executor.submit(shell("sleep 300"));

        await(
                "RUNNING",
                () -> state(executor, first) == JobState.RUNNING && state(executor, second) == JobState.RUNNING);

        await(
                "a query about both",
                () -> pbs.calls("qstat")
                        .contains(List.of("-x", "-t", "-f", "-F", "json", first.nativeId(), second.nativeId())));
    }

    @Test
    void aJobThatCanNeverRunIsHeldAndSaysWhy() throws Exception {
        JobSpec spec = shell("true");
        JobHandle job = executor.submit(new JobSpec(
                spec.token(),
                spec.name(),
                spec.command(),
                spec.directory(),
                spec.workdir(),
                Map.of(),
                null,
                Duration.ofSeconds(1),
                Map.of("cpus_per_task", 99L)));

        await("HELD", () -> state(executor, job) == JobState.HELD);

        assertThat(status(executor, job).reason())
                .isEqualTo("Q (Can Never Run: Insufficient amount of resource: ncpus (R: 99 A: 8 T: 8))");
    }

    @Test
    void aJobThatSomebodyDeletedIsCancelled() throws Exception {
        JobHandle job = executor.submit(shell("sleep 300"));
        await("RUNNING", () -> state(executor, job) == JobState.RUNNING);

        pbs.run("qdel", job.nativeId());

        assertThat(awaitFinal(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(status(executor, job).reason()).isEqualTo("F (Exit_status 271, deleted)");
    }

    @Test
    void aJobOverItsWalltimeHasTimedOut() throws Exception {
        pbs.set("second", 0.01);
        JobSpec spec = shell("sleep 300");
        JobHandle job = executor.submit(new JobSpec(
                spec.token(),
                spec.name(),
                spec.command(),
                spec.directory(),
                spec.workdir(),
                Map.of(),
                null,
                Duration.ofSeconds(1),
                Map.of("time", 60)));

        assertThat(awaitFinal(job).state()).isEqualTo(JobState.TIMED_OUT);
        assertThat(status(executor, job).reason())
                .startsWith("F (Exit_status -29, ")
                .endsWith("exceeded resource walltime)");
    }

    @Test
    void aJobThatIsRunAgainIsARestartOfTheSameJob() throws Exception {
        JobSpec spec = shell("echo run $TRIALOG_RESTART >>runs; [ \"$TRIALOG_RESTART\" = 1 ] || sleep 300");
        JobHandle job = executor.submit(spec);
        Path runs = spec.workdir().resolve("runs");
        await("the first run", () -> Files.exists(runs));

        pbs.rerun(job.nativeId());

        JobStatus status = awaitFinal(job);
        assertThat(status.state()).isEqualTo(JobState.EXITED);
        assertThat(status.restart()).isEqualTo(1);
        assertThat(runs).hasContent("run 0\nrun 1");
    }

    @Test
    void whereTheServerForgetsItsJobsTheirOwnFilesTellTheirEnd() throws Exception {
        pbs.set("history", false);
        JobHandle ends = executor.submit(shell("exit 3"));
        JobHandle isDeleted = executor.submit(shell("sleep 300"));
        await("RUNNING", () -> state(executor, isDeleted) == JobState.RUNNING);
        pbs.run("qdel", isDeleted.nativeId());

        assertThat(awaitFinal(ends).exitCode()).isEqualTo(3);
        await("LOST", () -> state(executor, isDeleted) == JobState.LOST);
    }

    @Test
    void theFirstExitStatusCountsAlsoIfTheServerShowsAnotherOneLater() throws Exception {
        pbs.set("killDelay", 0.1);
        PbsQueue queue = new PbsScheduler(pbs.environment(), Duration.ofSeconds(20)).queue();
        JobHandle job = executor.submit(shell("sleep 300"));
        await("RUNNING", () -> state(executor, job) == JobState.RUNNING);
        queue.jobs();
        pbs.show(job.nativeId(), "{\"job_state\": \"X\", \"Exit_status\": 3, \"substate\": 93}");
        assertThat(queue.jobs().get(job.nativeId()).row().text()).isEqualTo("X (Exit_status 3)");

        pbs.show(job.nativeId(), "{\"job_state\": \"F\", \"Exit_status\": 1, \"substate\": 91}");

        assertThat(queue.jobs().get(job.nativeId()).row().text()).isEqualTo("X (Exit_status 3)");
    }
}
