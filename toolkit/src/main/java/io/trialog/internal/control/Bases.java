package io.trialog.internal.control;

import io.trialog.study.StudyView;
import org.jspecify.annotations.Nullable;

/**
 * The views on which the next ask may rest. Asks are prepared beside the writer, one at a time: other events may stand between
 * the basis of an ask and the ask itself, at most {@link #REACH} of them, but no other ask.
 *
 * <p>Not safe for use by several threads.
 */
final class Bases {

    /** How many events back the basis of an ask may lie. */
    static final int REACH = 4096;

    private final @Nullable StudyView[] recent = new @Nullable StudyView[REACH];
    private long floor = -1;

    /** Takes the view after an event. */
    void note(StudyView view) {
        recent[(int) (view.position() % REACH)] = view;
    }

    /** Takes note of an ask at {@code seq}: no later basis is smaller. */
    void asked(long seq) {
        floor = seq;
    }

    /** Returns the smallest basis that the next ask may have. */
    long floor() {
        return floor;
    }

    /** Returns the view at a basis, or {@code null} if no ask may rest there. */
    @Nullable
    StudyView at(long basis) {
        if (basis < floor || basis < 0) {
            return null;
        }
        StudyView view = recent[(int) (basis % REACH)];
        return view == null || view.position() != basis ? null : view;
    }
}
