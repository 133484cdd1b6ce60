package io.trialog.internal.journal.store;

import io.trialog.event.StoredEvent;
import io.trialog.exception.DamagedLogException;
import io.trialog.exception.JournalException;
import io.trialog.exception.StudyHeldException;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.format.ShellWords;
import io.trialog.internal.journal.chronicle.QueueStore;
import io.trialog.internal.journal.ledger.Disk;
import io.trialog.internal.journal.ledger.LedgerFiles;
import io.trialog.internal.journal.ledger.LedgerGap;
import io.trialog.internal.journal.ledger.LedgerReader;
import io.trialog.internal.journal.ledger.Watermark;
import io.trialog.internal.journal.lock.ControllerLock;
import io.trialog.internal.journal.lock.LockHolder;
import io.trialog.study.ControllerInfo;
import io.trialog.study.Durability;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens the log of a study directory: lock, verification of both copies, repair, new epoch.
 *
 * <p>A new log begins with StudyCreated (seq 0) and ControllerStarted (seq 1), both of epoch 1; every later epoch begins
 * with its ControllerStarted.
 */
public final class JournalOpener {

    private JournalOpener() {}

    /**
     * Opens a study.
     *
     * @param handler receives every event of the log, the new ones of this opening included, in order
     * @return a journal to append to, or a reader if the directory is not where the last controller had it, or the log
     *     was written by a later version
     * @throws StudyHeldException if another controller holds the study
     * @throws DamagedLogException if the log can't be repaired
     * @throws JournalException if the study does not exist, or can't be read or written
     */
    public static OpenedJournal open(OpenRequest request, Consumer<StoredEvent> handler) {
        NewStudyUndo beginnings = NewStudyUndo.before(request.study(), queue(request));
        Path study = prepare(request);
        OpenRequest.Mode mode = request.mode();
        if (mode == OpenRequest.Mode.READ) {
            return read(study, List.of(), handler);
        }
        LockHolder holder = ControllerLock.holder(study);
        if (holder != null
                && mode == OpenRequest.Mode.OPEN
                && !holder.directory().isEmpty()
                && !holder.directory().equals(study.toString())) {
            return read(study, List.of(elsewhere(study, holder.directory())), handler);
        }
        LockHolder replaceable = holder == null ? null : replaceable(request, study, holder);
        QueuePlace.prepare(study, request.environment());
        try {
            LockHolder mine = LockHolder.ofThisProcess(study, 0, request.environment());
            ControllerLock lock = ControllerLock.acquire(study, mine, replaceable);
            return continued(new Opening(request, study, lock, holder), lock, beginnings, handler);
        } catch (IOException e) {
            throw new JournalException(
                    atFault(e, study) + " must be writable for a controller, but is not: "
                            + FileProblem.words(e)
                            + (!FileProblem.words(e).contains("\nMaybe")
                                    ? "\nMaybe open it for reading only, or copy it to a place of your own."
                                    : ""),
                    e);
        }
    }

    /** The queue may lie elsewhere than the study. */
    private static String atFault(IOException failure, Path study) {
        String file = failure instanceof FileSystemException system ? system.getFile() : null;
        Path path = file == null ? study : Path.of(file);
        return path.isAbsolute() && !path.startsWith(study)
                ? "The directory " + path.getParent()
                : "The study directory " + study;
    }

    private static Path queue(OpenRequest request) {
        return QueuePlace.choose(request.study(), Durability.FULL, request.environment(), MountTable.ofThisProcess())
                .directory();
    }

    private static OpenedJournal continued(
            Opening opening, ControllerLock lock, NewStudyUndo beginnings, Consumer<StoredEvent> handler)
            throws IOException {
        boolean held = false;
        try {
            OpenedJournal opened = opening.run(handler);
            held = !opened.isReader();
            return opened;
        } finally {
            if (!held) {
                beginnings.undo(lock::release);
            }
        }
    }

