package io.trialog.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The end of a file for people. */
public final class FileTail {

    private static final int BYTES = 16_384;

    private FileTail() {}

    /**
     * Returns the last 16 KiB of a file as a text; empty if there is no such file, or no regular one.
     *
     * @throws IOException if it can't be read
     */
    public static String of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return ""; // a pipe or a device would hold up whoever opens it
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BYTES, channel.size()));
            long from = channel.size() - buffer.capacity();
            int read = 0;
            while (buffer.hasRemaining() && read >= 0) {
                read = channel.read(buffer, from + buffer.position());
            }
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
