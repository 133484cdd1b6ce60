package io.trialog.internal.journal;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lines on their way from a thread that reads to one that takes them. */
public final class Batches {

    private static final int AHEAD = 32;

    private final BlockingQueue<List<Line>> waiting = new ArrayBlockingQueue<>(AHEAD);
    private List<Line> batch = List.of();
    private int at;
    private boolean ended;
    private volatile boolean closed;

    /** The reader: some more lines. Waits while too many are on their way; drops them once nobody takes any. */
    public void put(List<Line> lines) {
        if (!lines.isEmpty()) {
            send(lines);
        }
    }

    /** The reader: there are no more. */
    public void end() {
        send(List.of());
    }

    private void send(List<Line> lines) {
        try {
            while (!closed && !waiting.offer(lines, 100, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether nobody takes lines any more. */
    public boolean isClosed() {
        return closed;
    }

    /** The taker: the next line, or {@code null} at the end. An interrupt is kept for later. */
    public @Nullable Line next() {
        while (at == batch.size() && !ended) {
            batch = take();
            at = 0;
            ended = batch.isEmpty();
        }
        return ended ? null : batch.get(at++);
    }

    private List<Line> take() {
        boolean interrupted = false;
        while (true) {
            try {
                List<Line> lines = waiting.take();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return lines;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** The taker: takes no more. */
    public void close() {
        closed = true;
    }
}
