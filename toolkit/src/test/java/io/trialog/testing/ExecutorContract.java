package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.internal.executor.job.JobFiles;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.spi.SubmissionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every executor, on this machine, on a cluster or faked. */
@Tag("processes")
public abstract class ExecutorContract {

    @TempDir
    protected Path folder;

    protected Executor executor;

    private int tokens;

    /** A fresh executor; it is closed after the test. */
    protected abstract Executor create();

    /** How long a job of this executor may take to show a state. */
    protected abstract Duration patience();

    /** The shortest time limit that this executor keeps. */
    protected Duration timeLimit() {
        return Duration.ofMillis(700);
    }

    /** How often tests ask for a state. */
    protected Duration pollInterval() {
        return Duration.ofMillis(20);
    }

    @BeforeEach
    void open() {
        executor = create();
    }

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void aProgramThatEndsWellHasExitedWithCode0AndLeftItsOutput() throws Exception {
        JobHandle job = executor.submit(shell("echo seen; echo heard >&2"));

        JobStatus status = awaitFinal(job);

        assertThat(status.state()).isEqualTo(JobState.EXITED);
        assertThat(status.exitCode()).isEqualTo(0);
        assertThat(status.signal()).isNull();
        assertThat(status.restart()).isEqualTo(0);
        assertThat(job.directory().resolve(JobFiles.OUTPUT)).hasContent("seen");
        assertThat(job.directory().resolve(JobFiles.ERRORS)).hasContent("heard");
    }

    @Test
    void anExitCodeIsReportedAsItIs() throws Exception {
        JobStatus status = awaitFinal(executor.submit(shell("exit 7")));

        assertThat(status.state()).isEqualTo(JobState.EXITED);
        assertThat(status.exitCode()).isEqualTo(7);
    }

    @Test
    void aProgramKilledByASignalHasExitedWithThatSignal() throws Exception {
        JobStatus status = awaitFinal(executor.submit(shell("kill -9 $$")));

        assertThat(status.state()).isEqualTo(JobState.EXITED);
        assertThat(status.signal()).isEqualTo(9);
        assertThat(status.exitCode()).isNull();
    }

    @Test
    void argumentsAndVariablesReachTheProgramUnchanged() throws Exception {
        String nasty = "a b'c\"d$(touch pwned)`touch pwned`${HOME}\\\n\t;rm *&|<>#~!é😀";
        JobSpec spec = spec(
                List.of("sh", "-c", "printf '%s' \"$1\"; printf '|%s|' \"$NASTY\"; printf '%s' \"$#\"", "x", nasty, ""),
                Map.of("NASTY", nasty));

        awaitFinal(executor.submit(spec));

        assertThat(Files.readString(spec.directory().resolve(JobFiles.OUTPUT))).isEqualTo(nasty + "|" + nasty + "|2");
        assertThat(spec.directory().resolve("pwned")).doesNotExist();
    }

    @Test
    void theProgramRunsInItsWorkingDirectory() throws Exception {
        Path workdir = Files.createDirectories(folder.resolve("work 'dir'"));
        JobSpec spec = shell("pwd -P >where; pwd -P");
        JobHandle job = executor.submit(new JobSpec(
                spec.token(),
                spec.name(),
                spec.command(),
                spec.directory(),
                workdir,
                Map.of(),
                null,
                Duration.ofSeconds(1),
                Map.of()));

        awaitFinal(job);

        assertThat(workdir.resolve("where")).hasContent(workdir.toRealPath().toString());
    }

    @Test
    void aProgramThatDoesNotExistExitsWith127AndSaysSo() throws Exception {
        JobSpec spec = spec(List.of("no such program", "x"), Map.of());

        JobStatus status = awaitFinal(executor.submit(spec));

        assertThat(status.exitCode()).isEqualTo(127);
        assertThat(Files.readString(spec.directory().resolve(JobFiles.ERRORS)))
                .contains("no such program")
                .contains("not found");
    }

