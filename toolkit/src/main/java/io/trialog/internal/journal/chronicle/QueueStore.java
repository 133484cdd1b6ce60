package io.trialog.internal.journal.chronicle;

import io.trialog.exception.JournalException;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.file.FileTree;
import io.trialog.internal.file.ForcedFile;
import io.trialog.internal.file.HardLinks;
import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.LineSource;
import io.trialog.internal.journal.LogCopy;
import io.trialog.internal.journal.codec.EventId;
import io.trialog.internal.journal.codec.Head;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The generations of a study's queue, {@code gen-0001} and so on. Only the newest counts; it is appended to only if its
 * last controller ended in good order, else a new generation is built from verified events.
 */
public final class QueueStore {

    private static final int KEPT = 3;
    private static final String KEPT_MARK = "kept";
    private static final String BUILDING_MARK = "building";

    private final Path root;
    private String checksum = "";

    public QueueStore(Path root) {
        this.root = root;
    }

    /** The newest generation that was built to its end and is not merely kept as evidence, or {@code null}. */
    public @Nullable Path newest() {
        List<Path> usable = generations().stream()
                .filter(path -> !Files.exists(path.resolve(KEPT_MARK)))
                .filter(path -> !Files.exists(path.resolve(BUILDING_MARK)))
                .toList();
        return usable.isEmpty() ? null : usable.get(usable.size() - 1);
    }

    /** The lines of the newest generation. */
    public LineSource source() {
        Path newest = newest();
        return newest == null ? LineSource.empty() : new QueueSource(newest);
    }

    /** Whether the newest generation ended in good order with this event, and no byte of it has changed since. */
    public boolean endedWith(Head head) {
        QueueEnd end = recordedEnd();
        return end != null && end.isAt(head) && end.checksum().equals(checksum());
    }

    /** Whether the newest generation ended in good order, but its file is not as it was then. */
    public boolean hasChangedSinceItsEnd() {
        QueueEnd end = recordedEnd();
        return end != null && !end.checksum().equals(checksum());
    }

    /** Whether the last event in the bytes of the newest generation is this one, as can be told without Chronicle. */
    public boolean endsWith(Head head) {
        Path newest = newest();
        if (newest == null || hasChangedSinceItsEnd()) {
            return false;
        }
        if (endedWith(head)) {
            return true;
        }
        try {
            List<Line> lines = new LineSearch(newest.resolve(Chronicle.FILE)).linesFrom(0);
            byte[] last =
                    lines.isEmpty() ? new byte[0] : lines.get(lines.size() - 1).bytes();
            String end = "\"hash\":\"" + head.hash() + "\"}";
            return EventId.seqOf(last) == head.seq() && new String(last, StandardCharsets.UTF_8).endsWith(end);
        } catch (IOException e) {
            return false;
        }
    }

    /** What the newest generation ended with in good order, which was then acknowledged; {@link Head#NONE} if it does not say. */
    public Head end() {
        QueueEnd end = recordedEnd();
        return end != null && end.isProtected() ? end.head() : Head.NONE;
    }

    /** Takes back what {@link #end} says: a person accepted the loss of it. */
    public void forgetEnd() throws IOException {
        Path newest = newest();
        if (newest != null) {
            Files.deleteIfExists(newest.resolve(QueueCopy.CLEAN));
        }
    }

    private @Nullable QueueEnd recordedEnd() {
        Path newest = newest();
        try {
            Path mark = newest == null ? null : newest.resolve(QueueCopy.CLEAN);
            return mark != null && Files.exists(mark)
                    ? QueueEnd.parse(Files.readString(mark, StandardCharsets.ISO_8859_1))
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Taken once: whoever asks has the lock, or finds no mark. */
    private String checksum() {
        Path newest = newest();
        if (checksum.isEmpty() && newest != null) {
            try {
                checksum = QueueCopy.checksum(newest);
            } catch (IOException e) {
                checksum = "unreadable";
            }
        }
        return checksum;
    }

    /** Returns whether the file of the newest generation has another name, too: it may be that of another study's queue. */
    public boolean isShared() {
        Path newest = newest();
        return newest != null && HardLinks.isShared(newest.resolve(Chronicle.FILE));
    }

    /** Goes on writing the newest generation. Only after {@link #endedWith}, and not if it {@link #isShared}. */
    public LogCopy reopen() throws IOException {
        Path newest = newest();
        if (newest == null) {
            throw new JournalException("There must be a queue in " + root + ", but there is none.");
        }
        QueueCopy copy = QueueCopy.open(newest);
        copy.forceAll();
        return copy;
    }

    /**
     * Builds the next generation.
     *
     * @param verified the lines that it begins with
     * @param keepOld whether the generation before holds anything else than a prefix of these lines and is to be kept
     */
    public LogCopy rebuild(LineSource verified, boolean keepOld) throws IOException {
        Path old = newest();
        if (old != null && keepOld) {
            Files.writeString(old.resolve(KEPT_MARK), "damaged or forked; kept as evidence\n");
        }
        Path directory = nextDirectory();
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(BUILDING_MARK), "not complete yet\n");
        QueueCopy copy = QueueCopy.open(directory);
        List<byte[]> lines = new ArrayList<>();
        for (Line line = verified.next(); line != null; line = verified.next()) {
            lines.add(line.bytes());
            if (lines.size() == 1000) {
                copy.append(lines);
                lines.clear();
            }
        }
        copy.append(lines);
        copy.forceAll();
        Files.delete(directory.resolve(BUILDING_MARK));
        ForcedFile.forceDirectory(directory);
        retireAllBut(directory);
        return copy;
    }

    private void retireAllBut(Path current) throws IOException {
        List<Path> kept = new ArrayList<>();
        for (Path generation : generations()) {
            if (Files.exists(generation.resolve(KEPT_MARK))) {
                kept.add(generation);
            } else if (!generation.equals(current)) {
                FileTree.delete(generation);
            }
        }
        for (int i = 0; i < kept.size() - KEPT; i++) {
            FileTree.delete(kept.get(i));
        }
    }

    private Path nextDirectory() {
        List<Path> all = generations();
        int next = all.isEmpty() ? 1 : number(all.get(all.size() - 1)) + 1;
        return root.resolve(String.format(Locale.ROOT, "gen-%04d", next));
    }

    private static int number(Path generation) {
        return Integer.parseInt(String.valueOf(generation.getFileName()).substring("gen-".length()));
    }

    /** All generations, the oldest first. */
    public List<Path> generations() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(path -> String.valueOf(path.getFileName()).matches("gen-\\d{4,9}"))
                    .sorted(Comparator.comparingInt(QueueStore::number))
                    .toList();
        } catch (IOException e) {
            throw new JournalException(
                    "The queue must be readable, but " + root + " is not: " + FileProblem.words(e), e);
        }
    }
}
