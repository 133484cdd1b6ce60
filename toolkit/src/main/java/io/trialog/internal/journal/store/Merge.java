package io.trialog.internal.journal.store;

import io.trialog.event.StoredEvent;
import io.trialog.exception.BrokenChainException;
import io.trialog.exception.DamagedLogException;
import io.trialog.exception.LostEventsException;
import io.trialog.internal.journal.ChainReader;
import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.LineSource;
import io.trialog.internal.journal.codec.EventCodec;
import io.trialog.internal.journal.codec.Head;
import io.trialog.internal.journal.ledger.Watermark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads both copies of a log together, once, and decides event by event which counts.
 *
 * <p>What one copy has lost comes from the other. Where they diverge, the higher epoch wins; within one epoch that is
 * refused, unless a person said which copy is to win. What came out is held against the mark of what was acknowledged: a log that does not hold that event was changed, or has
 * lost it. What neither has whole ends the log if nothing behind it was ever acknowledged (a torn end), and is refused
 * otherwise. Everything that does not count is reported.
 */
final class Merge {

    private final ChainReader chain = new ChainReader();
    private final EventCodec codec = new EventCodec();
    private final CopyCursor ledger;
    private final CopyCursor queue;
    private final Watermark mark;
    private final Rules rules;
    private final Consumer<StoredEvent> handler;
    private long diverged = -1;
    private @Nullable LostEventsException loss;

    /** The copy that wins where both are whole and differ. */
    enum Winner {
        HIGHER_EPOCH,
        LEDGER,
        QUEUE
    }

    /**
     * What is done where the copies differ, or lack something.
     *
     * @param mark an event that the log must hold
     * @param acceptLoss whether to go on where that event, or others that were acknowledged, are missing or changed
     * @param winner the copy that wins where both are whole and differ
     */
    record Rules(Watermark mark, boolean acceptLoss, Winner winner) {

        static Rules of(Watermark mark) {
            return new Rules(mark, false, Winner.HIGHER_EPOCH);
        }

        Rules acceptingLoss() {
            return new Rules(mark, true, winner);
        }

        Rules with(Winner newWinner) {
            return new Rules(mark, acceptLoss, newWinner);
        }
    }

    /**
     * What came out.
     *
     * @param head the last event that counts
     * @param ledger what was found in the ledger; empty if it holds exactly what counts
     * @param queue what was found in the queue; empty if it holds exactly what counts, or nothing
     * @param diverged from which event on the copies differ; -1 if they do not
     * @param loss what was lost, and accepted; {@code null} if nothing was
     */
    record Result(
            Head head,
            List<Finding> ledger,
            List<Finding> queue,
            long diverged,
            @Nullable LostEventsException loss) {}

    /** Reads nothing yet. */
    Merge(LineSource ledger, LineSource queue, Rules rules, Consumer<StoredEvent> handler) {
        this.ledger = new CopyCursor("ledger", ledger);
        this.queue = new CopyCursor("queue", queue);
        this.mark = rules.mark();
        this.rules = rules;
        this.handler = handler;
    }

    /** Reads both copies.
     *
     * @throws DamagedLogException if the copies can't be made into one log, or lack what was acknowledged
     */
    Result run() {
        boolean more = step();
        while (more) {
            more = step();
        }
        Head head = chain.head();
        if (head.seq() < mark.seq()) {
            lost(
                    "The log ends at seq " + head.seq() + ", but events up to seq " + mark.seq()
                            + " were acknowledged: those from seq " + (head.seq() + 1) + " to " + mark.seq()
                            + " are lost.",
                    head.seq() + 1,
                    mark.seq());
        }
        behind(ledger, head);
        behind(queue, head);
        return new Result(head, ledger.findings(), queue.findings(), diverged, loss);
    }

    private void lost(String what, long from, long to) {
        LostEventsException found = new LostEventsException(what, from, to);
        if (!rules.acceptLoss()) {
            throw found;
        }
        loss = loss == null ? found : loss;
    }

    private static void behind(CopyCursor side, Head head) {
        if (side.taken() <= head.seq()) {
            side.findings()
                    .add(new Finding(
                            Finding.Kind.BEHIND,
                            "",
                            side.taken(),
                            -1,
                            "The " + side.name() + " holds " + side.taken() + " of " + (head.seq() + 1) + " events."));
        }
    }

