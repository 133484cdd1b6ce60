package io.trialog.projection;

import java.util.ArrayList;
import java.util.List;
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
    private static final long PAUSE_MILLIS = 250;

    /** Between two looks at work that was put off. */
    private static final long IDLE_MILLIS = 1000;

    /** How often {@link #flush()} tries again while a reader holds a lock. */
    private static final int FLUSH_ATTEMPTS = 15;

    private final List<Follower> followers = new ArrayList<>();
    private final ProjectionSource source;
    private final Thread thread;
    private boolean changed = true;
    private boolean stopping;
    private long requested;
    private long answered;
    private boolean upToDate;

    /**
     * Starts to follow.
     *
     * @param study the study's name, for the name of the thread
     * @param projectors what is to be kept up to date; closed by {@link #close()}
     * @param source the study
     * @param problems told of trouble, in words for the user; called on the thread of the projections
     */
    public Projections(
            String study, List<? extends Projector> projectors, ProjectionSource source, Consumer<String> problems) {
        for (Projector projector : projectors) {
            followers.add(new Follower(projector, problems));
        }
        this.source = source;
        this.thread = new Thread(this::run, "trialog-projections-" + study);
        thread.setDaemon(true);
        thread.start();
    }

    /** Something was appended to the log. Returns at once. */
    public synchronized void changed() {
        changed = true;
        notifyAll();
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

    private synchronized boolean flushOnce() {
        long ticket = ++requested;
        notifyAll();
        boolean interrupted = false;
        while (answered < ticket && thread.isAlive()) {
            try {
                wait(IDLE_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return answered >= ticket && upToDate;
    }

    /** Flushes, then closes the projections and ends the thread. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            if (stopping) {
                return;
            }
        }
        flush();
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            long ticket;
            synchronized (this) {
                pause();
                if (stopping) {
                    break;
                }
                ticket = requested;
            }
            boolean done = round(ticket > answered());
            synchronized (this) {
                upToDate = done;
                answered = ticket;
                changed |= !done;
                notifyAll();
            }
        }
        followers.forEach(Follower::close);
    }

    private synchronized long answered() {
        return answered;
    }

    /** Waits until there is something to do, but between two rounds at least the pause, unless somebody waits for them. */
    @SuppressWarnings("WaitNotInLoop") // waking early costs one empty round
    private synchronized void pause() {
        try {
            if (!stopping && requested == answered) {
                wait(PAUSE_MILLIS);
            }
            if (!stopping && !changed && requested == answered) {
                wait(IDLE_MILLIS - PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
        changed = false;
    }

    private boolean round(boolean eager) {
        boolean done = true;
        for (Follower follower : followers) {
            done &= follower.follow(source, eager);
        }
        return done;
    }
}
