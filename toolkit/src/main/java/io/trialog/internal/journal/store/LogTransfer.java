package io.trialog.internal.journal.store;

import io.trialog.event.StoredEvent;
import io.trialog.exception.DamagedLogException;
import io.trialog.exception.JournalException;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.journal.ChainReader;
import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.codec.Head;
import io.trialog.internal.journal.ledger.LedgerFiles;
import io.trialog.internal.journal.ledger.LedgerReader;
import io.trialog.internal.journal.ledger.LineFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Export, import and fork of a log: lines are copied verbatim, never written anew. */
public final class LogTransfer {

    private LogTransfer() {}

    /**
     * Writes the events of a study up to {@code to} (included) as JSON Lines.
     *
     * @return the last event written
     */
    public static Head export(Path study, long to, OutputStream out) {
        LastStart newest = new LastStart();
        LedgerReader.read(study.resolve("ledger"), 0, to, stored -> {
            write(stored, out);
            newest.accept(stored);
            return true;
        });
        return newest.head();
    }

    private static void write(StoredEvent stored, OutputStream out) {
        try {
            out.write(stored.line());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a new study directory from exported lines. It opens as a reader until the user says {@code moved} or
     * {@code copied}.
     *
     * @return the last event imported
     * @throws JournalException if the directory holds a study, or a line is damaged; then nothing is left behind
     */
    public static Head importInto(Path study, Path lines) {
        ChainReader chain = new ChainReader();
        return fill(study, repair -> {
            try (LineFile file = new LineFile(lines)) {
                for (Line line = file.next(); line != null; line = file.next()) {
                    String damage = chain.check(line);
                    if (damage != null) {
                        throw new DamagedLogException(
                                "The event with seq " + (chain.head().seq() + 1) + " in " + lines + " at offset "
                                        + line.offset() + " must be whole, but " + damage + ".");
                    }
                    repair.accept(chain.accept(line.bytes()));
                }
            }
            if (chain.head().seq() < 0) {
                throw new JournalException("The file " + lines + " must hold an exported log, but is empty.");
            }
            return chain.head();
        });
    }

    /**
     * Makes a new study directory that begins with the events of another one up to {@code to} (included).
     *
     * @return the last event copied
     * @throws JournalException if the directory holds a study, or the other one can't be read; then nothing is left behind
     */
    public static Head fork(Path study, long to, Path target) {
        return fill(target, repair -> {
            LastStart newest = new LastStart();
            LedgerReader.read(study.resolve("ledger"), 0, to, stored -> {
                repair.accept(stored);
                newest.accept(stored);
                return true;
            });
            if (newest.head().seq() < to) {
                throw new JournalException(
                        "The log of " + study + " must reach seq " + to + " to be forked there, but ends" + " at "
                                + newest.head().seq() + ".");
            }
            return newest.head();
        });
    }

    private interface Filling {
        Head fill(Consumer<StoredEvent> repair);
    }

    /** Fills a new ledger; if that fails, or there is nothing to put into it, no empty one is left. */
    private static Head fill(Path study, Filling filling) {
        NewStudyUndo beginnings = NewStudyUndo.before(study, study.resolve("queue"));
        Path ledger = newLedger(study);
        Head head = Head.NONE;
        try (LedgerRepair repair = new LedgerRepair(ledger)) {
            Head filled = filling.fill(repair);
            repair.finish();
            head = filled;
        } catch (IOException | UncheckedIOException e) {
            throw new JournalException("The log in " + ledger + " could not be written: " + e, e);
        } finally {
            if (head.seq() < 0) {
                beginnings.undo(() -> {});
            }
        }
        return head;
    }

    private static Path newLedger(Path study) {
        Path ledger = study.resolve("ledger");
        if (!LedgerFiles.list(ledger).isEmpty()) {
            throw new JournalException("The directory must be new, but there is a study in " + study + ".");
        }
        try {
            return Files.createDirectories(ledger);
        } catch (IOException e) {
            throw new JournalException(
                    "The study directory " + study + " could not be made: " + FileProblem.words(e), e);
        }
    }

    /**
     * What {@link #salvage} saved.
     *
     * @param head the last event of the chain that could be saved as a log
     * @param loose whole events behind the first gap, saved beside the log since nothing proves what stood before them
     * @param report what is missing, line by line
     */
    public record Salvaged(Head head, long loose, List<String> report) {}

    /**
     * Saves what is readable of a damaged ledger and queue into a new study directory, verbatim: the unbroken beginning as
     * its log, and every whole event behind the first gap in {@code salvage/loose.jsonl}.
     */
    public static Salvaged salvage(Path study, Map<String, String> environment, Path target) {
        List<String> report = new ArrayList<>();
        Head head = fill(target, repair -> {
            LogCheck verification = LogCheck.of(study, environment, repair);
            verification.findings().forEach(finding -> report.add(finding.message()));
            report.addAll(verification.notes());
            if (!verification.failure().isEmpty()) {
                report.add(verification.failure());
            }
            return verification.head();
        });
        long loose = new LooseEvents(head, report).save(study, environment, target.resolve("salvage"));
        return new Salvaged(head, loose, List.copyOf(report));
    }
}
