package io.trialog.internal.executor.job;

import io.trialog.internal.file.FileProblem;
import io.trialog.internal.file.PrivateFile;
import io.trialog.internal.format.ShellWords;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobStatus;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs as processes of this machine. Each has a wrapper ({@link JobScript}) that is bound to nothing of this
 * JVM, neither its process group nor its terminal nor its pipes, so that jobs go on when the controller dies and
 * Ctrl-C does not reach them.
 *
 * <p>{@code native id} is {@code pid:starttime} of the wrapper. Any number of objects, in any number of JVMs, may
 * look at the same jobs. The inherited environment reaches the job unchanged, with the job's own variables on top and
 * {@code TRIALOG_TOKEN} and {@code TRIALOG_RESTART}.
 */
public final class ProcessJobs implements AutoCloseable {

    private static final String RESTART = "TRIALOG_RESTART";

    private final ScheduledThreadPoolExecutor reaper = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "trialog-local-reaper");
        thread.setDaemon(true);
        return thread;
    });

    private final Surroundings surroundings;

    /**
     * What a job's wrapper finds around it.
     *
     * @param environment the variables that it inherits
     * @param teardown shell text that it runs once its program is over; may be empty
     * @param patience what it may take beyond the grace period to end a job before it is ended by force
     */
    public record Surroundings(Map<String, String> environment, String teardown, Duration patience) {

        public Surroundings {
            environment = Map.copyOf(environment);
        }
    }

    /** @param surroundings what the jobs find around them */
    public ProcessJobs(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Starts a job, as {@link Executor#submit} says.
     *
     * @throws SubmissionException if it can't be started
     */
    public JobHandle submit(JobSpec spec) throws SubmissionException {
        String script = check(spec);
        try {
            JobHandle submitted = find(spec.token(), spec.directory());
            if (submitted != null) {
                return submitted;
            }
            JobScript.write(spec.directory(), script);
            PrivateFile.create(spec.directory().resolve(JobFiles.ERRORS));
        } catch (IOException | ReadOnlyFileSystemException e) {
            throw unwritable(spec, JobFiles.SCRIPT, e);
        }
        return start(spec);
    }

    /**
     * Returns why a job is not started of which a file can't be written.
     *
     * @param file the name of the file in the job's directory
     * @param failure what was thrown
     */
    public static SubmissionException unwritable(JobSpec spec, String file, Exception failure) {
        if (failure instanceof AccessDeniedException || failure instanceof ReadOnlyFileSystemException) {
            return refused(spec, "its directory can't be written to: " + failure.getMessage());
        }
        IOException problem = failure instanceof IOException e ? e : new IOException(failure);
        return new SubmissionException(
                readOnly(problem) ? Kind.PERMANENT : Kind.TRANSIENT,
                "Job " + spec.name() + " was not started: " + file + " can't be written to " + spec.directory() + ": "
                        + FileProblem.words(problem));
    }

    /** The wrapper that would run, without running it. */
    public Preview preview(JobSpec spec) {
        return new Preview(List.of("/bin/sh", JobFiles.SCRIPT), JobScript.render(spec, dialect(spec)));
    }

    /**
     * The job that was started with this token in this directory, if there is any trace of it.
     *
     * @throws IOException if its directory can't be read
     */
    public @Nullable JobHandle find(String token, Path directory) throws IOException {
        if (!Files.exists(directory.resolve(JobFiles.SCRIPT))) {
            return null;
        }
        ProcessJob job = new ProcessJob(new JobHandle(token, NativeId.UNKNOWN.toString(), directory));
        StartRecord started = job.started();
        NativeId wrapper = started == null ? job.search() : job.wrapper(started);
        boolean trace = started != null || wrapper.pid() > 0 || job.isOver() || hasEntered(token, directory);
        return trace ? new JobHandle(token, wrapper.toString(), directory) : null;
    }

    /**
     * The states of jobs by token.
     *
     * @throws IOException if a directory can't be read
     */
    public Map<String, JobStatus> poll(Collection<JobHandle> jobs) throws IOException {
        Map<String, JobStatus> states = new LinkedHashMap<>();
        for (JobHandle job : jobs) {
            states.put(job.token(), new ProcessJob(job).status());
        }
        return states;
    }

    /**
     * Ends jobs, as {@link Executor#cancel} says.
     *
     * @throws IOException if a directory can't be written to
     */
    public void cancel(Collection<JobHandle> jobs) throws IOException {
        for (JobHandle handle : jobs) {
            ProcessJob job = new ProcessJob(handle);
            if (Files.isDirectory(handle.directory()) && !job.isOver()) {
                job.markCancelled();
                job.terminate();
                long delay = job.grace().plus(surroundings.patience()).toMillis();
                Future<?> unused = reaper.schedule(() -> endByForce(job), delay, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Lets go of this process's thread, which still ends by force what is being cancelled; jobs go on. */
    @Override
    public void close() {
        reaper.shutdown();
    }

    private static void endByForce(ProcessJob job) {
        try {
            if (!job.isOver()) {
                job.kill();
            }
        } catch (IOException e) {
            return; // its directory can't be read any more; poll reports that
        }
    }

    private String check(JobSpec spec) throws SubmissionException {
        if (!Files.isDirectory(spec.directory())) {
            throw refused(spec, "its directory " + spec.directory() + " does not exist.");
        }
        if (!Files.isDirectory(spec.workdir())) {
            throw refused(
                    spec,
                    "its working directory " + spec.workdir()
                            + " does not exist.\nMaybe objective.workdir in the study file is misspelt?");
        }
        try {
            return JobScript.render(spec, dialect(spec));
        } catch (IllegalArgumentException e) {
            throw refused(spec, String.valueOf(e.getMessage()));
        }
    }

    private JobScript.Dialect dialect(JobSpec spec) {
        String restart = spec.environment().getOrDefault(RESTART, "0");
        return new JobScript.Dialect(
                "", "", ShellWords.quote(spec.token()), count(restart), true, surroundings.teardown(), "''", "");
    }

    private static String count(String restart) {
        return Integer.toString(Integer.parseUnsignedInt(restart));
    }

    private JobHandle start(JobSpec spec) throws SubmissionException {
        File nothing = new File("/dev/null");
        File errors = spec.directory().resolve(JobFiles.ERRORS).toFile();
        ProcessBuilder builder = new ProcessBuilder(List.of("/bin/sh", JobFiles.SCRIPT))
                .directory(spec.directory().toFile())
                .redirectInput(nothing)
                .redirectOutput(nothing)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors));
        builder.environment().clear();
        builder.environment().putAll(surroundings.environment());
        builder.environment().put(ProcessJob.MARK, spec.token());
        builder.environment().remove("TRIALOG_SESSION");
        try {
            long pid = builder.start().pid();
            NativeId id = new NativeId(pid, Processes.startTime(pid));
            return new JobHandle(spec.token(), id.toString(), spec.directory());
        } catch (IOException e) {
            throw new SubmissionException(Kind.TRANSIENT, "Job " + spec.name() + " was not started: " + e.getMessage());
        }
    }

    private static boolean hasEntered(String token, Path directory) throws IOException {
        Path fence = directory.resolve(JobFiles.FENCE);
        try {
            return Files.readString(fence.resolve("0").resolve("job")).strip().equals(token);
        } catch (NoSuchFileException e) {
            return Files.isDirectory(fence);
        }
    }

    private static boolean readOnly(IOException e) {
        return String.valueOf(e.getMessage()).contains("Read-only file system");
    }

    private static SubmissionException refused(JobSpec spec, String why) {
        return new SubmissionException(Kind.PERMANENT, "Job " + spec.name() + " can't be started: " + why);
    }
}
