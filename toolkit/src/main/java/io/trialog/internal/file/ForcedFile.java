package io.trialog.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Brings files and directories to the disk, so that they survive the loss of power. */
public final class ForcedFile {

    private ForcedFile() {}

    /**
     * Creates a file and returns when its bytes are on the disk. The entry of its directory is not forced.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is such a file
     */
    public static void create(Path path, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Returns when what was written to a file is on the disk, by whomever it was written. */
    public static void force(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    /** Returns when the entries of a directory are on the disk. */
    public static void forceDirectory(Path directory) throws IOException {
        force(directory, StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
