package io.trialog.internal.journal.store;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.DamagedLogException;
import io.trialog.exception.JournalException;
import io.trialog.exception.LostEventsException;
import io.trialog.internal.file.ForcedFile;
import io.trialog.internal.journal.DurableJournal;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.LineSource;
import io.trialog.internal.journal.LogCopy;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.journal.chronicle.ChronicleFlags;
import io.trialog.internal.journal.chronicle.QueueStore;
import io.trialog.internal.journal.codec.Head;
import io.trialog.internal.journal.ledger.LedgerFile;
import io.trialog.internal.journal.ledger.LedgerFiles;
import io.trialog.internal.journal.ledger.LedgerReader;
import io.trialog.internal.journal.ledger.LedgerSource;
import io.trialog.internal.journal.ledger.Watermark;
import io.trialog.internal.journal.lock.ControllerLock;
import io.trialog.internal.journal.lock.LockHolder;
import io.trialog.internal.platform.Ids;
import io.trialog.study.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One opening of a study by a controller that has the lock. */
final class Opening {

    private final OpenRequest request;
    private final Path study;
    private final Path ledger;
    private final ControllerLock lock;
    private final @Nullable LockHolder before;
    private final List<String> notes = new ArrayList<>();
    private Watermark mark = Watermark.NONE;
    private boolean withoutFlags;

    Opening(OpenRequest request, Path study, ControllerLock lock, @Nullable LockHolder before) {
        this.request = request;
        this.study = study;
        this.ledger = study.resolve("ledger");
        this.lock = lock;
        this.before = before;
    }

    OpenedJournal run(Consumer<StoredEvent> handler) throws IOException {
        QueuePlace place = QueuePlace.choose(study, Durability.FULL, request.environment(), MountTable.ofThisProcess());
        QueueStore queue = new QueueStore(place.directory());
        boolean readsQueue = queue.newest() != null && ChronicleFlags.missing().isEmpty();
        LastStart newest = new LastStart();
        mark = Watermark.read(ledger);
        BothCopies copies = new BothCopies(ledger, readsQueue ? queue : null);
        Merge.Rules strict = Merge.Rules.of(mark.later(queue.end()));
        Merge.Rules rules = request.acceptsLoss() ? copies.accepting(strict) : strict;
        Merge.Result merged = copies.read(rules, newest.andThen(handler));
        String refusal = refusal(newest);
        if (refusal != null) {
            return new OpenedJournal(null, newest.head(), false, List.of(refusal));
        }
        StudyEvent.ControllerStarted last = newest.started();
        Durability asked = JournalOpener.level(request, last == null ? null : last.durability());
        withoutFlags = WithoutFlags.holds(request, asked, last, queue, merged.head());
        Durability level = withoutFlags ? Durability.LEDGER : asked;
        notes.addAll(withoutFlags ? List.of(ChronicleFlags.note()) : List.of());
        notes.addAll(QueuePlace.choose(study, level, request.environment(), MountTable.ofThisProcess())
                .notes());
        noteMark(newest);
        LostEventsException loss = merged.loss();
        if (loss != null) {
            notes.add(firstLine(loss));
        }
        repair(merged, copies, rules);
        if (loss != null) {
            queue.forgetEnd();
        }
        int epoch = nextEpoch(merged.head());
        List<LogCopy> written = copies(level, queue, merged, copies.queueDamage(), epoch);
        lock.setEpoch(epoch);
        OpenedJournal opened = start(level, merged.head(), epoch, written, handler);
        acceptLoss(merged, opened, handler);
        return opened;
    }

    private void noteMark(LastStart newest) {
        if (newest.head().seq() >= 0 && mark.isNeeded(ledger, newest.logVersion())) {
            notes.add(mark.note());
        }
    }

    private static String firstLine(LostEventsException loss) {
        return String.valueOf(loss.getMessage()).lines().findFirst().orElse("");
    }

    private void acceptLoss(Merge.Result merged, OpenedJournal opened, Consumer<StoredEvent> handler)
            throws IOException {
        LostEventsException loss = merged.loss();
        Journal journal = opened.journal();
        if (loss != null && journal != null) {
            StoredEvent accepted =
                    journal.append(Recording.of(new StudyEvent.LossAccepted(loss.from(), loss.to(), firstLine(loss))));
            journal.commit();
            handler.accept(accepted);
            Watermark.reset(ledger, headOf(accepted));
        }
    }

    private @Nullable String refusal(LastStart newest) {
        List<String> version = new ArrayList<>();
        newest.addNote(version);
        if (!version.isEmpty()) {
            return version.get(0);
        }
        StudyEvent.ControllerStarted last = newest.started();
        boolean told = request.mode() == OpenRequest.Mode.MOVED || request.mode() == OpenRequest.Mode.COPIED;
        return last != null && !told && !last.directory().equals(study.toString())
                ? JournalOpener.elsewhere(study, last.directory())
                : null;
    }

    private void repair(Merge.Result merged, BothCopies copies, Merge.Rules rules) {
        notes.addAll(RepairNotes.of(merged, copies.queue(), copies.queueDamage(), copies.fenced()));
        if (!merged.ledger().isEmpty() && merged.head().seq() >= 0) {
            List<Path> aside = LedgerRepair.run(ledger, repair -> copies.read(rules, repair));
            notes.add("The ledger was repaired"
                    + (aside.isEmpty() ? "" : "; what was there is kept in " + listed(aside)) + ".");
        }
    }

