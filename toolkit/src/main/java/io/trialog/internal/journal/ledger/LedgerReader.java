package io.trialog.internal.journal.ledger;

import io.trialog.event.EventHandler;
import io.trialog.event.StoredEvent;
import io.trialog.exception.BrokenChainException;
import io.trialog.exception.DamagedLogException;
import io.trialog.exception.JournalException;
import io.trialog.internal.journal.ChainReader;
import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.LineSource;
import io.trialog.internal.journal.ReadAhead;
import io.trialog.internal.journal.codec.EventId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a ledger, verified, without Chronicle and without disturbing anybody who writes it. */
public final class LedgerReader {

    private LedgerReader() {}

    /**
     * Reads the events {@code from..to} (both included, {@code to} may be larger than there are).
     *
     * <p>A line that is not whole at the very end is being written, or was torn: it ends the reading without an error.
     *
     * @param ledger the ledger's directory
     * @throws JournalException if the ledger is damaged, lacks events before others, or is not what was acknowledged; the message names file, seq and
     *     offset
     */
    public static void read(Path ledger, long from, long to, EventHandler handler) {
        if (!Files.isDirectory(ledger)) {
            throw LedgerGap.at(ledger, 0);
        }
        Watermark mark = Watermark.read(ledger); // first: a controller may raise it while its ledger is read
        long last = from - 1;
        try (LineSource source = ReadAhead.of(new LedgerSource(ledger, from))) {
            ChainReader chain = null;
            for (Line line = source.next(); line != null; line = source.next()) {
                long seq = EventId.seqOf(line.bytes());
                if (chain == null && seq >= 0) {
                    if (seq > from) {
                        throw LedgerGap.at(ledger, from);
                    }
                    chain = ChainReader.before(line.bytes());
                }
                StoredEvent event = chain == null ? null : next(ledger, chain, line, source);
                if (event == null) {
                    break;
                }
                last = event.envelope().seq();
                if (last > to) {
                    return;
                }
                mark.check(event, line);
                if (event.envelope().seq() >= from && !handler.onEvent(event)) {
                    return;
                }
            }
        }
        if (last < Math.min(mark.seq(), to)) {
            throw new DamagedLogException(
                    "The ledger in " + ledger + " ends at seq " + last + ", but events up to seq " + mark.seq()
                            + " were acknowledged: those from seq " + (last + 1) + " to " + mark.seq()
                            + " are missing in it.",
                    LedgerGap.advice(ledger));
        }
    }

    private static @Nullable StoredEvent next(Path ledger, ChainReader chain, Line line, LineSource source) {
        long expected = chain.head().seq() + 1;
        try {
            return chain.next(line);
        } catch (BrokenChainException e) {
            if (line.offset() == 0 && EventId.seqOf(line.bytes()) > expected) {
                throw LedgerGap.at(ledger, expected);
            }
            if (source.next() == null) {
                return null;
            }
            throw new JournalException(
                    "The ledger is damaged in " + line.file() + " at offset " + line.offset() + ": " + e.getMessage()
                            + "\nMaybe 'trialog verify' tells more; 'trialog salvage' copies what is readable.",
                    e);
        }
    }
}
