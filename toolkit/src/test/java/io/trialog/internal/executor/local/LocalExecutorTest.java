package io.trialog.internal.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.internal.executor.job.ExitRecord;
import io.trialog.internal.executor.job.JobFiles;
import io.trialog.internal.executor.job.StartRecord;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.spi.SubmissionException;
import io.trialog.testing.Eventually;
import io.trialog.testing.ExecutorContract;
import io.trialog.testing.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract, and what only local processes suffer. */
@Tag("processes")
final class LocalExecutorTest extends ExecutorContract {

    @Override
    protected Executor create() {
        return new LocalExecutor(System.getenv(), Map.of());
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Test
    void aWrapperKilledByForceLosesTheJobAndNothingOfItLivesOn() throws Exception {
        JobSpec spec = shell("sleep 300 & setsid sleep 301 & sleep 302");
        JobHandle job = running(spec);

        kill("KILL", started(spec).pid());

        await("LOST", () -> state(executor, job) == JobState.LOST);
        assertThat(status(executor, job).reason()).contains("is gone and left no exit.json");
        await("no process left", () -> Leftovers.of(spec.token()).isEmpty());
    }

    @Test
    void aProgramKilledByForceHasExitedWithSignal9() throws Exception {
        JobSpec spec = shell("sleep 300");
        JobHandle job = running(spec);

        kill("KILL", started(spec).program());

        JobStatus status = awaitFinal(job);
        assertThat(status.state()).isEqualTo(JobState.EXITED);
        assertThat(status.signal()).isEqualTo(9);
    }

    @Test
    void aWrapperToldToEndBySomebodyElseIsCancelled() throws Exception {
        JobSpec spec = shell("sleep 300 & sleep 300");
        JobHandle job = running(spec);

        kill("TERM", started(spec).pid());

        assertThat(awaitFinal(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(Leftovers.of(spec.token())).isEmpty();
    }

    @Test
    void aStoppedWrapperCanBeCancelled() throws Exception {
        JobSpec spec = shell("sleep 300");
        JobHandle job = running(spec);
        kill("STOP", started(spec).pid());

        executor.cancel(List.of(job));

        assertThat(awaitFinal(job).state()).isEqualTo(JobState.CANCELLED);
        await("no process left", () -> Leftovers.of(spec.token()).isEmpty());
    }

    @Test
    void aStoppedProgramIsKilledAtItsTimeLimit() throws Exception {
        JobSpec spec = shell("kill -STOP $$; sleep 300");
        JobHandle job = executor.submit(limited(spec, Duration.ofMillis(300)));

        assertThat(awaitFinal(job).state()).isEqualTo(JobState.TIMED_OUT);
        assertThat(Leftovers.of(spec.token())).isEmpty();
    }

    @Test
    void childrenLeftBehindEndWithTheirProgram() throws Exception {
        JobSpec spec = shell("sleep 300 & (trap '' TERM; sleep 301) & setsid sleep 302 & (setsid sleep 303 &); exit 4");

        assertThat(awaitFinal(executor.submit(spec)).exitCode()).isEqualTo(4);
        assertThat(Leftovers.of(spec.token())).isEmpty();
    }

    @Test
    void jobsWithSimilarTokensLeaveEachOtherAlone() throws Exception {
        JobSpec one = shell("sleep 300");
        JobHandle first = running(one);
        JobSpec like = shell("true");
        JobSpec shorter = new JobSpec(
                one.token().substring(0, one.token().length() - 1),
                "short",
                List.of("true"),
                like.directory(),
                like.workdir(),
                Map.of(),
                null,
                Duration.ofSeconds(1),
                Map.of());

        awaitFinal(executor.submit(shorter));

        assertThat(state(executor, first)).isEqualTo(JobState.RUNNING);
        executor.cancel(List.of(first));
        awaitFinal(first);
    }

    @Test
    void aProcessWithTheSameNumberIsNotTakenForTheJob() throws Exception {
        JobSpec spec = shell("true");
        JobHandle reused = new JobHandle(spec.token(), ProcessHandle.current().pid() + ":1", spec.directory());

        assertThat(state(executor, reused)).isEqualTo(JobState.LOST);
        executor.cancel(List.of(reused));
    }

    @Test
    void theSecondCopyOfAJobDoesNothingAndAHigherRestartEntersOnce() throws Exception {
        JobSpec spec = shell("echo \"$TRIALOG_RESTART ${TRIALOG_REPORT##*/}\" >>count");
        awaitFinal(executor.submit(spec));
        assertThat(wrapper(spec)).isEqualTo(0);
        assertThat(spec.directory().resolve("count")).hasContent("0 ");

        Files.delete(spec.directory().resolve(JobFiles.EXIT)); // it was stopped by force, before it could say so

        Path script = spec.directory().resolve(JobFiles.SCRIPT);
        Files.writeString(script, Files.readString(script).replace("restart=0", "restart=2"));
        assertThat(wrapper(spec)).isEqualTo(0);
        assertThat(wrapper(spec)).isEqualTo(0);
        Files.writeString(script, Files.readString(script).replace("restart=2", "restart=1"));
        assertThat(wrapper(spec)).isEqualTo(0);

        assertThat(spec.directory().resolve("count")).hasContent("0 \n2 report.2.jsonl");
        ExitRecord exit = ExitRecord.read(spec.directory());
        assertThat(exit).isNotNull();
        assertThat(exit.restart()).isEqualTo(2);
    }

    @Test
    void ofManyCopiesStartedAtOnceOneEnters() throws Exception {
        JobSpec spec = shell("echo once >>count; sleep 0.2");
        awaitFinal(executor.submit(spec));
        Files.delete(spec.directory().resolve("count"));
        deleteTree(spec.directory().resolve(JobFiles.FENCE));

        Process[] copies = new Process[8];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = start(spec);
        }
        for (Process copy : copies) {
            assertThat(copy.waitFor(patience().toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        assertThat(spec.directory().resolve("count")).hasContent("once");
    }

    @Test
    void muchOutputNeitherStopsTheJobNorTheController() throws Exception {
        JobSpec spec = shell("head -c 200000000 /dev/zero | tr '\\0' 'x'; echo; echo end");
        JobHandle job = executor.submit(spec);

        assertThat(awaitFinal(job).exitCode()).isEqualTo(0);
        assertThat(Files.size(spec.directory().resolve(JobFiles.OUTPUT))).isEqualTo(200_000_005L);
        Files.delete(spec.directory().resolve(JobFiles.OUTPUT));
    }

    @Test
    void twoExecutorsMayWatchTheSameJob() throws Exception {
        JobSpec spec = shell("sleep 0.3; exit 6");
        JobHandle job = executor.submit(spec);

        try (Executor other = create()) {
            await("final for both", () -> {
                JobState here = state(executor, job);
                JobState there = state(other, job);
                assertThat(List.of(here, there)).doesNotContain(JobState.LOST);
                return here.isFinal() && there.isFinal();
            });
            assertThat(status(other, job).exitCode()).isEqualTo(6);
        }
    }

    @Test
    void aDirectoryThatCanNotBeWrittenToIsRefusedForGood() throws Exception {
        Path readOnly = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(readOnly), "needs /proc");
        JobSpec spec = shell("true");
        JobSpec there = new JobSpec(
                spec.token(),
                "unwritable",
                spec.command(),
                readOnly,
                folder,
                Map.of(),
                null,
                Duration.ofSeconds(1),
                Map.of());

        SubmissionException refusal = catchThrowableOfType(SubmissionException.class, () -> executor.submit(there));

        assertThat(refusal).hasMessageContaining("unwritable").hasMessageContaining("/proc/self");
    }

    @Test
    void anExitThatNeverReachedTheDiskIsNoEvidence() throws Exception {
        JobSpec spec = shell("true");
        JobHandle job = executor.submit(spec);
        awaitFinal(job);
        Files.write(spec.directory().resolve(JobFiles.EXIT), new byte[0]);

        // The wrapper lives on for a moment after it wrote the file.
        Eventually.holds("the job is lost", Duration.ofSeconds(10), () -> state(executor, job) == JobState.LOST);
    }

    @Test
    void aJobOfAnotherHostIsUnknownHereAndNotLost() throws Exception {
        JobSpec spec = shell("sleep 300");
        JobHandle job = running(spec);
        Path file = spec.directory().resolve(JobFiles.STARTED);
        String original = Files.readString(file);
        Files.writeString(file, original.replaceAll("\"host\":\"[^\"]*\"", "\"host\":\"elsewhere\""));
        assumeTrue(Files.exists(Path.of("/proc/sys/kernel/hostname")), "needs the host's name from /proc");

        assertThat(status(executor, job).state()).isEqualTo(JobState.UNKNOWN);
        assertThat(status(executor, job).reason()).contains("elsewhere");

        Files.writeString(file, original);
        executor.cancel(List.of(job));
        awaitFinal(job);
    }

    @Test
    void theProgramCanBeInterruptedAlthoughAShellStartedIt() throws Exception {
        JobSpec spec = shell("echo ready; exec sleep 300");
        JobHandle job = running(spec);
        await("ready", () -> Files.size(spec.directory().resolve(JobFiles.OUTPUT)) > 0);

        kill("INT", started(spec).program());

        assertThat(awaitFinal(job).signal()).isEqualTo(2);
    }

    @Test
    void aFullDiskDelaysTheExitUntilThereIsRoom() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(command("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk.toString()) == 0, "can't mount");
        try {
            JobSpec spec = shell("head -c 1000000 /dev/zero >filler; exit 9");
            Path directory = Files.createDirectories(disk.resolve("job"));
            JobHandle job = executor.submit(new JobSpec(
                    spec.token(),
                    spec.name(),
                    spec.command(),
                    directory,
                    directory,
                    Map.of(),
                    null,
                    Duration.ofSeconds(1),
                    Map.of()));
            await(
                    "a complaint",
                    () -> Files.exists(directory.resolve("filler"))
                            && Files.size(directory.resolve("filler")) > 50_000);
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(state(executor, job)).isIn(JobState.QUEUED, JobState.RUNNING);

            Files.delete(directory.resolve("filler"));

            assertThat(awaitFinal(job).exitCode()).isEqualTo(9);
        } finally {
            command("umount", "-l", disk.toString());
        }
    }

    private static int command(String... words) throws Exception {
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private JobHandle running(JobSpec spec) throws Exception {
        JobHandle job = executor.submit(spec);
        await("RUNNING", () -> state(executor, job) == JobState.RUNNING);
        return job;
    }

    private static StartRecord started(JobSpec spec) throws IOException {
        StartRecord started = StartRecord.read(spec.directory());
        assertThat(started).isNotNull();
        return started;
    }

    private static void kill(String signal, long pid) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + pid).start().waitFor();
    }

    private static int wrapper(JobSpec spec) throws Exception {
        return start(spec).waitFor();
    }

    private static Process start(JobSpec spec) throws IOException {
        return new ProcessBuilder("/bin/sh", JobFiles.SCRIPT)
                .directory(spec.directory().toFile())
                .start();
    }

    private static void deleteTree(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
