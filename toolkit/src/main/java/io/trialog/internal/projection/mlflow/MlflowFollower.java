package io.trialog.internal.projection.mlflow;

import io.trialog.exception.TrialogException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends an open study to MLflow on a thread of its own, a few seconds behind, so that most trials take four calls. A server that is down is tried again, after longer and
 * longer pauses; the study never waits for it, but for a bounded time at its end. Safe for use by several threads.
 */
public final class MlflowFollower implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);
    private static final Duration RUN_IN_TIME = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Path directory;
    private final MlflowSettings settings;
    private final Map<String, String> environment;
    private final Consumer<String> problems;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition answer = lock.newCondition();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private @Nullable MlflowSync sync;
    private boolean changed = true;
    private boolean urgent;
    private boolean closed;
    private long asked;
    private long answered;
    private boolean upToDate;
    private int failures;
    private String problem = "";

    /** A run that a program waits for. */
    private record Request(RunKey key, Instant start, CompletableFuture<String> id) {}

    private MlflowFollower(
            Path directory, MlflowSettings settings, Map<String, String> environment, Consumer<String> problems) {
        this.directory = directory;
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.problems = problems;
        this.thread = new Thread(this::run, "trialog-mlflow");
        thread.setDaemon(true);
    }

    /**
     * Starts to follow a study.
     *
     * @param directory the study's directory
     * @param environment where addresses and credentials are looked up
     * @param problems told of trouble, in words for the user, as long as it is the same once
     */
    public static MlflowFollower start(
            Path directory, MlflowSettings settings, Map<String, String> environment, Consumer<String> problems) {
        MlflowFollower follower = new MlflowFollower(directory, settings, environment, problems);
        follower.thread.start();
        return follower;
    }

    /** Something was appended to the log. Returns at once. */
    public void changed() {
        lock.lock();
        try {
            changed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until everything is sent that the ledger holds, or the server proves to be unreachable.
     *
     * @param patience how long at most
     * @return whether everything was sent
     */
    public boolean flush(Duration patience) {
        lock.lock();
        try {
            asked++;
            long ticket = asked;
            urgent = true;
            news.signal();
            long nanos = patience.toNanos();
            while (answered < ticket && !closed && nanos > 0) {
                nanos = answer.awaitNanos(nanos);
            }
            return answered >= ticket && upToDate;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns what the program of an attempt needs to log by itself, before it is submitted.
     *
     * @param start when the attempt began
     * @return variables by name; without a run if the server did not make one within five seconds
     */
    public Map<String, String> variables(int trial, int attempt, Instant start) {
        if (!settings.program()) {
            return Map.of();
        }
        Request request = new Request(new RunKey(trial, attempt), start, new CompletableFuture<>());
        requests.add(request);
        lock.lock();
        try {
            urgent = true;
            news.signal();
        } finally {
            lock.unlock();
        }
        return MlflowVariables.of(settings, environment, id(request));
    }

    private static String id(Request request) {
        try {
            return request.id().get(RUN_IN_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            request.id().cancel(true);
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private void run() {
        try {
            while (await()) {
                round();
            }
            serve();
        } catch (InterruptedException e) {
            return;
        } finally {
            lock.lock();
            try {
                closed = true;
                answer.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits for something to do; returns whether to go on. */
    private boolean await() throws InterruptedException {
        lock.lock();
        try {
            long pause = (failures == 0 ? PAUSE : rest()).toNanos();
            while (pause > 0 && !urgent && !closed) {
                pause = news.awaitNanos(pause);
            }
            while (!changed && !urgent && !closed) {
                news.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private Duration rest() {
        Duration rest = PAUSE.multipliedBy(1L << Math.min(failures, 6));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    private void round() throws InterruptedException {
        long ticket;
        lock.lock();
        try {
            urgent = false;
            changed = false;
            ticket = asked;
        } finally {
            lock.unlock();
        }
        boolean done = sent();
        lock.lock();
        try {
            upToDate = done;
            answered = ticket;
            changed |= !done;
            answer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("IllegalCatch") // whatever goes wrong with a tracker, the study goes on
    private boolean sent() throws InterruptedException {
        try {
            serve();
            MlflowSync opened = sync();
            while (!opened.step(this::serve)) {
                serve();
            }
            failures = 0;
            problem = "";
            return true;
        } catch (IOException e) {
            failed("MLflow does not take this study at the moment (" + e.getMessage()
                    + "). The study goes on, and what is missing is sent later.");
        } catch (TrialogException e) {
            failed("Nothing is sent to MLflow: " + e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            failed("Nothing is sent to MLflow: " + e);
        }
        return false;
    }

    private void failed(String text) {
        failures++;
        sync = null;
        if (!text.equals(problem)) {
            problem = text;
            problems.accept(text);
        }
    }

    private MlflowSync sync() {
        MlflowSync opened = sync;
        if (opened == null) {
            opened = new MlflowSync(directory, settings, new MlflowServer(settings.access(environment)), problems);
            sync = opened;
        }
        return opened;
    }

    /** Answers programs that wait for their run. */
    @SuppressWarnings("IllegalCatch") // as above
    private void serve() throws InterruptedException {
        for (Request request = requests.poll(); request != null; request = requests.poll()) {
            try {
                if (!request.id().isDone()) {
                    request.id().complete(sync().run(request.key(), request.start()));
                }
            } catch (IOException | RuntimeException | LinkageError e) {
                request.id().complete("");
            }
        }
    }

    /** Sends what is left, for a few seconds at most, and ends. Idempotent. */
    @Override
    public void close() {
        if (failures == 0) {
            flush(CLOSING);
        }
        lock.lock();
        try {
            closed = true;
            news.signalAll();
            answer.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
    }
}
