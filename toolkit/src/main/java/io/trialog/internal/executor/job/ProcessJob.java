package io.trialog.internal.executor.job;

import io.trialog.spi.JobHandle;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One job as the files in its directory and the table of processes show it. Keeps nothing between calls. */
final class ProcessJob {

    /** The variable that marks every process of a job. */
    static final String MARK = "TRIALOG_TOKEN";

    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);
    private static final int LOOKS = 10;
    private static final long BETWEEN_LOOKS_MILLIS = 20;

    private final JobHandle handle;

    ProcessJob(JobHandle handle) {
        this.handle = handle;
    }

    /**
     * The state, from the strongest evidence to the weakest: {@code exit.json}, a living wrapper, nothing. The exit is
     * looked up again after the wrapper was found dead, since it may have ended in between.
     */
    JobStatus status() throws IOException {
        JobStatus ended = ended();
        if (ended != null) {
            return ended;
        }
        StartRecord started = started();
        if (started != null && isElsewhere(started)) {
            return JobStatus.of(
                    JobState.UNKNOWN,
                    "it was started on host " + started.host() + ", and its processes can't be seen from "
                            + Processes.host());
        }
        if (isRunning(started)) {
            return started == null ? JobStatus.of(JobState.QUEUED, "its wrapper is starting") : started.status();
        }
        ended = ended();
        return ended != null ? ended : withoutExit(started());
    }

    /** Whether the job is over with evidence. */
    boolean isOver() throws IOException {
        return ended() != null;
    }

    /** The wrapper: what it says of itself, else what is known from its start. */
    NativeId wrapper(@Nullable StartRecord started) {
        return started == null || started.pid() <= 0
                ? NativeId.parse(handle.nativeId())
                : new NativeId(started.pid(), started.start());
    }

    private boolean isRunning(@Nullable StartRecord started) {
        return (started == null || isThisBoot(started)) && wrapper(started).isAlive();
    }

    /** The start record, if it is this job's. */
    @Nullable
    StartRecord started() throws IOException {
        StartRecord started = StartRecord.read(handle.directory());
        return started == null || !started.token().equals(handle.token()) ? null : started;
    }

    Duration grace() throws IOException {
        StartRecord started = started();
        return started == null ? DEFAULT_GRACE : started.grace();
    }

    /**
     * Looks for the wrapper among all processes, before it has said where it is. The oldest with the token is it; but a process
     * that is just becoming another shows no environment, so that a child of the wrapper may be taken for it: until two looks
     * agree.
     */
    NativeId search() {
        NativeId found = look();
        for (int i = 0; i < LOOKS; i++) {
            Processes.pause(BETWEEN_LOOKS_MILLIS);
            NativeId again = look();
            if (again.equals(found)) {
                break;
            }
            found = again;
        }
        return found;
    }

    private NativeId look() {
        return Processes.withEnvironment(MARK, handle.token()).stream()
                .filter(pid -> pid != ProcessHandle.current().pid())
                .map(pid -> new NativeId(pid, Processes.startTime(pid)))
                .filter(id -> id.start() != 0)
                .min(Comparator.comparingLong(NativeId::start).thenComparingLong(NativeId::pid))
                .orElse(NativeId.UNKNOWN);
    }

    /** Leaves word that the job is to end, for a wrapper that has not started its program yet, and for later polls. */
    void markCancelled() throws IOException {
        JobFiles.markCancelled(handle.directory());
    }

    /** Asks the wrapper to end the job or, if it is gone, whatever is left of the job. */
    void terminate() throws IOException {
        StartRecord started = started();
        if (isRunning(started)) {
            Processes.terminate(wrapper(started).pid());
            return;
        }
        leftovers(started).forEach(Processes::terminate);
        if (!Processes.canList() && started != null) {
            Processes.signalGroup("TERM", started.program());
        }
    }

    /** Kills all processes of the job, the wrapper first, so that it can't take the death of the others for an end. */
    void kill() throws IOException {
        StartRecord started = started();
        if (isRunning(started)) {
            Processes.kill(wrapper(started).pid());
        }
        killLeftovers(started);
    }

    private @Nullable JobStatus ended() throws IOException {
        ExitRecord exit = ExitRecord.read(handle.directory());
        if (exit == null || !exit.token().equals(handle.token())) {
            return null;
        }
        StartRecord started = started();
        return started != null && started.restart() > exit.restart() ? null : exit.status();
    }

    /** The wrapper is gone and left no exit: it was killed, or the machine stopped. What it left is ended here. */
    private JobStatus withoutExit(@Nullable StartRecord started) {
        int killed = killLeftovers(started);
        String reason = "its wrapper (process " + wrapper(started).pid() + ") is gone and left no " + JobFiles.EXIT
                + (killed == 0 ? "" : "; " + killed + " processes that it left were killed");
        if (Files.exists(handle.directory().resolve(JobFiles.CANCEL))) {
            return JobStatus.of(JobState.CANCELLED, "cancelled; " + reason);
        }
        return JobStatus.of(JobState.LOST, reason);
    }

    /** Kills until none is left, since a dying family may still fork; gives up after a few rounds. */
    private int killLeftovers(@Nullable StartRecord started) {
        Set<Long> killed = new HashSet<>();
        for (int round = 0; round < 5; round++) {
            Set<Long> left = leftovers(started);
            if (left.isEmpty()) {
                break;
            }
            left.forEach(Processes::kill);
            killed.addAll(left);
        }
        if (!Processes.canList() && started != null) {
            Processes.signalGroup("KILL", started.program());
        }
        return killed.size();
    }

    /** Processes that carry the job's token, or are in the session of its program. */
    private Set<Long> leftovers(@Nullable StartRecord started) {
        Set<Long> pids = new HashSet<>(Processes.withEnvironment(MARK, handle.token()));
        if (started != null && isThisBoot(started) && !isReused(started)) {
            pids.addAll(Processes.inSession(started.program()));
        }
        pids.remove(ProcessHandle.current().pid());
        return pids;
    }

    /** Whether the program's pid belongs to another process by now. A pid that still names a session is not reused. */
    private static boolean isReused(StartRecord started) {
        long leader = Processes.startTime(started.program());
        return leader != 0 && leader != started.programStart();
    }

    private static boolean isThisBoot(StartRecord started) {
        return started.boot().equals(Processes.boot());
    }

    private static boolean isElsewhere(StartRecord started) {
        return !started.host().isEmpty()
                && !Processes.host().isEmpty()
                && !started.host().equals(Processes.host());
    }
}
