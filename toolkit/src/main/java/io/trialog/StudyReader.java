package io.trialog;

import io.trialog.event.EventHandler;
import io.trialog.event.StoredEvent;
import io.trialog.exception.StudyNotFoundException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.analysis.ParameterImportance;
import io.trialog.internal.engine.ReaderVerification;
import io.trialog.internal.engine.SealMaking;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.projection.files.ResultsExport;
import io.trialog.internal.report.ReportWriting;
import io.trialog.internal.text.EventText;
import io.trialog.study.ControllerInfo;
import io.trialog.study.ImportanceMethod;
import io.trialog.study.Importances;
import io.trialog.study.Seal;
import io.trialog.study.StudyView;
import io.trialog.study.Verification;
import io.trialog.study.Viewable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A study as its ledger tells it, for those who only look: takes no lock, needs neither Chronicle nor the right to write,
 * and may follow a study that another process runs.
 *
 * <p>Not safe for use by several threads; the views that it gives are.
 */
public final class StudyReader implements Viewable {

    private final StudyLog log;

    private StudyReader(StudyLog log) {
        this.log = log;
    }

    /**
     * Reads the log of a study.
     *
     * @param directory the study's directory
     * @return a reader of the log, which has read it to its end
     * @throws StudyNotFoundException if there is no study
     * @throws TrialogException if its ledger is damaged; the message names file, seq and offset
     */
    public static StudyReader open(Path directory) {
        return new StudyReader(StudyLog.open(directory));
    }

    /**
     * Reads what was appended since.
     *
     * @return whether that is anything
     * @throws TrialogException if the ledger is damaged; the message names file, seq and offset
     */
    public boolean refresh() {
        return log.refresh();
    }

    /**
     * Returns the study's directory.
     *
     * @return an absolute path
     */
    public Path directory() {
        return log.directory();
    }

    /**
     * Returns what identifies the study for ever. A copy has an id of its own.
     *
     * @return the id
     */
    public String studyId() {
        return log.studyId();
    }

    /**
     * Returns the study as it stood when its log was read last.
     *
     * @return an immutable view
     */
    @Override
    public StudyView view() {
        return log.view();
    }

    /**
     * Returns whether as many trials are finished as were asked for, and none runs or waits.
     *
     * @return {@code false} also if nobody said how many trials are wanted
     */
    public boolean isFinished() {
        return log.isFinished();
    }

    /**
     * Returns whether the sampler has nothing left to propose: every point of a grid was tried, and no trial runs or waits.
     *
     * @return whether every point of a grid was tried
     */
    public boolean isExhausted() {
        return log.isExhausted();
    }

    /**
     * Returns when the last event that was read happened.
     *
     * @return the time that the event names
     */
    public Instant lastEventAt() {
        return log.lastEventAt();
    }

    /**
     * Returns what a user should know about the log.
     *
     * @return sentences; none if all is well
     */
    public List<String> notes() {
        return log.notes();
    }

    /**
     * Returns who holds a study, be it alive or not.
     *
     * @param directory the study's directory
     * @return its controller, or {@code null} if it has none
     */
    public static @Nullable ControllerInfo holder(Path directory) {
        return StudyLog.holder(directory);
    }

    /**
     * Returns whether a controller holds the study of which it isn't proven from here that it is dead.
     *
     * @param directory the study's directory
     * @return whether the study is held
     */
    public static boolean isHeld(Path directory) {
        return StudyLog.isHeld(directory);
    }

    /**
     * Reads the events from {@code seq} on, verified, as they are stored.
     *
     * @param seq the sequence number of the first event
     * @param handler takes each event, and says whether to go on
     * @throws TrialogException if the ledger is damaged; the message names file, seq and offset
     */
    public void events(long seq, EventHandler handler) {
        read(directory(), seq, handler);
    }

