package io.trialog.internal.journal.ledger;

import io.trialog.internal.file.ForcedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the ledger asks of a disk; a test may put another one in its place that loses and tears what was not forced. */
public interface Disk {

    /** Creates a file that must not exist. */
    File create(Path path) throws IOException;

    /** Returns when the entries of a directory are on the disk. */
    void forceDirectory(Path directory) throws IOException;

    /** How many bytes can still be written beside {@code path}. */
    long usableSpace(Path path) throws IOException;

    /** A file that is appended to. */
    interface File extends AutoCloseable {
        void write(ByteBuffer bytes) throws IOException;

        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** The disk of this machine. */
    Disk REAL = new Disk() {
        @Override
        public File create(Path path) throws IOException {
            return new RealFile(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            ForcedFile.forceDirectory(directory);
        }

        @Override
        public long usableSpace(Path path) throws IOException {
            return Files.getFileStore(path).getUsableSpace();
        }
    };

    /** A file of this machine. */
    record RealFile(FileChannel channel) implements File {
        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
