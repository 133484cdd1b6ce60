package io.trialog.internal.launch;

import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.LaunchRecord;
import io.trialog.spi.ControllerJob;
import io.trialog.spi.SubmissionException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time during which one job is the controller of a launched study: makes sure that successors wait before any trial
 * is submitted, asks the scheduler when the job will end, and hands over some time before that. Safe for use by several threads.
 */
public final class ControllerTerm implements AutoCloseable {

    /** How long before its end a controller hands over, in the section {@code controller}: seconds. */
    static final String MARGIN = "renew_before";

    private static final Duration DEFAULT_MARGIN = Duration.ofMinutes(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);
    private static final int DEATHS = 5;
    private static final int TRIES_AT_THE_END = 5;

    private final Launch launch;
    private final String job;
    private final InstantSource clock;
    private final Consumer<String> notices;
    private @Nullable LaunchRecord record;
    private @Nullable Duration margin;
    private final List<String> submitted = new ArrayList<>();
    private String toldMissing = "";
    private volatile boolean handedOver;
    private volatile boolean closed;

    /**
     * @param job the id of this job
     * @param notices hears what a person who reads the job's output should know
     */
    public ControllerTerm(Launch launch, String job, InstantSource clock, Consumer<String> notices) {
        this.launch = launch;
        this.job = job;
        this.clock = clock;
        this.notices = notices;
    }

    /**
     * Begins: records this job and makes sure of its successors, however long the scheduler takes.
     *
     * @param finished how many trials are finished
     * @return whether the study is to be run
     * @throws TrialogException if no successor is allowed
     */
    public boolean begin(int finished) {
        LaunchRecord before = LaunchRecord.read(launch.study().controllers());
        if (before == null || before.isOver()) {
            notices.accept(
                    "The study needs no controller any more" + (before == null ? "." : ": " + before.ended() + "."));
            return false;
        }
        LaunchRecord now = before.begunBy(job, finished);
        record = now;
        now.write(launch.study().controllers());
        if (now.deaths() >= DEATHS) {
            end(DEATHS + " controllers in a row died while no trial was finished");
            throw new TrialogException("The study is not gone on with: " + DEATHS
                    + " controllers in a row died while no trial was finished."
                    + "\nMaybe their output in " + launch.study().controllers()
                    + " says why; 'trialog launch' begins anew.");
        }
        ensureSuccessors();
        return true;
    }

    private void ensureSuccessors() {
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            try {
                provideSuccessors();
                return;
            } catch (SubmissionException e) {
                if (e.kind() == SubmissionException.Kind.PERMANENT) {
                    throw new TrialogException(String.valueOf(e.getMessage()), e);
                }
                notices.accept(e.getMessage() + " It is tried again.");
            } catch (IOException e) {
                notices.accept("No successor yet: " + e.getMessage() + ". It is tried again.");
            }
            if (!sleep(pause)) {
                throw new TrialogException("This controller was interrupted before it had a successor.");
            }
            pause = pause.multipliedBy(2).compareTo(AFTER_TROUBLE) < 0 ? pause.multipliedBy(2) : AFTER_TROUBLE;
        }
    }

    /** How much longer trials may be started, or {@code null} for as long as it takes. */
    public @Nullable Duration left() {
        Instant deadline = record == null ? null : record.deadline();
        if (deadline == null) {
            return null;
        }
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Watches over this job's end from now on.
     *
     * @param handOver ends the optimization and leaves jobs running; may be called again when it did not end it
     */
    public void watch(Runnable handOver) {
        Thread thread = new Thread(() -> watchOver(handOver), "trialog-shift");
        thread.setDaemon(true);
        thread.start();
    }

    private void watchOver(Runnable handOver) {
        Duration pause = look();
        while (!closed && sleep(pause)) {
            pause = look();
            if (pause.isZero()) {
                handedOver();
                handOver.run();
                pause = SHORTEST_PAUSE;
            }
        }
    }

    /** Asks the scheduler; returns how long to wait before the next question, or zero when it is time to go. */
    private Duration look() {
        try {
            List<ControllerJob> jobs = launch.controllers();
            ControllerJob me = jobs.stream()
                    .filter(other -> other.id().equals(job))
                    .findFirst()
                    .orElse(null);
            if (jobs.stream().filter(other -> other.isSuccessorOf(job)).count() < Launch.SUCCESSORS) {
                replaceSuccessors();
            }
            Instant end = me == null ? null : me.end();
            if (end == null) {
                return LONGEST_PAUSE;
            }
            return untilTheEnd(Duration.between(clock.instant(), end));
        } catch (IOException | SubmissionException e) {
            notices.accept("The scheduler did not answer: " + e.getMessage());
            return AFTER_TROUBLE;
        }
    }

    private synchronized void replaceSuccessors() throws IOException, SubmissionException {
        if (!closed && !handedOver) {
            provideSuccessors();
        }
    }

    private synchronized void provideSuccessors() throws IOException, SubmissionException {
        Launch.Successors successors = launch.successorsOf(job);
        submitted.addAll(successors.submitted());
        if (!successors.missing().isEmpty() && !successors.missing().equals(toldMissing)) {
            notices.accept("Only one controller waits behind this one; another one is asked for again later: "
                    + successors.missing());
        }
        toldMissing = successors.missing();
    }

    private Duration untilTheEnd(Duration left) {
        Duration before = left.minus(marginOf(left));
        if (before.compareTo(SHORTEST_PAUSE) <= 0) {
            return Duration.ZERO;
        }
        Duration half = before.dividedBy(2);
        return half.compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : half.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : half;
    }

    /** Settled when the scheduler first says how much time is left. */
    private Duration marginOf(Duration left) {
        Duration settled = margin;
        if (settled == null) {
            settled = firstMargin(left);
            margin = settled;
        }
        return settled;
    }

    /** What the study file says, but never so much that nothing is left to work in. */
    private Duration firstMargin(Duration left) {
        Object said = launch.study().resources().get(MARGIN);
        Duration wanted = said instanceof Number seconds
                ? Duration.ofMillis(Math.round(seconds.doubleValue() * 1000))
                : DEFAULT_MARGIN;
        Duration most = left.multipliedBy(4).dividedBy(5);
        return wanted.compareTo(most) > 0 ? most : wanted;
    }

    /** This controller ends in good order, and its successor goes on. */
    public void handedOver() {
        if (!handedOver && record != null) {
            handedOver = true;
            record.handedOver().write(launch.study().controllers());
        }
    }

    /** Whether the successor goes on. */
    public boolean isHandedOver() {
        return handedOver;
    }

    /** The study is not to be gone on with; the successors are cancelled. */
    public synchronized void end(String reason) {
        closed = true;
        for (int i = 0; i < TRIES_AT_THE_END; i++) {
            try {
                launch.cancelWaiting(reason);
                return;
            } catch (IOException e) {
                notices.accept("The successors can't be cancelled: " + e.getMessage() + ".");
                if (!sleep(SHORTEST_PAUSE.multipliedBy(1L << i))) {
                    return;
                }
            }
        }
        notices.accept("The successors will see that there is nothing to do.");
    }

    /** Somebody else runs the study: what this job submitted is taken back, and nothing else is touched. */
    public synchronized void notNeeded() {
        closed = true;
        try {
            List<String> lastFirst = new ArrayList<>(submitted);
            Collections.reverse(lastFirst);
            launch.jobs().cancel(lastFirst);
        } catch (IOException e) {
            notices.accept(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }

    private boolean sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Watches no longer. */
    @Override
    public void close() {
        closed = true;
    }
}
