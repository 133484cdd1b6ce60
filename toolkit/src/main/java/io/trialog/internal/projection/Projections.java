package io.trialog.internal.projection;

import io.trialog.spi.Projector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Keeps projections of one study up to date on a thread of its own, at most a second behind, so that nobody who asks or tells
 * ever waits for them. What changes in quick succession is taken over at once. Trouble of one projection is told to a listener,
 * once as long as it stays the same, and concerns neither the others nor the study; it is tried again.
 *
 * <p>Safe for use by several threads.
 */
public final class Projections implements AutoCloseable {

    /** Between two rounds, so that a burst of events becomes one round. */
    private static final long PAUSE_NANOS = 250_000_000;

    /** Between two looks at work that was put off. */
    private static final long IDLE_NANOS = 750_000_000;

    /** How often {@link #flush()} tries again while a reader holds a lock. */
    private static final int FLUSH_ATTEMPTS = 15;

    private final List<Follower> followers = new ArrayList<>();
    private final ProjectionSource source;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition urgent = lock.newCondition();
    private final Condition answer = lock.newCondition();
    private boolean changed = true;
    private boolean stopping;
    private boolean ended;
    private long requested;
    private long answered;
    private boolean upToDate;

    private Projections(
            String study, List<? extends Projector> projectors, ProjectionSource source, Consumer<String> problems) {
        for (Projector projector : projectors) {
            followers.add(new Follower(projector, problems));
        }
        this.source = source;
        this.thread = new Thread(this::run, "trialog-projections-" + study);
        thread.setDaemon(true);
    }

    /**
     * Starts to follow.
     *
     * @param study the study's name, for the name of the thread
     * @param projectors what is to be kept up to date; closed by {@link #close()}
     * @param source the study
     * @param problems told of trouble, in words for the user; called on the thread of the projections
     */
    public static Projections start(
            String study, List<? extends Projector> projectors, ProjectionSource source, Consumer<String> problems) {
        Projections projections = new Projections(study, projectors, source, problems);
        projections.thread.start();
        return projections;
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
     * Brings everything up to what the log holds now and waits for it, a few seconds at most if readers hold locks. An
     * interrupt does not end the waiting; the flag is kept.
     *
     * @return whether everything is up to date
     */
    public boolean flush() {
        for (int i = 0; i < FLUSH_ATTEMPTS; i++) {
            if (flushOnce()) {
                return true;
            }
        }
        return false;
    }

    private boolean flushOnce() {
        lock.lock();
        try {
            requested++;
            long ticket = requested;
            wake();
            while (answered < ticket && !ended) {
                answer.awaitUninterruptibly();
            }
            return answered >= ticket && upToDate;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        news.signal();
        urgent.signal();
    }

    /** Flushes, then closes the projections and ends the thread. Idempotent. */
    @Override
    public void close() {
        flush();
        lock.lock();
        try {
            stopping = true;
            wake();
            while (!ended) {
                answer.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            long ticket = nextRound();
            while (ticket >= 0) {
                answer(ticket, round(ticket > lastAnswered()));
                ticket = nextRound();
            }
            followers.forEach(Follower::close);
        } finally {
            end();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            answer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void answer(long ticket, boolean done) {
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

    private long lastAnswered() {
        lock.lock();
        try {
            return answered;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something to do or to tidy, after the last round at least the pause, unless somebody waits.
     *
     * @return the last flush asked for, which the round answers, or -1 to end
     */
    private long nextRound() {
        lock.lock();
        try {
            long pause = PAUSE_NANOS;
            while (pause > 0 && !isUrgent()) {
                pause = urgent.awaitNanos(pause);
            }
            long idle = IDLE_NANOS;
            while (idle > 0 && !changed && !isUrgent()) {
                idle = news.awaitNanos(idle);
            }
            changed = false;
            return stopping ? -1 : requested;
        } catch (InterruptedException e) {
            return -1;
        } finally {
            lock.unlock();
        }
    }

    private boolean isUrgent() {
        return stopping || requested > answered;
    }

    private boolean round(boolean eager) {
        boolean done = true;
        for (Follower follower : followers) {
            done &= follower.follow(source, eager);
        }
        return done;
    }
}
