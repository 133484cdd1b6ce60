package io.trialog.internal.run;

import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Trials that ended in one round of a loop. They are told together, so that all of them wait for the log once. For use by one
 * thread at a time.
 */
final class EndedTrials {

    private final Controller controller;
    private final Progress progress;
    private final RetriedTrials retried;
    private final Consumer<String> notes;
    private final Map<Integer, Ending> endings = new LinkedHashMap<>();
    private final Map<Integer, String> remarks = new LinkedHashMap<>();

    /** @param notes hears what the authors of the programs should know */
    EndedTrials(Controller controller, Progress progress, RetriedTrials retried, Consumer<String> notes) {
        this.controller = controller;
        this.progress = progress;
        this.retried = retried;
        this.notes = notes;
    }

    /** A trial whose job is over, and was the last one. */
    void add(RunningAttempt attempt) throws IOException {
        endings.put(attempt.number(), attempt.ending());
        remarks.put(attempt.number(), attempt.remarks());
    }

    /** Tells all trials that were added since the last call. */
    void tell() {
        if (endings.isEmpty()) {
            return;
        }
        for (TrialRecord told : controller.tell(endings)) {
            if (retried.runsAgain(told)) {
                progress.giveBack();
            } else {
                progress.end(told);
            }
        }
        remarks.forEach((number, text) -> {
            if (!text.isEmpty()) {
                notes.accept("Trial " + number + ": " + text);
            }
        });
        endings.clear();
        remarks.clear();
    }
}