    private static Path prepare(OpenRequest request) {
        Path study = request.study().toAbsolutePath().normalize();
        Path ledger = study.resolve("ledger");
        try {
            if (LedgerFiles.list(ledger).isEmpty()) {
                boolean hasQueue = new QueueStore(queue(request)).newest() != null;
                boolean isRead = request.mode() == OpenRequest.Mode.READ;
                if (!LedgerGap.unpacking(ledger).isEmpty() && !hasQueue || hasQueue && isRead) {
                    throw LedgerGap.at(ledger, 0);
                } else if (!hasQueue && request.created() == null) {
                    throw new JournalException("There must be a study in " + study + ", but there is no ledger in it.");
                }
                makeDurably(ledger);
            }
            return study.toRealPath();
        } catch (IOException e) {
            throw new JournalException(
                    "The study directory " + study + " could not be made: " + FileProblem.words(e), e);
        }
    }

    /** Makes a directory and those above it, each forced into the one that holds it. */
    private static void makeDurably(Path directory) throws IOException {
        Path above = directory.getParent();
        if (!Files.isDirectory(directory) && above != null) {
            makeDurably(above);
            Files.createDirectories(directory);
            Disk.REAL.forceDirectory(above);
        }
    }

    private static @Nullable LockHolder replaceable(OpenRequest request, Path study, LockHolder holder) {
        OpenRequest.Mode mode = request.mode();
        boolean here = holder.directory().equals(study.toString());
        ControllerInfo.Life life = holder.life();
        boolean dead = life == ControllerInfo.Life.DEAD
                || (life == ControllerInfo.Life.UNKNOWN
                        && request.holderIsDead().test(holder));
        if (dead || mode == OpenRequest.Mode.TAKEOVER || (mode == OpenRequest.Mode.COPIED && !here)) {
            return holder;
        }
        throw new StudyHeldException(
                holder.info(life, ControllerLock.since(study)),
                "The study " + study + " must have one controller, but " + holder.describe()
                        + (life == ControllerInfo.Life.ALIVE
                                ? " holds it and is alive."
                                : " holds it, and whether that is" + " still alive can't be told from here.")
                        + "\n"
                        + "Maybe read along (Study.follow, 'trialog monitor'), stop it, or - if you know that it is"
                        + " gone - run 'trialog takeover'.");
    }

    static String elsewhere(Path study, String directory) {
        return "The study in " + study + " was last controlled as " + directory
                + ", so it is open for reading only.\n"
                + "Maybe say whether it was 'moved' or 'copied': in a shell 'trialog moved "
                + ShellWords.brief(study.toString()) + "', in Java Study.open(OpenOptions.of(\""
                + javaText(study.toString())
                + "\").withIntent(OpenOptions.Intent.MOVED)); or the same with 'copied' and COPIED.";
    }

    private static String javaText(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Reads the ledger alone: needs neither Chronicle nor write access. */
    static OpenedJournal read(Path study, List<String> notes, Consumer<StoredEvent> handler) {
        LastStart newest = new LastStart();
        Path ledger = study.resolve("ledger");
        Watermark mark = Watermark.read(ledger);
        LedgerReader.read(ledger, 0, Long.MAX_VALUE, stored -> {
            newest.accept(stored);
            handler.accept(stored);
            return true;
        });
        List<String> all = new ArrayList<>(notes);
        newest.addNote(all);
        if (mark.isNeeded(ledger, newest.logVersion()) && newest.head().seq() >= 0) {
            all.add(mark.note());
        }
        return new OpenedJournal(null, newest.head(), false, List.copyOf(all));
    }

    /** The level to open with. */
    static Durability level(OpenRequest request, @Nullable String recorded) {
        Durability level = request.level();
        if (level == null && recorded != null && !recorded.equals(WithoutFlags.LEVEL)) {
            level = Durability.valueOf(recorded.toUpperCase(Locale.ROOT));
        }
        level = level == null ? Durability.FULL : level;
        if (level == Durability.MEMORY) {
            throw new IllegalArgumentException(
                    "A study in a directory can't have the level 'memory'.\nMaybe use 'ledger'.");
        }
        return level;
    }
}
