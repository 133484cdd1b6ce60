package io.trialog.internal.journal;

import io.trialog.event.EventHandler;
import io.trialog.event.StoredEvent;
import io.trialog.exception.JournalException;
import io.trialog.internal.journal.codec.Head;
import io.trialog.study.Durability;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A journal whose events are written to one or two copies by a thread of its own, {@code trialog-journal}. Whoever commits
 * waits for that thread; all that wait together share one force. Events that nobody commits are written within a second.
 *
 * <p>Safe for use by several threads.
 */
public final class DurableJournal implements Journal {

    private static final long IDLE_MILLIS = 1000;
    /** How old the mark may be that tells how far the log reached. */
    public static final Duration MARK_AGE = Duration.ofSeconds(30);

    private final Object lock = new Object();
    private final EventChain chain;
    private final Parts parts;
    private final Thread writer;
    private List<byte[]> pending = new ArrayList<>();
    private Head durable;
    private long wanted;
    private final Marking marking;
    private boolean closing;
    private @Nullable JournalException failure;

    /**
     * What a journal works with.
     *
     * @param copies where events are written, in this order
     * @param level the level that they amount to
     * @param fence asked before and after every write
     * @param reader reads durable events back, from a sequence number on
     * @param release called once at the end
     * @param markAge how old the mark may become that tells how far the log reached
     */
    public record Parts(
            List<LogCopy> copies, Durability level, Fence fence, Reader reader, Runnable release, Duration markAge) {}

    /** Reads events from a sequence number to another, both included. */
    @FunctionalInterface
    public interface Reader {
        void read(long from, long to, EventHandler handler);
    }

    private DurableJournal(InstantSource clock, String origin, int epoch, Head head, Parts parts) {
        this.chain = new EventChain(clock, origin, epoch, head);
        this.parts = parts;
        this.durable = head;
        this.wanted = head.seq();
        this.marking = new Marking(head, parts);
        this.writer = new Thread(this::write, "trialog-journal");
        writer.setDaemon(true);
    }

    /**
     * Continues a log.
     *
     * @param origin the first part of the identifiers of new events, unique to this controller
     * @param head the last event so far, which is durable
     */
    public static DurableJournal open(InstantSource clock, String origin, int epoch, Head head, Parts parts) {
        DurableJournal journal = new DurableJournal(clock, origin, epoch, head, parts);
        journal.writer.start();
        return journal;
    }

    @Override
    public StoredEvent append(Recording recording) {
        synchronized (lock) {
            checkUsable();
            StoredEvent stored = chain.next(recording, durable.seq());
            pending.add(stored.line());
            return stored;
        }
    }

    @Override
    public void commit() {
        boolean interrupted = false;
        synchronized (lock) {
            checkUsable();
            long target = chain.head().seq();
            wanted = Math.max(wanted, target);
            lock.notifyAll();
            while (durable.seq() < target && failure == null) {
                interrupted |= waitFor(0);
            }
            if (durable.seq() < target) {
                checkUsable();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the thread was interrupted meanwhile. */
    @SuppressWarnings("WaitNotInLoop") // both callers loop
    private boolean waitFor(long millis) {
        try {
            lock.wait(millis);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void checkUsable() {
        if (failure != null) {
            throw new JournalException(failure.getMessage(), failure);
        }
        if (closing) {
            throw new JournalException("The journal must be open, but was closed.");
        }
    }

    @SuppressWarnings("IllegalCatch") // whatever breaks the writer ends the journal
    private void write() {
        Batch batch = next();
        while (batch != null) {
            try {
                if (!batch.lines().isEmpty()) {
                    write(batch.lines());
                }
                marking.follow(batch.head());
                done(batch.head());
                batch = next();
            } catch (Throwable e) { // also the InternalError of a page that could not be written
                fail(e);
                return;
            }
        }
    }

    private record Batch(List<byte[]> lines, Head head) {}

    private @Nullable Batch next() {
        synchronized (lock) {
            long deadline = System.nanoTime() + IDLE_MILLIS * 1_000_000;
            while (wanted <= durable.seq()
                    && !closing
                    && !marking.isDue(durable)
                    && (pending.isEmpty() || System.nanoTime() < deadline)) {
                waitFor(IDLE_MILLIS / 4);
            }
            if (pending.isEmpty() && closing) {
                return null;
            }
            Batch batch = new Batch(pending, pending.isEmpty() ? durable : chain.head());
            pending = new ArrayList<>();
            return batch;
        }
    }

    private void write(List<byte[]> lines) throws IOException {
        parts.fence().check();
        for (LogCopy copy : parts.copies()) {
            copy.append(lines);
        }
        for (LogCopy copy : parts.copies()) {
            copy.force();
        }
        parts.fence().check();
    }

    private void done(Head head) {
        synchronized (lock) {
            durable = head;
            lock.notifyAll();
        }
    }

    private void fail(Throwable e) {
        synchronized (lock) {
            failure = e instanceof JournalException known
                    ? known
                    : new JournalException(
                            "The log could not be written after seq " + durable.seq() + ": " + e
                                    + "\nMaybe the disk is full or went away. Open the study again: it is then verified and repaired.",
                            e);
            lock.notifyAll();
        }
    }

    @Override
    public int epoch() {
        return chain.epoch();
    }

    @Override
    public long lastSeq() {
        synchronized (lock) {
            return chain.head().seq();
        }
    }

    @Override
    public long durableSeq() {
        synchronized (lock) {
            return durable.seq();
        }
    }

    @Override
    public Durability durability() {
        return parts.level();
    }

    @Override
    public void read(long from, EventHandler handler) {
        long to;
        synchronized (lock) {
            checkUsable();
            to = durable.seq();
        }
        if (from <= to) {
            parts.reader().read(Math.max(0, from), to, handler);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closing) {
                return;
            }
            closing = true;
            lock.notifyAll();
        }
        joinUninterruptibly();
        release();
        synchronized (lock) {
            if (failure != null && durable.seq() < chain.head().seq()) {
                throw new JournalException(failure.getMessage(), failure);
            }
        }
    }

    private void joinUninterruptibly() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("IllegalCatch") // whatever breaks the writer ends the journal
    private void release() {
        Head end;
        synchronized (lock) {
            end = failure == null ? durable : Head.NONE;
        }
        try {
            for (LogCopy copy : parts.copies()) {
                copy.close(end);
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        } finally {
            parts.release().run();
        }
    }
}
