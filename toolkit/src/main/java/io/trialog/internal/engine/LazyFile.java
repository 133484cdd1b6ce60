package io.trialog.internal.engine;

import io.trialog.internal.file.FileProblem;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there once something was written. What can't be written is dropped, which is told once: output is no result.
 * Safe for use by several threads.
 */
final class LazyFile extends OutputStream {

    private final Path file;
    private final Consumer<String> notes;
    private @Nullable OutputStream out;
    private boolean broken;
    private boolean used;

    LazyFile(Path file, Consumer<String> notes) {
        this.file = file;
        this.notes = notes;
    }

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        used = true;
        if (broken) {
            return;
        }
        try {
            open().write(bytes, offset, length);
        } catch (IOException e) {
            broken(e);
        }
    }

    /** Whether anything was to be written. */
    synchronized boolean isUsed() {
        return used;
    }

    private OutputStream open() throws IOException {
        OutputStream stream = out;
        if (stream == null) {
            Files.createDirectories(file.getParent());
            // not a channel: the interrupt that ends a trial would close it in the middle of a write
            stream = new BufferedOutputStream(new FileOutputStream(file.toFile(), true));
            out = stream;
        }
        return stream;
    }

    private void broken(IOException e) {
        broken = true;
        notes.accept("what a trial prints can't be kept: " + FileProblem.words(e));
    }

    @Override
    public synchronized void flush() {
        if (out != null && !broken) {
            try {
                out.flush();
            } catch (IOException e) {
                broken(e);
            }
        }
    }

    @Override
    public synchronized void close() {
        OutputStream stream = out;
        broken = true; // a thread that outlives its trial writes nothing more
        out = null;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                broken(e);
            }
        }
    }
}
