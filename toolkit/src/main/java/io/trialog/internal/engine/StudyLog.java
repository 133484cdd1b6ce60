package io.trialog.internal.engine;

import io.trialog.event.EventHandler;
import io.trialog.event.StoredEvent;
import io.trialog.exception.StudyFileException;
import io.trialog.exception.StudyNotFoundException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.fold.StudyIdentity;
import io.trialog.internal.journal.ledger.LedgerReader;
import io.trialog.internal.journal.lock.ControllerLock;
import io.trialog.internal.journal.store.JournalOpener;
import io.trialog.internal.journal.store.OpenRequest;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.internal.platform.Machine;
import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.run.ExecutorActivity;
import io.trialog.study.ControllerInfo;
import io.trialog.study.RunPlan;
import io.trialog.study.StudyView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A study as its ledger tells it. Takes no lock, needs neither Chronicle nor the right to write, and may follow a study that
 * another process runs.
 *
 * <p>Not safe for use by several threads; the views that it gives are.
 */
public final class StudyLog {

    private final Path directory;
    private final StudyFold fold = new StudyFold();
    private final List<String> notes;
    private String studyId = "";
    private Instant lastEventAt = Instant.EPOCH;

    private StudyLog(Path directory) {
        this.directory = directory;
        OpenRequest request = OpenRequest.of(directory, Machine.platform(), SystemTime.clock())
                .withMode(OpenRequest.Mode.READ);
        List<String> opened = new ArrayList<>(StudyTrust.notes(directory));
        opened.addAll(JournalOpener.open(request, this::take).notes());
        this.notes = List.copyOf(opened);
        if (fold.position() < 0) {
            throw new TrialogException("The study in " + directory + " has no whole event in its ledger yet."
                    + "\nMaybe it is being created; look again in a moment.");
        }
    }

    /**
     * Reads the log of a study.
     *
     * @param directory the study's directory
     * @return the log, read to its end
     * @throws StudyNotFoundException if there is no study
     * @throws TrialogException if its ledger is damaged; the message names file, seq and offset
     */
    public static StudyLog open(Path directory) {
        Path study = directory.toAbsolutePath().normalize();
        if (!StudyRoot.isStudy(study)) {
            throw new StudyNotFoundException("There is no study in " + study
                    + ".\nMaybe 'trialog list' shows the right name," + " or --studies names another directory.");
        }
        return new StudyLog(study);
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
        read(directory, before + 1, stored -> {
            take(stored);
            return true;
        });
        return fold.position() > before;
    }

    /** Returns the study's directory. */
    public Path directory() {
        return directory;
    }

    /** Returns what identifies the study for ever; a copy has an id of its own. */
    public String studyId() {
        return studyId;
    }

    /** Returns the study as it stood when its log was read last. */
    public StudyView view() {
        return fold.view();
    }

    /** Returns whether as many trials are finished as were asked for, or a rule stopped the study, and none runs or waits. */
    public boolean isFinished() {
        StudyView view = view();
        Integer asked = plan().trials();
        boolean isStopped = view.stop().decision() != null;
        return (isStopped || asked != null && view.succeededCount() >= asked) && isQuiet(view);
    }

    /** A study file that can't be read any more says nothing. */
    private RunPlan plan() {
        try {
            return RunPlans.recorded(directory);
        } catch (StudyFileException e) {
            return RunPlan.NONE;
        }
    }

    /** Returns what people noted about the study: {@code tags}, {@code group}, {@code description}; empty if nothing. */
    public Map<String, @Nullable Object> metadata() {
        return StudyLabels.of(directory);
    }

    /** Returns whether the sampler has nothing left to propose: every point of a grid was tried, and no trial runs or waits. */
    public boolean isExhausted() {
        StudyView view = view();
        return SamplerCatalogue.enumerates(view.settings().sampler())
                && isQuiet(view)
                && SamplerCatalogue.of(view.settings()).isExhausted(view);
    }

    private static boolean isQuiet(StudyView view) {
        return view.running().isEmpty() && view.waiting().isEmpty();
    }

    /** Returns when the last event that was read happened. */
    public Instant lastEventAt() {
        return lastEventAt;
    }

    /** Returns what a user should know about the log. */
    public List<String> notes() {
        return notes;
    }

    /** Returns what the executor of the running controller said last of itself; empty if nothing. */
    public String executorActivity() {
        return ExecutorActivity.read(directory);
    }

    /** Returns who holds a study, be it alive or not, or {@code null}. */
    public static @Nullable ControllerInfo holder(Path directory) {
        return ControllerLock.controller(directory);
    }

    /** Returns whether a controller holds the study of which it isn't proven from here that it is dead. */
    public static boolean isHeld(Path directory) {
        ControllerInfo holder = holder(directory);
        return holder != null && !holder.isDead();
    }

    /**
     * Reads the log of a study from the event {@code seq} on, verified, without folding it.
     *
     * @throws TrialogException if the ledger is damaged; the message names file, seq and offset
     */
    public static void read(Path directory, long seq, EventHandler handler) {
        LedgerReader.read(directory.resolve("ledger"), seq, Long.MAX_VALUE, handler);
    }
}
