package io.trialog.internal.run;

import io.trialog.event.StudyEvent;
import io.trialog.internal.control.Controller;
import io.trialog.internal.fold.AttemptText;
import io.trialog.internal.journal.Recording;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The job of an attempt as it was seen last; what is new about it is recorded. */
final class SeenJob {

    /** A job must be seen LOST so often in a row before it counts as lost. */
    private static final int LOST_SIGHTINGS = 2;

    private final Controller controller;
    private final int number;
    private final int attempt;
    private @Nullable JobStatus seen;
    private int lostSightings;

    /**
     * @param trial a trial whose current attempt has the job
     */
    SeenJob(Controller controller, TrialRecord trial) {
        this.controller = controller;
        this.number = trial.number();
        this.attempt = trial.attempt();
    }

    /** How it was seen last, or {@code null} if it was not seen yet. */
    @Nullable
    JobStatus status() {
        return seen;
    }

    /** Its state, UNKNOWN if it was not seen yet. */
    JobState state() {
        return seen == null ? JobState.UNKNOWN : seen.state();
    }

    /** Whether its program ended by itself with this exit code. */
    boolean exitedWith(int code) {
        return seen != null
                && seen.state() == JobState.EXITED
                && Integer.valueOf(code).equals(seen.exitCode());
    }

    /** Whether it will not run any more, or was lost for long enough. */
    boolean isOver() {
        return state().isFinal() || lostSightings >= LOST_SIGHTINGS;
    }

    /** Takes note of its state; returns whether that was recorded. */
    boolean see(JobStatus status) {
        boolean isNews = isNews(seen, status);
        if (isNews) {
            StudyEvent changed = new StudyEvent.JobStateChanged(
                    status.state().name(),
                    status.reason(),
                    status.exitCode(),
                    status.signal(),
                    status.restart(),
                    details(status.details()));
            controller.record(Recording.of(changed).trial(number).attempt(attempt));
        }
        seen = status;
        lostSightings = status.state() == JobState.LOST ? lostSightings + 1 : 0;
        return isNews;
    }

    private boolean isNews(@Nullable JobStatus before, JobStatus now) {
        if (isUnknown(now.details().failed())) {
            return true;
        }
        if (before != null) {
            return before.state() != now.state()
                    || before.restart() != now.restart()
                    || !before.reason().equals(now.reason()) && now.state() != JobState.UNKNOWN;
        }
        Attempt known = controller.trial(number).lastAttempt();
        return known == null
                || known.state() != AttemptText.state(now.state().name())
                || !known.reason().equals(now.reason());
    }

    private boolean isUnknown(JobStatus.@Nullable FailedNode failed) {
        Attempt known = controller.trial(number).lastAttempt();
        return failed != null && (known == null || !known.usage().knows(failed.node(), failed.reason()));
    }

    private static Map<String, @Nullable Object> details(JobStatus.Details details) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (!details.node().isEmpty()) {
            map.put("node", details.node());
        }
        if (details.since() != null) {
            map.put("since", details.since().toString());
        }
        if (details.seconds() != null) {
            map.put("seconds", details.seconds());
        }
        JobStatus.FailedNode failed = details.failed();
        if (failed != null) {
            map.put("failedNode", Map.of("node", failed.node(), "reason", failed.reason()));
        }
        return map;
    }
}
