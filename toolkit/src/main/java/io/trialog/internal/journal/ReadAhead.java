package io.trialog.internal.journal;

import io.trialog.internal.journal.codec.EventCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads another source ahead in a thread of its own and checks the hash of each line there, so that whoever follows the
 * chain on another core need not.
 */
public final class ReadAhead implements LineSource {

    private static final int BATCH = 256;

    private final LineSource source;
    private final Batches batches = new Batches();
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    private ReadAhead(LineSource source) {
        this.source = source;
        thread = new Thread(this::read, "trialog-log-reader");
        thread.setDaemon(true);
    }

    /** Begins to read. The source must not be used otherwise before the last line was taken from here. */
    public static ReadAhead of(LineSource source) {
        ReadAhead lines = new ReadAhead(source);
        lines.thread.start();
        return lines;
    }

    @SuppressWarnings("IllegalCatch") // handed to whoever takes the lines
    private void read() {
        try {
            EventCodec codec = new EventCodec();
            List<Line> lines = new ArrayList<>(BATCH);
            for (Line line = source.next(); line != null && !batches.isClosed(); line = source.next()) {
                lines.add(line.checked(codec.checkHash(line.bytes())));
                if (lines.size() == BATCH) {
                    batches.put(lines);
                    lines = new ArrayList<>(BATCH);
                }
            }
            batches.put(lines);
        } catch (RuntimeException e) {
            failure = e;
        }
        batches.end();
    }

    @Override
    public @Nullable Line next() {
        Line line = batches.next();
        RuntimeException thrown = failure;
        if (line == null && thrown != null) {
            throw thrown;
        }
        return line;
    }

    @Override
    public void close() {
        batches.close();
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
        source.close();
    }
}
