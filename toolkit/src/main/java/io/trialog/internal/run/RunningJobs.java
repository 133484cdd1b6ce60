package io.trialog.internal.run;

import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The attempts whose jobs are under way, wherever they run. For use by one thread. */
final class RunningJobs {

    private static final int MILLISECONDS_BETWEEN = 50;

    private final List<RunningAttempt> running = new ArrayList<>();

    void add(RunningAttempt attempt) {
        running.add(attempt);
    }

    void remove(RunningAttempt attempt) {
        running.remove(attempt);
    }

    int size() {
        return running.size();
    }

    /** All that there are now. */
    List<RunningAttempt> all() {
        return List.copyOf(running);
    }

    /** The attempt of a trial, or {@code null} if it has no job now. */
    @Nullable
    RunningAttempt of(int trial) {
        return running.stream()
                .filter(attempt -> attempt.number() == trial)
                .findFirst()
                .orElse(null);
    }

    /** The states of their jobs by token, with one question to each executor. */
    Map<String, JobStatus> states() throws IOException {
        Map<String, JobStatus> states = new HashMap<>();
        for (Map.Entry<Executor, List<JobHandle>> group : handles().entrySet()) {
            states.putAll(group.getKey().poll(group.getValue()));
        }
        return states;
    }

    private Map<Executor, List<JobHandle>> handles() {
        Map<Executor, List<JobHandle>> handles = new LinkedHashMap<>();
        for (RunningAttempt attempt : running) {
            handles.computeIfAbsent(attempt.executor(), key -> new ArrayList<>())
                    .add(attempt.handle());
        }
        return handles;
    }

    /** Ends all jobs, and waits until they are over, or gone, or the time is up. */
    void stop(String reason, Duration timeout) throws IOException {
        for (RunningAttempt attempt : running) {
            attempt.requestStop(reason);
        }
        for (Map.Entry<Executor, List<JobHandle>> group : handles().entrySet()) {
            group.getKey().cancel(group.getValue());
        }
        long rounds = timeout.toMillis() / MILLISECONDS_BETWEEN;
        for (long i = 0; i < rounds && !areOver(); i++) {
            try {
                TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean areOver() throws IOException {
        return states().values().stream()
                .allMatch(status -> status.state().isFinal() || status.state() == JobState.LOST);
    }
}
