package io.trialog.internal.journal.lock;

import io.trialog.exception.JournalException;
import io.trialog.exception.StudyHeldException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.file.ForcedFile;
import io.trialog.internal.journal.Fence;
import io.trialog.internal.journal.ledger.LedgerFiles;
import io.trialog.internal.json.FlatJson;
import io.trialog.internal.platform.Ids;
import io.trialog.study.ControllerInfo;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
        LockHolder holder = Files.exists(path) ? read(path) : null;
        return LockHolder.UNREADABLE.equals(holder) && !Files.exists(path) ? null : holder;
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
     * @throws StudyHeldException if somebody else holds it
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
            throw taken(study, other == null ? LockHolder.UNREADABLE : other);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return new ControllerLock(study, mine);
    }

    /** Moves the lock out of the way, and back if it turns out to be another than expected. */
    private static void removeStale(Path study, LockHolder expected) throws IOException {
        Path lock = study.resolve(NAME);
        Path aside = study.resolve(NAME + ".stale-" + Ids.next());
        try {
            AtomicFile.rename(lock, aside);
        } catch (NoSuchFileException e) {
            return; // somebody else took it away; the link decides who is next
        }
        LockHolder moved = read(aside);
        if (!moved.token().equals(expected.token())) {
            try {
                Files.createLink(lock, aside);
            } finally {
                Files.delete(aside);
            }
            throw taken(study, moved);
        }
        Files.delete(aside);
    }

    /** Several begin at the same moment, and one is first. */
    private static StudyHeldException taken(Path study, LockHolder other) {
        return new StudyHeldException(
                other.info(other.life(), since(study)),
                "Another controller just took the study " + study + ": " + other.describe()
                        + ".\nMaybe 'trialog status' shows what it does; this one is not needed.");
    }

    /** What a lock file says; whatever is no lock is one that can't be read. */
    private static LockHolder read(Path path) {
        try {
            return LockHolder.of(FlatJson.read(Files.readAllBytes(path)));
        } catch (IOException e) {
            return LockHolder.UNREADABLE;
        }
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
            throw new JournalException("The lock of " + study + " could not be removed: " + FileProblem.words(e), e);
        }
    }
}
