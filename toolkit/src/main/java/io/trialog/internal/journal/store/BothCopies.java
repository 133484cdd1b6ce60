package io.trialog.internal.journal.store;

import io.trialog.event.StoredEvent;
import io.trialog.exception.DamagedLogException;
import io.trialog.exception.LostEventsException;
import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.LineSource;
import io.trialog.internal.journal.ReadAhead;
import io.trialog.internal.journal.chronicle.QueueSource;
import io.trialog.internal.journal.chronicle.QueueStore;
import io.trialog.internal.journal.ledger.LedgerGap;
import io.trialog.internal.journal.ledger.LedgerSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Both copies of a log as they lie on the disk, read together as often as needed. */
final class BothCopies {

    private final Path ledger;
    private final @Nullable QueueStore queue;
    private @Nullable String queueDamage;
    private List<Line> fenced = List.of();

    /** @param queue {@code null} if there is none, or it can't be read here */
    BothCopies(Path ledger, @Nullable QueueStore queue) {
        this.ledger = ledger;
        this.queue = queue;
    }

    Merge.Result read(Merge.Rules rules, Consumer<StoredEvent> handler) {
        LedgerSource lines = new LedgerSource(ledger);
        Merge.Result result;
        try (LineSource ledgerSource = ReadAhead.of(lines);
                LineSource queueSource = queue == null ? LineSource.empty() : queue.source()) {
            result = merged(new Merge(ledgerSource, queueSource, rules, handler));
            queueDamage = queueSource instanceof QueueSource source ? source.damage() : null;
            if (queueDamage == null && queue != null && queue.hasChangedSinceItsEnd()) {
                queueDamage = "some of its bytes have changed since it was closed";
            }
        }
        fenced = List.copyOf(lines.fenced());
        return result;
    }

    /** What seems to be lost may only be packed. */
    private Merge.Result merged(Merge merge) {
        try {
            return merge.run();
        } catch (LostEventsException e) {
            String unpacking = LedgerGap.unpacking(ledger);
            if (unpacking.isEmpty()) {
                throw e;
            }
            String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new LostEventsException(
                    what + " Files of the ledger are packed; unpack them first: " + unpacking + ".", e.from(), e.to());
        }
    }

    @Nullable
    QueueStore queue() {
        return queue;
    }

    /** What was wrong with the queue's file when it was read last, or {@code null}. */
    @Nullable
    String queueDamage() {
        return queueDamage;
    }

    /** Lines of the ledger that did not count when it was read last, since a later epoch had taken over before them. */
    List<Line> fenced() {
        return fenced;
    }

    /**
     * The rules for a person who accepts a loss. The copy that leads to the acknowledged event wins, if one of them does: then nothing
     * is lost.
     */
    Merge.Rules accepting(Merge.Rules strict) {
        for (Merge.Winner winner : Merge.Winner.values()) {
            if (leadsToMark(strict.with(winner))) {
                return strict.with(winner);
            }
        }
        return strict.acceptingLoss();
    }

    private boolean leadsToMark(Merge.Rules tried) {
        try {
            Merge.Result result = read(tried, event -> {});
            return tried.winner() == Merge.Winner.HIGHER_EPOCH
                    || result.diverged() <= tried.mark().seq();
        } catch (DamagedLogException e) {
            return false;
        }
    }
}