    /**
     * Reads the log of a study from the event {@code seq} on, verified, without folding it.
     *
     * @param directory the study's directory
     * @param seq the sequence number of the first event
     * @param handler takes each event, and says whether to go on
     * @throws TrialogException if the ledger is damaged; the message names file, seq and offset
     */
    public static void read(Path directory, long seq, EventHandler handler) {
        StudyLog.read(directory, seq, handler);
    }

    /**
     * Derives every decision in the ledger again and compares {@code study.db} with it, without changing anything. A
     * database that is behind the log is compared at its own position.
     *
     * @param directory the study's directory
     * @return what was found; {@link Verification#isGreen()} says whether all is well
     */
    public static Verification verify(Path directory) {
        return new ReaderVerification(directory).run();
    }

    /**
     * Verifies as {@link #verify(Path)} does, and compares the log with a seal that was made earlier.
     *
     * @param directory the study's directory
     * @param seal the seal, which was kept elsewhere
     * @return what was found; a log that is not as it was sealed is a finding of {@link Verification#log()}
     */
    public static Verification verify(Path directory, Seal seal) {
        return new ReaderVerification(directory, seal).run();
    }

    /**
     * Makes a seal of a study that may be running: study, and sequence number and hash of the last event that was acknowledged.
     *
     * @param directory the study's directory
     * @return the seal
     * @throws TrialogException if the log is damaged
     */
    public static Seal seal(Path directory) {
        return SealMaking.of(directory, null);
    }

    /**
     * Writes the report, a page for a browser that needs no network; into a directory that exists, with single plots beside it.
     *
     * @param target the page, or a directory that exists
     * @return the page
     */
    public Path report(Path target) {
        return ReportWriting.write(log, target);
    }

    /**
     * Measures how important each parameter is for the first objective.
     *
     * @param method by which question
     * @return the shares of the parameters, and what a reader should know about them
     */
    public Importances importances(ImportanceMethod method) {
        return ParameterImportance.of(view(), 0, method);
    }

    /**
     * Measures how important each parameter is.
     *
     * @param method by which question
     * @param metric for which objective
     * @return the shares of the parameters, and what a reader should know about them
     * @throws TrialogException if the study has no such objective
     */
    public Importances importances(ImportanceMethod method, String metric) {
        return ParameterImportance.of(view(), ParameterImportance.objective(view(), metric), method);
    }

    /**
     * Writes one line per trial.
     *
     * @param file the file to write; one that is there is replaced
     */
    public void exportCsv(Path file) {
        exportCsv(file, false);
    }

    /**
     * Writes one line per trial, in a form that is safe to open in a spreadsheet.
     *
     * @param file the file to write; one that is there is replaced
     * @param forSpreadsheets whether a text that begins with {@code =}, {@code +}, {@code -} or {@code @}, which a spreadsheet takes for a
     *     formula, gets an apostrophe in front
     * @throws TrialogException if the file can't be written
     */
    public void exportCsv(Path file, boolean forSpreadsheets) {
        ResultsExport.csv(view(), file, forSpreadsheets);
    }

    /**
     * Writes all intermediate values of all metrics as CSV: a line per value, with {@code number}, {@code step}, {@code metric} and
     * {@code value}.
     *
     * @param file the file, which is replaced
     * @param forSpreadsheets whether texts that a spreadsheet would take for a formula stand behind an apostrophe
     */
    public void exportSteps(Path file, boolean forSpreadsheets) {
        ResultsExport.steps(view(), file, forSpreadsheets);
    }

    /**
     * Writes the study with all its trials as JSON.
     *
     * @param file the file to write; one that is there is replaced
     */
    public void exportJson(Path file) {
        ResultsExport.json(view(), file);
    }

    /**
     * Returns an event as one line for people: sequence number, time, trial, and what happened.
     *
     * @param stored an event that was read
     * @return the line, without a line end
     */
    public static String line(StoredEvent stored) {
        return EventText.line(stored);
    }
}
