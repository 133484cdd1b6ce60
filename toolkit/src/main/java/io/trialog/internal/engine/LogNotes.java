package io.trialog.internal.engine;

import io.trialog.event.StudyEvent;
import io.trialog.exception.JournalException;
import io.trialog.internal.control.Controller;
import io.trialog.internal.journal.Recording;

/** Notes in a study's log what people should find there later. A log that takes nothing any more has no use for it. */
record LogNotes(Controller controller, String key) {

    /** Notes that the controller ends. A journal that is poisoned or fenced off can't say so; what broke it was told before. */
    static void stopped(Controller controller) {
        try {
            controller.record(Recording.of(new StudyEvent.ControllerStopped("closed")));
            controller.commit();
        } catch (JournalException e) {
            return;
        }
    }

    void add(String text) {
        try {
            controller.record(Recording.of(new StudyEvent.AttributeSet("note", key, text)));
        } catch (JournalException e) {
            return;
        }
    }
}
