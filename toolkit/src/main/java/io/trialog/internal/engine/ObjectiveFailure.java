package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.internal.run.FailureRule;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user is told when too many trials failed in a row. */
final class ObjectiveFailure {

    private ObjectiveFailure() {}

    /** Returns what happened, and what may help. */
    static String story(FailureRule rule, @Nullable TrialRecord last) {
        String trial = last == null ? "" : "trial " + last.number() + ": " + last.error();
        boolean command = last != null && last.runner().equals("command");
        return switch (rule) {
            case IN_A_ROW ->
                "Too many trials failed in a row, so the study stopped."
                        + (last == null ? "" : " The last one was " + trial)
                        + (command
                                ? "\nMaybe run the trial's command by hand, or look at its err.log and error.log."
                                : "\nMaybe call the objective by hand with the trial's parameters.")
                        + " How many may fail in a row: max_failures.";
            case FIRST_TRIAL ->
                "The first trial threw an exception, so the study stopped. It was " + trial
                        + "\nMaybe call the objective by hand with the trial's parameters. To let a study go on after that,"
                        + " set max_failures.";
            case CANARY ->
                "The first trial failed, so no other one was started. It was " + trial
                        + "\nMaybe run the trial's command by hand, or look at its err.log. Without a first trial that runs alone:"
                        + " --no-canary.";
            case SUGGESTION ->
                "An objective must ask for parameters that can be suggested, so the study stopped. It was " + trial
                        + "\nMaybe correct that call, and run the study again. Whatever max_failures says, a call that is"
                        + " refused stops the study.";
        };
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
