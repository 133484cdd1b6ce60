package io.trialog;

import io.trialog.exception.JournalException;
import io.trialog.exception.RefusedException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.config.ForeignFile;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.internal.engine.StudyOpener;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.journal.codec.Head;
import io.trialog.internal.journal.store.LogTransfer;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.transfer.NewStudy;
import io.trialog.internal.transfer.OptunaStudy;
import io.trialog.internal.transfer.StudyFork;
import io.trialog.study.OpenOptions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Studies out of other studies, of exported logs and of Optuna's databases. Stored lines are copied byte for byte. */
public final class StudyTransfer {

    /** As many bytes as tell one kind of file from another. */
    private static final int BEGINNING = 32;

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
     * @param damaged the directory of the damaged study
     * @param studies the directory where studies live
     * @param name the name of the new study
     * @return what was saved
     * @throws RefusedException if there is a study of that name
     */
    public static Saved salvage(Path damaged, Path studies, String name) {
        Path target = root(studies).free(name);
        LogTransfer.Salvaged saved = LogTransfer.salvage(damaged, ThisProcess.ofThisProcess(), target);
        if (saved.head().seq() >= 0) {
            open(target, OpenOptions.Intent.COPIED).close();
        }
        return new Saved(saved.head().seq() + 1, saved.loose(), saved.report());
    }

    /**
     * Starts a study with the history of another one, which may be running.
     *
     * @param from the directory of the other study
     * @param studies the directory where studies live
     * @param name the name of the new study
     * @param seq the last event to take over
     * @return the new study, open
     * @throws RefusedException if there is a study of that name
     */
    public static Study fork(Path from, Path studies, String name, long seq) {
        return Study.of(StudyFork.fork(from, root(studies), name, seq));
    }

    /**
     * Makes a study of an exported log. What ran in the original is left alone.
     *
     * @param lines the exported log
     * @param studies the directory where studies live
     * @param name the name of the new study
     * @return the new study, open
     * @throws RefusedException if there is a study of that name, or the file is no exported log
     * @throws TrialogException if a line is damaged
     */
    public static Study importLog(Path lines, Path studies, String name) {
        requireLog(lines);
        Path target = root(studies).free(name);
        return NewStudy.in(target, () -> {
            LogTransfer.importInto(target, lines);
            Study study = open(target, OpenOptions.Intent.COPIED);
            RecordedStudyFile.record(target, study.settings(), null);
            return study;
        });
    }

    /**
     * Makes a study of one in a database of Optuna.
     *
     * @param database the database file
     * @param name the study's name in the database, {@code null} if it is the only one
     * @param studies the directory where studies live
     * @param newName the name of the new study
     * @return the new study, open
     * @throws RefusedException if there is a study of that name
     */
    public static Study importOptuna(Path database, @Nullable String name, Path studies, String newName) {
        Path target = root(studies).free(newName);
        return NewStudy.in(target, () -> {
            List<String> notes = OptunaStudy.write(database, name, target, newName);
            StudyEngine study = new StudyOpener(root(studies)).open(OpenOptions.of(target.toString()));
            RecordedStudyFile.record(target, study.settings(), null);
            study.tell(notes);
            return Study.of(study);
        });
    }

    /**
     * Writes the log of a study into one file.
     *
     * @param study the study's directory
     * @param file the file to write; one that is there is replaced
     * @return how many events the log has
     * @throws JournalException if the file can't be written
     */
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
            throw new JournalException("The log can't be written to " + file + ": " + FileProblem.words(e), e);
        }
    }

    /** A file of another kind is told apart from a damaged log by its first bytes. */
    private static void requireLog(Path lines) {
        byte[] first;
        try (InputStream in = Files.newInputStream(lines)) {
            first = in.readNBytes(BEGINNING);
        } catch (IOException e) {
            throw new TrialogException("The file " + lines + " can't be read: " + FileProblem.words(e), e);
        }
        ForeignFile kind = ForeignFile.of(first);
        if (kind != ForeignFile.LOG) {
            throw new RefusedException("The file " + lines + " must be an exported log, but is " + kind.words() + ".\n"
                    + (kind == ForeignFile.OTHER
                            ? "Maybe it is another kind of export: 'trialog export NAME FILE.jsonl' writes a log."
                            : kind.advice()));
        }
    }

    private static StudyRoot root(Path studies) {
        return new StudyRoot(studies.toAbsolutePath().normalize());
    }

    private static Study open(Path target, OpenOptions.Intent intent) {
        return Study.open(OpenOptions.of(target.toString()).withIntent(intent));
    }
}
