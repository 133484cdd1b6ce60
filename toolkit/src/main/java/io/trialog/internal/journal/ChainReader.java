package io.trialog.internal.journal;

import io.trialog.event.Envelope;
import io.trialog.event.StoredEvent;
import io.trialog.exception.BrokenChainException;
import io.trialog.internal.journal.codec.EventCodec;
import io.trialog.internal.journal.codec.EventId;
import io.trialog.internal.journal.codec.Head;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines in order and checks that each continues the one before: hash of its own bytes, {@code prev}, {@code seq},
 * time and epoch. Not safe for use by several threads.
 */
public final class ChainReader {

    private final EventCodec codec = new EventCodec();
    private Head head;

    /** A reader that expects the first event of a log. */
    public ChainReader() {
        this(Head.NONE);
    }

    /** A reader that expects the event after {@code head}. */
    public ChainReader(Head head) {
        this.head = head;
    }

    /** A reader that expects {@code line} and takes its word for what stands before it. */
    public static ChainReader before(byte[] line) {
        String prev = EventCodec.hasTail(line) ? EventCodec.prevOf(line) : "";
        return new ChainReader(new Head(EventId.seqOf(line) - 1, prev, 0, Instant.MIN));
    }

    /** What is wrong with a line as the next one, as half a sentence, or {@code null}. The head stays as it is. */
    public @Nullable String check(Line line) {
        return place(line.bytes(), line.checked() ? line.damage() : codec.checkHash(line.bytes()));
    }

    private @Nullable String place(byte[] line, @Nullable String broken) {
        String damage = broken;
        if (damage == null && EventId.seqOf(line) != head.seq() + 1) {
            damage = "it has seq " + EventId.seqOf(line);
        }
        if (damage == null && !EventCodec.continues(line, head.hash())) {
            damage = "it does not continue the event before (its \"prev\" is '" + EventCodec.prevOf(line)
                    + "', but the hash before is '" + head.hash() + "')";
        }
        return damage;
    }

    /** Takes a line that {@link #check} found to be good. */
    public StoredEvent accept(byte[] line) {
        StoredEvent stored = codec.parse(line, head.hash(), EventCodec.hashOf(line));
        Envelope envelope = stored.envelope();
        if (envelope.epoch() < head.epoch() || envelope.at().isBefore(head.at())) {
            throw new BrokenChainException(head.seq() + 1, "its epoch or time is before that of the event before");
        }
        if (envelope.epoch() > Head.LARGEST_EPOCH) {
            throw new BrokenChainException(
                    head.seq() + 1, "its epoch must be at most " + Head.LARGEST_EPOCH + ", but is " + envelope.epoch());
        }
        head = Head.of(envelope);
        return stored;
    }

    /** The last event accepted. */
    public Head head() {
        return head;
    }

    /**
     * Reads the next line.
     *
     * @param line kept, not to be modified
     * @throws BrokenChainException if the line is damaged or does not continue the one before; the head is as before
     */
    public StoredEvent next(Line line) {
        String damage = check(line);
        if (damage != null) {
            throw new BrokenChainException(head.seq() + 1, damage);
        }
        return accept(line.bytes());
    }
}
