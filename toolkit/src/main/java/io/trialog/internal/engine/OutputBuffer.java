package io.trialog.internal.engine;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the end of what is printed. Safe for use by several threads. */
final class OutputBuffer extends OutputStream {

    private final int most;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    private long dropped;

    OutputBuffer(int most) {
        this.most = most;
    }

    @Override
    public synchronized void write(int b) {
        bytes.write(b);
        shorten();
    }

    @Override
    public synchronized void write(byte[] more, int offset, int length) {
        bytes.write(more, offset, length);
        shorten();
    }

    private void shorten() {
        if (bytes.size() > 2 * most) {
            byte[] all = bytes.toByteArray();
            dropped += all.length - most;
            bytes = new ByteArrayOutputStream(2 * most);
            bytes.write(all, all.length - most, most);
        }
    }

    synchronized int size() {
        return bytes.size();
    }

    /** How many bytes were left out at the beginning. */
    synchronized long dropped() {
        return dropped;
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
