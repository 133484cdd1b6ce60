package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user is told when too many trials failed in a row. */
final class ObjectiveFailure {

    private ObjectiveFailure() {}

    /** Returns what happened, and what may help. */
    static String story(@Nullable TrialRecord last) {
        String what = last == null ? "" : " The last one was trial " + last.number() + ": " + last.error();
        boolean command = last != null && last.runner().equals("command");
        return "Too many trials failed in a row, so the study stopped." + what
                + (command
                        ? "\nMaybe run the trial's command by hand, or look at its err.log and error.log."
                        : "\nMaybe call the objective by hand with the trial's parameters.");
    }

    /**
     * Returns an exception that begins where the objective broke: a notebook shows the lines of the cell, and neither causes
     * nor suppressed ones.
     *
     * @param thrown what the objective threw last, if it is code of this JVM
     */
    static TrialogException of(String story, @Nullable Throwable thrown) {
        TrialogException failure = new TrialogException(story);
        if (thrown != null) {
            List<StackTraceElement> frames = new ArrayList<>();
            for (StackTraceElement frame : thrown.getStackTrace()) {
                if (frame.getClassName().startsWith("io.trialog.")) {
                    break;
                }
                frames.add(frame);
            }
            frames.addAll(List.of(failure.getStackTrace()));
            failure.setStackTrace(frames.toArray(StackTraceElement[]::new));
            failure.initCause(thrown);
        }
        return failure;
    }
}
