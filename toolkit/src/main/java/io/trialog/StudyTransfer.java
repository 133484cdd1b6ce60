package io.trialog;

import io.trialog.exception.JournalException;
import io.trialog.exception.RefusedException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.journal.codec.Head;
import io.trialog.internal.journal.store.LogTransfer;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.transfer.OptunaStudy;
import io.trialog.internal.transfer.StudyFork;
import io.trialog.study.OpenOptions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Studies out of other studies, of exported logs and of Optuna's databases. Stored lines are copied byte for byte. */
public final class StudyTransfer {

    /** How every log begins. */
    private static final String LOG = "{\"seq\":0,";

    private StudyTransfer() {}

    /**
     * What was saved of a damaged study.
     *
     * @param events how many events the new study's log has
     * @param loose how many whole events stood behind the first gap
     * @param report what is missing, line by line
     */
    public record Saved(long events, long loose, List<String> report) {}

    /**
     * Saves what is readable of a study into a new one; the damaged one is not changed.
     *
     * @throws RefusedException if there is a study of that name
     */
    public static Saved salvage(Path damaged, StudyRoot root, String name) {
        Path target = root.free(name);
        LogTransfer.Salvaged saved = LogTransfer.salvage(damaged, ThisProcess.ofThisProcess(), target);
        if (saved.head().seq() >= 0) {
            open(target, OpenOptions.Intent.COPIED).close();
        }
        return new Saved(saved.head().seq() + 1, saved.loose(), saved.report());
    }

    /**
     * Starts a study with the history of another one, which may be running.
     *
     * @param seq the last event to take over
     * @return the new study, open
     * @throws RefusedException if there is a study of that name
     */
    public static Study fork(Path from, StudyRoot root, String name, long seq) {
        return Study.of(StudyFork.fork(from, root, name, seq));
    }

    /**
     * Makes a study of an exported log. What ran in the original is left alone.
     *
     * @return the new study, open
     * @throws RefusedException if there is a study of that name, or the file is no exported log
     * @throws TrialogException if a line is damaged
     */
    public static Study importLog(Path lines, StudyRoot root, String name) {
        requireLog(lines);
        Path target = root.free(name);
        LogTransfer.importInto(target, lines);
        Study study = open(target, OpenOptions.Intent.COPIED);
        RecordedStudyFile.record(target, study.settings(), null);
        return study;
    }

    /**
     * Makes a study of one in a database of Optuna.
     *
     * @param name the study's name in the database, {@code null} if it is the only one
     * @return the new study, open
     * @throws RefusedException if there is a study of that name
     */
    public static Study importOptuna(Path database, @Nullable String name, StudyRoot root, String newName) {
        Path target = root.free(newName);
        OptunaStudy.write(database, name, target, newName);
        Study study = open(target, OpenOptions.Intent.NORMAL);
        RecordedStudyFile.record(target, study.settings(), null);
        return study;
    }

    /** Writes the log of a study into one file; returns how many events that are. */
    public static long exportLog(Path study, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Head head;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                head = LogTransfer.export(study, Long.MAX_VALUE, out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return head.seq() + 1;
        } catch (IOException e) {
            throw new JournalException("The log can't be written to " + file + ": " + e, e);
        }
    }

    /** A file of another kind is told apart from a damaged log by its first bytes. */
    private static void requireLog(Path lines) {
        byte[] first;
        try (InputStream in = Files.newInputStream(lines)) {
            first = in.readNBytes(LOG.length());
        } catch (IOException e) {
            throw new TrialogException("The file " + lines + " can't be read: " + e, e);
        }
        if (!new String(first, StandardCharsets.ISO_8859_1).equals(LOG)) {
            throw new RefusedException("An exported log must begin with " + LOG + ", but " + lines + " does not."
                    + "\nMaybe it is another kind of export: 'trialog export NAME FILE.jsonl' writes a log.");
        }
    }

    private static Study open(Path target, OpenOptions.Intent intent) {
        return Study.open(OpenOptions.of(target.toString()).withIntent(intent));
    }
}
