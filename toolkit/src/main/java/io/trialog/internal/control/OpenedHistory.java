package io.trialog.internal.control;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.fold.StudyIdentity;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds a log while it is opened and keeps what a controller needs to go on: the views on which the running trials were
 * asked for, and a last report that the pruner was not asked about because the controller died in between.
 *
 * <p>Not safe for use by several threads.
 */
public final class OpenedHistory {

    private final StudyFold fold = new StudyFold();
    private final EventHashes hashes = new EventHashes();
    private final ReportedSeqs reported = new ReportedSeqs();
    private final Set<String> commands = new HashSet<>();
    private final Bases bases = new Bases();
    private String studyId = "";
    private @Nullable StudyView undecidedReport;
    private int undecidedTrial = -1;

    /** Takes the next event of the log. */
    public void accept(StoredEvent stored) {
        StudyEvent event = stored.event();
        int trial = stored.envelope().trial();
        if (event instanceof StudyEvent.CommandReceived command) {
            commands.add(command.commandId());
        }
        String id = StudyIdentity.given(stored);
        studyId = id == null ? studyId : id;
        boolean isReport = event instanceof StudyEvent.ValueReported;
        Reports before = isReport ? fold.watchedReports(trial) : Reports.NONE;
        fold.apply(stored);
        bases.follow(stored, fold);
        hashes.add(stored.envelope().hash());
        reported.accept(stored.envelope(), event);
        if (isReport && PrunerCatalogue.isAsked(before, fold.view(), trial)) {
            undecidedReport = fold.view();
            undecidedTrial = trial;
        } else if (!isControllerEvent(event)) {
            undecidedReport = null;
        }
    }

    static boolean isControllerEvent(StudyEvent event) {
        return event instanceof StudyEvent.ControllerStarted || event instanceof StudyEvent.ControllerStopped;
    }

    /** Returns the settings in force at the end of the log. */
    public Settings settings() {
        return fold.view().settings();
    }

    StudyFold fold() {
        return fold;
    }

    /** The study as folded so far. */
    public StudyView view() {
        return fold.view();
    }

    EventHashes hashes() {
        return hashes;
    }

    ReportedSeqs reported() {
        return reported;
    }

    Map<Integer, StudyView> bases() {
        return bases.ofTrials();
    }

    /** The identifiers of the commands that were received so far. */
    public Set<String> receivedCommands() {
        return Set.copyOf(commands);
    }

    /** The id of the study, empty before it was created. */
    public String studyId() {
        return studyId;
    }

    @Nullable
    StudyView undecidedReport() {
        return undecidedReport;
    }

    int undecidedTrial() {
        return undecidedTrial;
    }
}
