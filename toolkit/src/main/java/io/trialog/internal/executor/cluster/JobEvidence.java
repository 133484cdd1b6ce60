package io.trialog.internal.executor.cluster;

import io.trialog.internal.executor.job.ExitRecord;
import io.trialog.internal.executor.job.JobFiles;
import io.trialog.internal.executor.job.StartRecord;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a job's own files say, which is more than the scheduler knows: the files first, the scheduler as the safety net.
 *
 * @param started the wrapper's word that the program was started, or {@code null}
 * @param exit the wrapper's word that everything is over, or {@code null}; never that of an earlier restart
 * @param cancelled whether Trialog itself wants the job to end
 */
public record JobEvidence(
        @Nullable StartRecord started, @Nullable ExitRecord exit, boolean cancelled) {

    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    /** Reads what a job left in its directory. */
    public static JobEvidence of(JobHandle job) throws IOException {
        StartRecord started = StartRecord.read(job.directory());
        if (started != null && !started.token().equals(job.token())) {
            started = null;
        }
        ExitRecord exit = ExitRecord.read(job.directory());
        if (exit != null
                && (!exit.token().equals(job.token()) || started != null && started.restart() > exit.restart())) {
            exit = null;
        }
        return new JobEvidence(started, exit, Files.exists(job.directory().resolve(JobFiles.CANCEL)));
    }

    /** The job that was let in by the fence of a directory, or {@code null}. */
    public static @Nullable String enteredBy(Path directory) throws IOException {
        Path fence = directory.resolve(JobFiles.FENCE);
        if (!Files.isDirectory(fence)) {
            return null;
        }
        try (DirectoryStream<Path> restarts = Files.newDirectoryStream(fence)) {
            for (Path restart : restarts) {
                Path holder = restart.resolve("job");
                String job = Files.exists(holder) ? Files.readString(holder).strip() : "";
                if (!job.isEmpty()) { // else it is just being written, or its node went down over it
                    return job;
                }
            }
        }
        return null;
    }

    /**
     * Whether the files alone tell the end. They do not if the wrapper was told to end by somebody else, since the scheduler
     * may start the job again (preemption), nor if its program was killed, which may be for its memory or time: Slurm signals
     * all processes of a job at once, and the program may be gone before its wrapper has heard of it.
     */
    boolean isConclusive() {
        return exit != null && !wasStoppedFromOutside() && !wasKilled();
    }

    boolean wasStoppedFromOutside() {
        return exit != null && exit.cancelled() && !cancelled;
    }

    /** Whether a signal ended the program of which the wrapper knows nothing. */
    boolean wasKilled() {
        return endedBy(SIGKILL) || wasTerminated();
    }

    /** The same, by the signal with which schedulers begin. */
    boolean wasTerminated() {
        return endedBy(SIGTERM) && !cancelled;
    }

    private boolean endedBy(int signal) {
        return exit != null
                && exit.status().state() == JobState.EXITED
                && Integer.valueOf(signal).equals(exit.signal());
    }

    /** How it ended, by its own files, or how it runs. */
    @Nullable
    JobStatus status() {
        if (exit != null) {
            JobStatus status = exit.status();
            return started == null
                    ? status
                    : new JobStatus(
                            status.state(),
                            status.reason(),
                            status.exitCode(),
                            status.signal(),
                            status.restart(),
                            new JobStatus.Details(started.location(), started.at(), exit.seconds()));
        }
        return started == null ? null : started.status();
    }
}