    private static String listed(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private int nextEpoch(Head head) {
        var files = LedgerFiles.list(ledger);
        int highest = Math.max(head.epoch(), files.isEmpty() ? 0 : files.lastKey());
        int held = before == null ? 0 : before.epoch();
        if (held >= Head.LARGEST_EPOCH) {
            notes.add("The lock of the controller before names the epoch " + held + ", which is not believed.");
            held = 0;
        }
        if (highest >= Head.LARGEST_EPOCH) {
            throw new DamagedLogException(
                    "The next epoch must be at most " + Head.LARGEST_EPOCH + ", but the ledger in " + ledger
                            + " has a file of epoch " + highest + ", which no controller wrote.");
        }
        return 1 + Math.max(highest, held);
    }

    private List<LogCopy> copies(
            Durability level, QueueStore queue, Merge.Result merged, @Nullable String queueDamage, int epoch)
            throws IOException {
        List<LogCopy> copies = new ArrayList<>();
        if (level == Durability.FULL || level == Durability.LOCAL) {
            copies.add(queueCopy(queue, merged, queueDamage));
        }
        forceLastFile();
        copies.add(LedgerFile.create(request.disk(), ledger, epoch, level != Durability.LOCAL));
        return copies;
    }

    /** What a killed controller wrote without forcing it counts from now on, so it must be on the disk. */
    private void forceLastFile() throws IOException {
        var files = LedgerFiles.list(ledger);
        if (!files.isEmpty()) {
            ForcedFile.force(files.lastEntry().getValue());
        }
    }

    private LogCopy queueCopy(QueueStore queue, Merge.Result merged, @Nullable String queueDamage) throws IOException {
        boolean isWhole =
                queueDamage == null && merged.queue().isEmpty() && merged.head().seq() >= 0;
        boolean isShared = queue.isShared();
        if (isShared) {
            notes.add(
                    "The file of the queue, in " + queue.newest()
                            + ", has another name elsewhere, as in a copy made by hard links: a new one is built, and that one stays as it is.");
        }
        if (isWhole && !isShared && queue.endedWith(merged.head())) {
            return queue.reopen();
        }
        boolean isPrefix = queueDamage == null
                && merged.queue().stream().allMatch(finding -> finding.kind() == Finding.Kind.BEHIND);
        try (LedgerSource verified = new LedgerSource(ledger)) {
            return queue.rebuild(merged.head().seq() < 0 ? LineSource.empty() : verified, !isPrefix);
        }
    }

    private OpenedJournal start(
            Durability level, Head head, int epoch, List<LogCopy> copies, Consumer<StoredEvent> handler) {
        String origin = Ids.next().replace("-", "").substring(0, 16);
        DurableJournal.Parts parts = new DurableJournal.Parts(
                copies,
                level,
                lock,
                (from, to, reader) -> LedgerReader.read(ledger, from, to, reader),
                lock::release,
                DurableJournal.MARK_AGE);
        Journal journal = DurableJournal.open(request.clock(), origin, epoch, head, parts);
        boolean done = false;
        try {
            OpenedJournal opened = begun(journal, level, head, handler);
            done = true;
            return opened;
        } finally {
            if (!done) {
                closeBroken(journal);
            }
        }
    }

    /** A journal that could not take its first events can't be closed in good order either; why was told already. */
    private static void closeBroken(Journal journal) {
        try {
            journal.close();
        } catch (JournalException e) {
            return;
        }
    }

    private OpenedJournal begun(Journal journal, Durability level, Head head, Consumer<StoredEvent> handler) {
        boolean isNew = head.seq() < 0;
        List<StoredEvent> first = new ArrayList<>();
        if (isNew && request.created() != null) {
            first.add(journal.append(Recording.of(request.created().get())));
        }
        Head continued = first.isEmpty() ? head : headOf(first.get(0));
        first.add(journal.append(Recording.of(started(level, continued))));
        journal.commit();
        first.forEach(handler);
        Head now = headOf(first.get(first.size() - 1));
        return new OpenedJournal(journal, now, isNew, List.copyOf(notes));
    }

    private static Head headOf(StoredEvent stored) {
        LastStart newest = new LastStart();
        newest.accept(stored);
        return newest.head();
    }

    private StudyEvent.ControllerStarted started(Durability level, Head head) {
        LockHolder mine = LockHolder.ofThisProcess(study, 0, request.environment());
        return new StudyEvent.ControllerStarted(
                head.seq(),
                head.hash(),
                mine.host(),
                mine.bootId(),
                mine.pid(),
                study.toString(),
                withoutFlags ? WithoutFlags.LEVEL : level.name().toLowerCase(Locale.ROOT),
                reason(),
                request.platform(),
                request.plugIns());
    }

    private String reason() {
        return switch (request.mode()) {
            case MOVED -> "moved";
            case COPIED -> "copied";
            case TAKEOVER -> "takeover";
            default -> before == null ? "opened" : "resumed";
        };
    }
}