    @Test
    void aProgramThatIsNotExecutableExitsWith126() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "not a program");

        JobStatus status = awaitFinal(executor.submit(spec(List.of(text.toString()), Map.of())));

        assertThat(status.exitCode()).isEqualTo(126);
    }

    @Test
    void aTokenIsNeverRunASecondTime() throws Exception {
        JobSpec spec = shell("echo once >>count; sleep 0.3");

        JobHandle first = executor.submit(spec);
        executor.submit(spec);
        awaitFinal(first);
        JobHandle third = executor.submit(spec);

        assertThat(awaitFinal(third).exitCode()).isEqualTo(0);
        assertThat(spec.directory().resolve("count")).hasContent("once");
    }

    @Test
    void aJobIsFoundByItsTokenWhileItRunsAndAfterItsEnd() throws Exception {
        JobSpec spec = shell("while [ ! -e go ]; do sleep 0.05; done; exit 3");
        executor.submit(spec);

        try (Executor other = create()) {
            JobHandle found = other.find(spec.token(), spec.directory());
            assertThat(found).isNotNull();
            await("RUNNING", () -> state(other, found) == JobState.RUNNING);
            Files.createFile(spec.directory().resolve("go"));
            await("EXITED", () -> state(other, found) == JobState.EXITED);
            JobHandle again = other.find(spec.token(), spec.directory());
            assertThat(again).isNotNull();
            assertThat(status(other, again).exitCode()).isEqualTo(3);
        }
    }

    @Test
    void aTokenThatWasNeverSubmittedIsNotFound() throws Exception {
        JobSpec spec = shell("true");

        assertThat(executor.find(spec.token(), spec.directory())).isNull();
    }

    @Test
    void aCancelledJobEndsWithAllItsProcesses() throws Exception {
        JobSpec spec = shell("sleep 300 & (sleep 301; true) & sleep 302");
        JobHandle job = executor.submit(spec);
        await("RUNNING", () -> state(executor, job) == JobState.RUNNING);

        executor.cancel(List.of(job));

        assertThat(awaitFinal(job).state()).isEqualTo(JobState.CANCELLED);
        await("no process left", () -> Leftovers.of(spec.token()).isEmpty());
    }

    @Test
    void aProgramThatIgnoresTheRequestToEndIsKilledAfterTheGracePeriod() throws Exception {
        JobSpec spec = shell("trap '' TERM; echo ready; while :; do sleep 0.1; done");
        JobHandle job = executor.submit(spec);
        await(
                "ready",
                () -> Files.exists(spec.directory().resolve(JobFiles.OUTPUT))
                        && Files.size(spec.directory().resolve(JobFiles.OUTPUT)) > 0);

        executor.cancel(List.of(job));

        JobStatus status = awaitFinal(job);
        assertThat(status.state()).isEqualTo(JobState.CANCELLED);
        assertThat(Leftovers.of(spec.token())).isEmpty();
    }

    @Test
    void aJobCancelledRightAfterItsSubmissionNeverLivesOn() throws Exception {
        List<JobHandle> jobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            JobHandle job = executor.submit(shell("sleep 300"));
            executor.cancel(List.of(job));
            jobs.add(job);
        }

        for (JobHandle job : jobs) {
            assertThat(awaitFinal(job).state()).isEqualTo(JobState.CANCELLED);
            await("no process left", () -> Leftovers.of(job.token()).isEmpty());
        }
    }

    @Test
    void cancellingFinishedAndUnknownJobsDoesNothing() throws Exception {
        JobHandle job = executor.submit(shell("exit 5"));
        awaitFinal(job);

        executor.cancel(List.of(job, new JobHandle("nobody", "1:1", folder.resolve("nowhere"))));

        assertThat(awaitFinal(job).exitCode()).isEqualTo(5);
    }

    @Test
    void aJobOverItsTimeLimitIsEnded() throws Exception {
        JobSpec spec = shell("sleep 300 & sleep 300");
        JobHandle job = executor.submit(limited(spec, timeLimit()));

        assertThat(awaitFinal(job).state()).isEqualTo(JobState.TIMED_OUT);
        await("no process left", () -> Leftovers.of(spec.token()).isEmpty());
    }

    @Test
    void pollAnswersForEveryJobAndLosesThoseWithoutATrace() throws Exception {
        JobHandle job = executor.submit(shell("true"));
        JobHandle nobody = new JobHandle("nobody", "1:1", Files.createDirectories(folder.resolve("nobody")));

        assertThat(executor.poll(List.of(job, nobody))).containsOnlyKeys(job.token(), "nobody");

        await("LOST", () -> executor.poll(List.of(job, nobody)).get("nobody").state() == JobState.LOST);
        assertThat(executor.poll(List.of(job, nobody)).get("nobody").reason()).isNotEmpty();
        awaitFinal(job);
    }

    @Test
    void aJobJustSubmittedIsNeverLost() throws Exception {
        List<JobHandle> jobs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            jobs.add(executor.submit(shell("true")));
            requireNoneLost(jobs);
        }
        while (!jobs.isEmpty()) {
            jobs.removeIf(requireNoneLost(jobs)::contains);
            Thread.sleep(2);
        }
    }

    /** Returns those that have ended. */
    private List<JobHandle> requireNoneLost(List<JobHandle> jobs) throws IOException {
        Map<String, JobStatus> states = executor.poll(jobs);
        assertThat(states.values())
                .extracting(JobStatus::state)
                .isSubsetOf(JobState.QUEUED, JobState.RUNNING, JobState.FINISHING, JobState.EXITED);
        return jobs.stream()
                .filter(job -> states.get(job.token()).state().isFinal())
                .toList();
    }

    @Test
    void aMissingWorkingDirectoryIsRefusedForGood() {
        JobSpec spec = shell("true");
        JobSpec lost = new JobSpec(
                spec.token(),
                spec.name(),
                spec.command(),
                spec.directory(),
                folder.resolve("gone"),
                Map.of(),
                null,
                Duration.ofSeconds(1),
                Map.of());

        SubmissionException refusal = catchThrowableOfType(SubmissionException.class, () -> executor.submit(lost));

        assertThat(refusal.kind()).isEqualTo(SubmissionException.Kind.PERMANENT);
        assertThat(refusal).hasMessageContaining("working directory").hasMessageContaining("gone");
    }

    @Test
    void aWordThatNoProgramCanReceiveIsRefusedForGood() {
        SubmissionException refusal = catchThrowableOfType(
                SubmissionException.class, () -> executor.submit(spec(List.of("echo", "a\0b"), Map.of())));

        assertThat(refusal.kind()).isEqualTo(SubmissionException.Kind.PERMANENT);
        assertThat(refusal).hasMessageContaining("NUL");
    }

    /** A job that runs a line of shell in its own directory. */
    protected final JobSpec shell(String line) {
        return spec(List.of("sh", "-c", line), Map.of());
    }

    /** A job with a fresh token and directory. */
    protected final JobSpec spec(List<String> command, Map<String, String> environment) {
        String token = "contract-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + "-" + tokens++;
        Path directory = folder.resolve("job dir " + tokens);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JobSpec(
                token,
                "contract_" + tokens,
                command,
                directory,
                directory,
                environment,
                null,
                Duration.ofMillis(500),
                Map.of());
    }

    /** The same job with a time limit. */
    protected static JobSpec limited(JobSpec spec, @Nullable Duration limit) {
        return new JobSpec(
                spec.token(),
                spec.name(),
                spec.command(),
                spec.directory(),
                spec.workdir(),
                spec.environment(),
                limit,
                spec.grace(),
                spec.resources());
    }

    /** Polls until the job is over. */
    protected final JobStatus awaitFinal(JobHandle job) throws Exception {
        await("a final state of " + job, () -> state(executor, job).isFinal());
        return status(executor, job);
    }

    protected static JobState state(Executor executor, JobHandle job) throws IOException {
        return status(executor, job).state();
    }

    protected static JobStatus status(Executor executor, JobHandle job) throws IOException {
        return executor.poll(List.of(job)).get(job.token());
    }

    /** Waits, within the patience of this executor. */
    protected final void await(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + patience().toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("deadline for: " + what).isLessThan(deadline);
            Thread.sleep(pollInterval().toMillis());
        }
    }

    /** Something that becomes true. */
    protected interface Condition {
        boolean holds() throws Exception;
    }
}
