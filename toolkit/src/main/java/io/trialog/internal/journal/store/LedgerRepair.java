package io.trialog.internal.journal.store;

import io.trialog.event.StoredEvent;
import io.trialog.exception.JournalException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileTree;
import io.trialog.internal.file.ForcedFile;
import io.trialog.internal.journal.ledger.LedgerFiles;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a ledger hold exactly the events that count. A file that differs is never changed: its name goes to a new file
 * with the verified lines, verbatim, and the old one moves to {@code ledger/set-aside/}, where also a controller that
 * still has it open does no harm. Closed before it is finished, it leaves everything as it was.
 */
final class LedgerRepair implements Consumer<StoredEvent>, Closeable {

    private static final String ASIDE = "set-aside";

    private final Path ledger;
    private final Path work;
    private final List<Path> written = new ArrayList<>();
    private int epoch;
    private @Nullable OutputStream out;

    LedgerRepair(Path ledger) throws IOException {
        this.ledger = ledger;
        this.work = ledger.resolve("repair.tmp");
        if (Files.isDirectory(work)) {
            FileTree.delete(work);
        }
        Files.createDirectories(work);
    }

    /** Takes the next event that counts. */
    @Override
    public void accept(StoredEvent stored) {
        try {
            if (out == null || stored.envelope().epoch() != epoch) {
                finishFile();
                epoch = stored.envelope().epoch();
                Path path = work.resolve(LedgerFiles.name(epoch));
                written.add(path);
                out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
            }
            out.write(stored.line());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void finishFile() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    /** Puts the files in place; returns the paths of the ones that were set aside. */
    List<Path> finish() throws IOException {
        finishFile();
        List<Path> aside = new ArrayList<>();
        for (Path path : written) {
            ForcedFile.force(path);
            Path target = ledger.resolve(path.getFileName());
            if (Files.exists(target) && Files.mismatch(path, target) < 0) {
                continue;
            }
            if (Files.exists(target)) {
                aside.add(setAside(target));
            }
            AtomicFile.rename(path, target);
        }
        for (Path other : LedgerFiles.list(ledger).values()) {
            boolean counts =
                    written.stream().anyMatch(path -> path.getFileName().equals(other.getFileName()));
            if (!counts && Files.size(other) > 0) {
                aside.add(setAside(other));
                AtomicFile.rename(Files.createFile(work.resolve("empty")), other);
            }
        }
        ForcedFile.forceDirectory(ledger);
        return aside;
    }

    @Override
    public void close() throws IOException {
        finishFile();
        FileTree.delete(work);
    }

    private Path setAside(Path file) throws IOException {
        Path directory = Files.createDirectories(ledger.resolve(ASIDE));
        for (int i = 1; ; i++) {
            Path place = directory.resolve(file.getFileName() + "." + i);
            if (!Files.exists(place)) {
                link(file, place);
                ForcedFile.forceDirectory(directory);
                return place;
            }
        }
    }

    private static void link(Path file, Path place) throws IOException {
        try {
            Files.createLink(place, file);
        } catch (UnsupportedOperationException e) {
            Files.copy(file, place);
        }
    }

    /** Runs a repair from a second reading of both copies. */
    static List<Path> run(Path ledger, Consumer<Consumer<StoredEvent>> reading) {
        try (LedgerRepair repair = new LedgerRepair(ledger)) {
            reading.accept(repair);
            return repair.finish();
        } catch (IOException | UncheckedIOException e) {
            throw new JournalException("The ledger in " + ledger + " could not be repaired: " + e, e);
        }
    }
}
