package io.trialog.internal.journal.store;

import io.trialog.exception.JournalException;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.LineSource;
import io.trialog.internal.journal.chronicle.ChronicleFlags;
import io.trialog.internal.journal.chronicle.QueueStore;
import io.trialog.internal.journal.codec.EventCodec;
import io.trialog.internal.journal.codec.EventId;
import io.trialog.internal.journal.codec.Head;
import io.trialog.internal.journal.ledger.LedgerFiles;
import io.trialog.internal.journal.ledger.LineFile;
import io.trialog.study.Durability;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whole events behind the first gap of a damaged log, in whichever copy they stand, each saved once. */
final class LooseEvents {

    private final EventCodec codec = new EventCodec();
    private final Set<String> saved = new HashSet<>();
    private final Head head;
    private final List<String> report;

    /**
     * @param head the last event before the gap
     * @param report is told about lines that are not whole
     */
    LooseEvents(Head head, List<String> report) {
        this.head = head;
        this.report = report;
    }

    /** Writes {@code loose.jsonl} and {@code report.txt}; returns how many events were found. */
    long save(Path study, Map<String, String> environment, Path directory) {
        Path place = QueuePlace.choose(study, Durability.FULL, environment, MountTable.ofThisProcess())
                .directory();
        try {
            Files.createDirectories(directory);
            try (OutputStream out =
                    Files.newOutputStream(directory.resolve("loose.jsonl"), StandardOpenOption.CREATE_NEW)) {
                for (Path path : LedgerFiles.list(study.resolve("ledger")).values()) {
                    save(new LineFile(path), out);
                }
                if (ChronicleFlags.missing().isEmpty()) {
                    save(new QueueStore(place).source(), out);
                }
            }
            Files.write(directory.resolve("report.txt"), report);
            return saved.size();
        } catch (IOException e) {
            throw new JournalException(
                    "What is readable of " + study + " could not be saved: " + FileProblem.words(e), e);
        }
    }

    private void save(LineSource source, OutputStream out) throws IOException {
        try (source) {
            for (Line line = source.next(); line != null; line = source.next()) {
                byte[] bytes = line.bytes();
                String damage = codec.checkHash(bytes);
                if (damage != null) {
                    report.add(line.file() + " at offset " + line.offset() + ": " + damage + ".");
                } else if (EventId.seqOf(bytes) > head.seq() && saved.add(hash(bytes))) {
                    out.write(bytes);
                    out.write('\n');
                }
            }
        }
    }

    /** The last digits that every whole line carries. */
    private static String hash(byte[] line) {
        return new String(line, line.length - 66, 64, StandardCharsets.ISO_8859_1);
    }
}
