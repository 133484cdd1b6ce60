package io.trialog.internal.journal.ledger;

import io.trialog.exception.JournalException;
import io.trialog.internal.journal.LogCopy;
import io.trialog.internal.journal.codec.Head;
import io.trialog.internal.platform.SystemSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;

/** The ledger's file of one epoch, being written by the controller of that epoch and nobody else, ever. */
public final class LedgerFile implements LogCopy {

    /** Nothing is written any more when less than this is free: what is left is for closing in good order. */
    public static final long RESERVE = SystemSettings.number("trialog.diskReserve", 4L << 20);

    private final Disk disk;
    private final Path path;
    private final Disk.File file;
    private final boolean forced;

    private LedgerFile(Disk disk, Path path, Disk.File file, boolean forced) {
        this.disk = disk;
        this.path = path;
        this.file = file;
        this.forced = forced;
    }

    /**
     * Creates the file of an epoch, which claims the epoch: of two controllers only one succeeds.
     *
     * @param forced whether {@link #force} forces; otherwise only {@link #close} does (level {@code local})
     * @throws JournalException if the epoch is taken
     */
    public static LedgerFile create(Disk disk, Path directory, int epoch, boolean forced) throws IOException {
        Path path = directory.resolve(LedgerFiles.name(epoch));
        try {
            Disk.File file = disk.create(path);
            disk.forceDirectory(directory);
            return new LedgerFile(disk, path, file, forced);
        } catch (FileAlreadyExistsException e) {
            throw new JournalException(
                    "Epoch " + epoch + " of the study must be free, but another controller just took it (" + path
                            + ").\nMaybe two were started at the same moment; try again.",
                    e);
        }
    }

    @Override
    public void append(List<byte[]> lines) throws IOException {
        int size = 0;
        for (byte[] line : lines) {
            size += line.length + 1;
        }
        checkSpace(size);
        ByteBuffer buffer = ByteBuffer.allocate(size);
        for (byte[] line : lines) {
            buffer.put(line).put((byte) '\n');
        }
        file.write(buffer.flip());
    }

    private void checkSpace(int size) throws IOException {
        long usable = disk.usableSpace(path);
        if (usable < size + RESERVE) {
            throw new JournalException("The disk of " + path + " must have " + (size + RESERVE)
                    + " bytes left for the next events, but has " + usable
                    + ".\nMaybe free some space and open the study again; nothing that was acknowledged is lost.");
        }
    }

    @Override
    public void force() throws IOException {
        if (forced) {
            file.force();
        }
    }

    @Override
    public void mark(Head durable) throws IOException {
        Watermark.advance(disk, LedgerFiles.parent(path), durable);
    }

    @Override
    public void close(Head end) throws IOException {
        try (file) {
            if (end.seq() >= 0) {
                file.force();
            }
        }
        if (end.seq() >= 0) {
            mark(end);
        }
    }
}
