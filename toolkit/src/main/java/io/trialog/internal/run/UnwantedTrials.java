package io.trialog.internal.run;

import io.trialog.event.StudyEvent;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.internal.journal.Recording;
import io.trialog.spi.JobState;
import io.trialog.trial.FailCause;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The running trials that a person does not want any more, with the reasons. Any thread may add one. */
final class UnwantedTrials {

    private final Controller controller;
    private final Progress progress;
    private final Map<Integer, String> reasons = new ConcurrentHashMap<>();

    UnwantedTrials(Controller controller, Progress progress) {
        this.controller = controller;
        this.progress = progress;
    }

    void add(int number, String reason) {
        reasons.put(number, reason);
    }

    /** Why a trial is not wanted any more, or {@code null} if it is. */
    @Nullable
    String reason(int number) {
        return reasons.get(number);
    }

    /** Asks their jobs to end. Those that wait are for the submissions; the others have no job, so only the trial ends. */
    void end(RunningJobs running, Submissions submissions) {
        reasons.forEach((number, reason) -> {
            RunningAttempt attempt = running.of(number);
            if (attempt != null) {
                attempt.cancel(reason);
            } else if (!submissions.has(number)) {
                end(controller.trial(number), reason);
            }
        });
    }

    /** Ends a trial that has no job. */
    void end(TrialRecord trial, String reason) {
        reasons.remove(trial.number());
        if (trial.state() == TrialState.RUNNING) {
            StudyEvent end =
                    new StudyEvent.JobStateChanged(JobState.CANCELLED.name(), "before it was submitted", null, null, 0);
            controller.record(Recording.of(end).attemptOf(trial));
            progress.end(controller.tell(trial.number(), Ending.fail(FailCause.CANCELLED, reason)));
        }
    }
}
