package io.trialog.internal.fold;

import io.trialog.event.StudyEvent;
import io.trialog.trial.Attempt;
import io.trialog.trial.NodeFailure;
import io.trialog.trial.Usage;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the state of a job says about where and how long its attempt ran. */
final class JobUsage {

    private JobUsage() {}

    /** The usage of an attempt after its job was seen like this. */
    static Usage after(Attempt attempt, StudyEvent.JobStateChanged changed, Instant at) {
        Usage usage = attempt.usage();
        boolean restarted = changed.restart() > attempt.restart();
        boolean runs = AttemptText.state(changed.state()).isRunning();
        Usage before = restarted ? usage.stopped(at, null) : usage;
        Usage after = runs ? before.running(since(changed, at)) : before.stopped(at, seconds(changed));
        NodeFailure failure = failure(changed, began(usage, runs && !restarted, at), runs ? beforeRun(after, at) : at);
        return (failure == null ? after : after.failing(failure)).on(text(changed.details(), "node"));
    }

    private static @Nullable Double seconds(StudyEvent.JobStateChanged changed) {
        return changed.details().get("seconds") instanceof Number number ? number.doubleValue() : null;
    }

    private static Instant since(StudyEvent.JobStateChanged changed, Instant at) {
        try {
            String since = text(changed.details(), "since");
            return since.isEmpty() ? at : Instant.parse(since);
        } catch (DateTimeParseException e) {
            return at; // written by hand or by a later version: the time of the event is near enough
        }
    }

    /** The run that ended; of one that was told late no more is known than when the first began. */
    private static Instant began(Usage usage, boolean late, Instant at) {
        Instant run = late || usage.runningSince() == null ? usage.startedAt() : usage.runningSince();
        return run == null ? at : run;
    }

    /** A failure that is told while the job runs again was before that. */
    private static Instant beforeRun(Usage usage, Instant at) {
        Instant run = usage.runningSince();
        return run == null || run.isAfter(at) ? at : run.minusNanos(1);
    }

    private static @Nullable NodeFailure failure(StudyEvent.JobStateChanged changed, Instant began, Instant at) {
        return changed.details().get("failedNode") instanceof Map<?, ?> failed
                        && !text(failed, "node").isEmpty()
                ? new NodeFailure(text(failed, "node"), text(failed, "reason"), began, at)
                : null;
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }
}
