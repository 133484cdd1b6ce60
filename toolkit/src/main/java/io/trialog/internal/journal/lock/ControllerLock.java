package io.trialog.internal.journal.lock;

import io.trialog.exception.JournalException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.ForcedFile;
import io.trialog.internal.journal.Fence;
import io.trialog.internal.journal.ledger.LedgerFiles;
import io.trialog.internal.json.FlatJson;
import io.trialog.internal.platform.Ids;
import io.trialog.study.ControllerInfo;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code controller.lock} that names the one controller of a study. It appears and changes by link and rename
 * only, so it is always whole.
 */
public final class ControllerLock implements Fence {

    private static final String NAME = "controller.lock";

    private final Path study;
    private final Path lock;
    private LockHolder mine;
    private byte[] text;
    private Path nextEpoch;

    private ControllerLock(Path study, LockHolder mine) {
        this.study = study;
        this.lock = study.resolve(NAME);
        this.mine = mine;
        this.text = text(mine);
        this.nextEpoch = ledgerAfter(mine);
    }

    private static byte[] text(LockHolder holder) {
        return FlatJson.write(holder.toMap());
    }

    private Path ledgerAfter(LockHolder holder) {
        return study.resolve("ledger").resolve(LedgerFiles.name(holder.epoch() + 1));
    }

    /** Who holds the study, or {@code null}. */
    public static @Nullable LockHolder holder(Path study) {
        Path path = study.resolve(NAME);
        try {
            return Files.exists(path) ? LockHolder.of(FlatJson.read(Files.readAllBytes(path))) : null;
        } catch (IOException e) {
            return Files.exists(path) ? LockHolder.UNREADABLE : null;
        }
    }

    /** Returns who holds the study, be it alive or not, or {@code null}. */
    public static @Nullable ControllerInfo controller(Path study) {
        LockHolder holder = holder(study);
        return holder == null ? null : holder.info(holder.life(), since(study));
    }

    /** Returns when the holder took the study, or {@code null} if the lock is gone: the lock is written at that moment only. */
    public static @Nullable Instant since(Path study) {
        try {
            return Files.getLastModifiedTime(study.resolve(NAME)).toInstant();
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Takes the lock.
     *
     * @param replaceable the holder that may be replaced, or {@code null} if there must be none
     * @throws JournalException if somebody else holds it
     */
    public static ControllerLock acquire(Path study, LockHolder mine, @Nullable LockHolder replaceable)
            throws IOException {
        Path temporary = write(study, mine);
        try {
            if (replaceable != null) {
                removeStale(study, replaceable);
            }
            Files.createLink(study.resolve(NAME), temporary);
        } catch (FileAlreadyExistsException e) {
            LockHolder other = holder(study);
            throw new JournalException(
                    "Another controller just took the study: " + (other == null ? "?" : other.describe()) + ".", e);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return new ControllerLock(study, mine);
    }

    /** Moves the lock out of the way, and back if it turns out to be another than expected. */
    private static void removeStale(Path study, LockHolder expected) throws IOException {
        Path lock = study.resolve(NAME);
        Path aside = study.resolve(NAME + ".stale-" + Ids.next());
        AtomicFile.rename(lock, aside);
        LockHolder moved = LockHolder.of(FlatJson.read(Files.readAllBytes(aside)));
        if (!moved.token().equals(expected.token())) {
            Files.createLink(lock, aside);
            Files.delete(aside);
            throw new JournalException("Another controller just took the study: " + moved.describe() + ".");
        }
        Files.delete(aside);
    }

    private static Path write(Path study, LockHolder holder) throws IOException {
        Path temporary = study.resolve(NAME + "." + holder.token());
        Files.deleteIfExists(temporary);
        ForcedFile.create(temporary, text(holder));
        return temporary;
    }

    /** Records the epoch. */
    public void setEpoch(int epoch) throws IOException {
        check();
        mine = mine.withEpoch(epoch);
        AtomicFile.rename(write(study, mine), lock);
        text = text(mine);
        nextEpoch = ledgerAfter(mine);
    }

    /** Every decision asks twice: only what is not byte for byte as it was left is looked at more closely. */
    @Override
    public void check() {
        if (!isAsItWasLeft() || Files.exists(nextEpoch)) {
            lookClosely();
        }
    }

    /** The file is opened for that each time, since this is what shows the changes of other machines on NFS. */
    private boolean isAsItWasLeft() {
        try {
            return Arrays.equals(Files.readAllBytes(lock), text);
        } catch (IOException e) {
            return false;
        }
    }

    private void lookClosely() {
        LockHolder holder = holder(study);
        boolean another = holder != null && !holder.token().equals(mine.token());
        if (another || (mine.epoch() > 0 && hasLaterEpoch())) {
            throw new JournalException("This controller (" + mine.describe() + ") was fenced off: "
                    + (another && holder != null ? holder.describe() : "a later controller") + " took over the study "
                    + study + ". Nothing that it wrote since counts."
                    + "\nMaybe end this process; the study goes on over there.");
        }
    }

    private boolean hasLaterEpoch() {
        if (Files.exists(nextEpoch)) {
            NavigableMap<Integer, Path> files = LedgerFiles.list(study.resolve("ledger"));
            return !files.isEmpty() && files.lastKey() > mine.epoch();
        }
        return false;
    }

    /** Gives the lock back, if it is still held. */
    public void release() {
        try {
            LockHolder holder = holder(study);
            if (holder != null && holder.token().equals(mine.token())) {
                Files.deleteIfExists(study.resolve(NAME));
            }
        } catch (IOException e) {
            throw new JournalException("The lock of " + study + " could not be removed: " + e, e);
        }
    }
}
