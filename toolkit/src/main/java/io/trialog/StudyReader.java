package io.trialog;

import io.trialog.event.StoredEvent;
import io.trialog.exception.StudyFileException;
import io.trialog.exception.StudyNotFoundException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.ReaderVerification;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.fold.StudyIdentity;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.ledger.LedgerReader;
import io.trialog.internal.journal.lock.ControllerLock;
import io.trialog.internal.journal.lock.LockHolder;
import io.trialog.internal.journal.store.JournalOpener;
import io.trialog.internal.journal.store.OpenRequest;
import io.trialog.internal.platform.Machine;
import io.trialog.internal.projection.files.ResultsExport;
import io.trialog.internal.report.ReportWriting;
import io.trialog.internal.sampler.Samplers;
import io.trialog.study.RunPlan;
import io.trialog.study.StudyView;
import io.trialog.study.Verification;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A study as its ledger tells it, for those who only look: takes no lock, needs neither Chronicle nor the right to write,
 * and may follow a study that another process runs.
 *
 * <p>Not safe for use by several threads; the views that it gives are.
 */
public final class StudyReader {

    private final Path directory;
    private final StudyFold fold = new StudyFold();
    private final List<String> notes;
    private String studyId = "";
    private Instant lastEventAt = Instant.EPOCH;

    private StudyReader(Path directory) {
        this.directory = directory;
        OpenRequest request = OpenRequest.of(directory, Machine.platform(), InstantSource.system())
                .withMode(OpenRequest.Mode.READ);
        this.notes = JournalOpener.open(request, this::take).notes();
        if (fold.position() < 0) {
            throw new TrialogException("The study in " + directory + " has no whole event in its ledger yet."
                    + "\nMaybe it is being created; look again in a moment.");
        }
    }

    /**
     * Reads the log of a study.
     *
     * @param directory the study's directory
     * @throws StudyNotFoundException if there is none
     * @throws TrialogException if its ledger is damaged; the message names file, seq and offset
     */
    public static StudyReader open(Path directory) {
        Path study = directory.toAbsolutePath().normalize();
        if (!StudyRoot.isStudy(study)) {
            throw new StudyNotFoundException("There is no study in " + study
                    + ".\nMaybe 'trialog list' shows the right name," + " or --studies names another directory.");
        }
        return new StudyReader(study);
    }

    private void take(StoredEvent stored) {
        String id = StudyIdentity.given(stored);
        studyId = id == null ? studyId : id;
        fold.apply(stored);
        lastEventAt = stored.envelope().at();
    }

    /** Reads what was appended since; returns whether that is anything. */
    public boolean refresh() {
        long before = fold.position();
        events(before + 1, stored -> {
            take(stored);
            return true;
        });
        return fold.position() > before;
    }

    /** The study's directory. */
    public Path directory() {
        return directory;
    }

    /** Identifies the study for ever; a copy has an id of its own. */
    public String studyId() {
        return studyId;
    }

    /** The study as it stood when its log was read last. */
    public StudyView view() {
        return fold.view();
    }

    /** Whether as many trials are finished as were asked for, and none runs or waits. */
    public boolean isFinished() {
        StudyView view = view();
        Integer asked = plan().trials();
        return asked != null
                && view.count(TrialState.COMPLETE) + view.count(TrialState.PRUNED) >= asked
                && view.running().isEmpty()
                && view.waiting().isEmpty();
    }

    /** A study file that can't be read any more says nothing. */
    private RunPlan plan() {
        try {
            return RunPlan.recorded(directory);
        } catch (StudyFileException e) {
            return RunPlan.NONE;
        }
    }

    /** Whether the sampler has nothing left to propose: every point of a grid was tried, and no trial runs or waits. */
    public boolean isExhausted() {
        StudyView view = view();
        return "grid".equals(view.settings().sampler().get("type"))
                && view.running().isEmpty()
                && view.waiting().isEmpty()
                && Samplers.of(view.settings().sampler()).isExhausted(view);
    }

    /** When the last event that was read happened. */
    public Instant lastEventAt() {
        return lastEventAt;
    }

    /** What a user should know about the log. */
    public List<String> notes() {
        return notes;
    }

    /** Who holds the study, be it alive or not, or {@code null}. */
    public static @Nullable LockHolder holder(Path directory) {
        return ControllerLock.holder(directory);
    }

    /** Whether a controller holds the study of which it isn't proven from here that it is dead. */
    public static boolean isHeld(Path directory) {
        LockHolder holder = holder(directory);
        return holder != null && holder.life() != LockHolder.Life.DEAD;
    }

    /** Reads the events from {@code seq} on, verified, as they are stored. */
    public void events(long seq, Journal.EventHandler handler) {
        read(directory, seq, handler);
    }

    /**
     * Reads the log of a study from the event {@code seq} on, verified, without folding it.
     *
     * @throws TrialogException if the ledger is damaged; the message names file, seq and offset
     */
    public static void read(Path directory, long seq, Journal.EventHandler handler) {
        LedgerReader.read(directory.resolve("ledger"), seq, Long.MAX_VALUE, handler);
    }

    /**
     * Derives every decision in the ledger again and compares {@code study.db} with it, without changing anything. A
     * database that is behind the log is compared at its own position.
     */
    public static Verification verify(Path directory) {
        return new ReaderVerification(directory).run();
    }

    /**
     * Writes the report, a page for a browser that needs no network; into a directory that exists, with single plots beside it.
     *
     * @return the page
     */
    public Path report(Path target) {
        return ReportWriting.write(this, target);
    }

    /** Writes one line per trial. */
    public void exportCsv(Path file) {
        ResultsExport.csv(view(), file);
    }

    /** Writes the study with all its trials as JSON. */
    public void exportJson(Path file) {
        ResultsExport.json(view(), file);
    }
}