    private boolean step() {
        Line a = ledger.peek();
        Line b = queue.peek();
        if (a == null && b == null) {
            return false;
        }
        boolean same = a != null && b != null && Arrays.equals(a.bytes(), b.bytes());
        String damageA = a == null ? "" : chain.check(a);
        String damageB = same ? damageA : b == null ? "" : chain.check(b);
        if (damageA != null && damageB != null) {
            return end(a, b, damageA, damageB);
        }
        if (damageA == null && damageB == null && !same && a != null && b != null) {
            diverged(a, b);
            return true;
        }
        accept(damageA == null ? a : b);
        settle(ledger, damageA);
        settle(queue, damageB);
        return true;
    }

    private void accept(@Nullable Line line) {
        if (line != null) {
            StoredEvent stored = accepted(line);
            if (mark.differs(stored)) {
                changed(line);
            }
            handler.accept(stored);
        }
    }

    /** Hash and link were looked at before; epoch and time are read with the event. */
    private StoredEvent accepted(Line line) {
        try {
            return chain.accept(line.bytes());
        } catch (BrokenChainException e) {
            throw new DamagedLogException(line.file() + " at offset " + line.offset() + ": " + e.getMessage());
        }
    }

    /** The chain holds, but leads to another event than the one that was acknowledged. */
    private void changed(Line line) {
        long from = diverged < 0 ? mark.seq() : diverged;
        String where = diverged < 0
                ? "the log was changed at or before it"
                : "the copies differ from seq " + from + " on, and the one with the higher epoch was changed up to seq "
                        + mark.seq();
        lost(
                "The event with seq " + mark.seq() + " is not the one that was acknowledged: " + where + " ("
                        + line.file() + " at offset " + line.offset() + ").",
                from,
                mark.seq());
    }

    private void settle(CopyCursor side, @Nullable String damage) {
        if (damage == null) {
            side.take();
        } else {
            side.blame(chain.head().seq(), damage, codec);
        }
    }

    private void diverged(Line a, Line b) {
        int epochA = codec.decode(a.bytes()).envelope().epoch();
        int epochB = codec.decode(b.bytes()).envelope().epoch();
        long seq = chain.head().seq() + 1;
        if (rules.winner() != Winner.HIGHER_EPOCH) {
            diverged = diverged < 0 ? seq : diverged;
            (rules.winner() == Winner.LEDGER ? queue : ledger)
                    .drop(
                            Finding.Kind.SET_ASIDE,
                            seq,
                            "events that do not lead to the one that was acknowledged are set aside");
            return;
        }
        if (epochA == epochB) {
            throw new DamagedLogException("The two copies differ within epoch " + epochA + " at seq " + seq + ": "
                    + a.file() + " at offset " + a.offset() + ", " + b.file() + " at " + b.offset() + ".");
        }
        diverged = diverged < 0 ? seq : diverged;
        CopyCursor loser = epochA < epochB ? ledger : queue;
        boolean late = seq > mark.seq();
        loser.drop(
                Finding.Kind.SET_ASIDE,
                seq,
                "events that epoch " + Math.min(epochA, epochB) + " wrote after epoch " + Math.max(epochA, epochB)
                        + " had taken over; "
                        + (late
                                ? "they were never acknowledged"
                                : "they do not lead to the event that was acknowledged")
                        + ", and are set aside");
    }

    /** Neither copy has the next event whole. */
    private boolean end(@Nullable Line a, @Nullable Line b, String damageA, String damageB) {
        long seq = chain.head().seq() + 1;
        List<Line> restA = new ArrayList<>();
        List<Line> restB = new ArrayList<>();
        long proven = Math.max(
                mark.seq(), Math.max(ledger.provenByTheRest(codec, restA), queue.provenByTheRest(codec, restB)));
        if (proven >= seq) {
            lost(
                    "The log is damaged in the middle: the event with seq " + seq
                            + " was acknowledged, but neither copy has it whole. " + place(a, damageA)
                            + place(b, damageB),
                    seq,
                    proven);
        }
        String what =
                proven >= seq ? "are set aside" : "that was being written and was never acknowledged is set aside";
        torn(ledger, a, restA, what);
        torn(queue, b, restB, what);
        return false;
    }

    private static String place(@Nullable Line line, String damage) {
        return line == null ? "" : line.file() + " at offset " + line.offset() + ": " + damage + ". ";
    }

    private void torn(CopyCursor side, @Nullable Line line, List<Line> rest, String what) {
        if (line != null) {
            long bytes = rest.stream().mapToLong(piece -> piece.bytes().length).sum();
            side.add(Finding.Kind.TORN_END, line, chain.head().seq() + 1, "an end of " + bytes + " bytes " + what);
        }
    }
}
