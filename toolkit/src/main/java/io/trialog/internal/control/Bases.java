package io.trialog.internal.control;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.StudyFold;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The views on which the running trials of a log were asked for. Asks are prepared beside the writer, one at a time: other events
 * may stand between the basis of an ask and the ask itself, at most {@link #REACH} of them, but no other ask.
 *
 * <p>Not safe for use by several threads.
 */
final class Bases {

    /** How many events back the basis of an ask may lie. */
    static final int REACH = 4096;

    private final @Nullable StudyView[] recent = new @Nullable StudyView[REACH];
    private final Map<Integer, StudyView> ofTrials = new HashMap<>();
    private long floor = -1;

    /** Returns the view at the basis of the next ask, or {@code null} if no ask may rest there. */
    @Nullable
    StudyView at(long basis) {
        if (basis < floor || basis < 0) {
            return null;
        }
        StudyView view = recent[(int) (basis % REACH)];
        return view == null || view.position() != basis ? null : view;
    }

    /** Returns the smallest basis that the next ask may have. */
    long floor() {
        return floor;
    }

    /** Returns the views on which the trials that run were asked for, by number. */
    Map<Integer, StudyView> ofTrials() {
        return ofTrials;
    }

    /**
     * Follows the log by an event. An ask that has no basis here, and a trial that runs again, rest on the log before them.
     *
     * @param fold the study after the event
     */
    void follow(StoredEvent stored, StudyFold fold) {
        StudyEvent event = stored.event();
        int trial = stored.envelope().trial();
        if (event instanceof StudyEvent.TrialAsked asked) {
            StudyView basis = at(asked.basis());
            ofTrials.put(trial, basis == null ? before(stored, fold) : basis);
            floor = stored.envelope().seq();
        } else if (event instanceof StudyEvent.TrialTold) {
            ofTrials.remove(trial);
        } else if (event instanceof StudyEvent.TrialRetried && fold.trial(trial).state() == TrialState.RUNNING) {
            ofTrials.put(trial, fold.view());
        }
        recent[(int) (fold.position() % REACH)] = fold.view();
    }

    private StudyView before(StoredEvent stored, StudyFold fold) {
        StudyView view = recent[(int) ((stored.envelope().seq() - 1 + REACH) % REACH)];
        return view == null ? fold.view() : view;
    }
}
