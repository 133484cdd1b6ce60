package io.trialog.status;

import io.trialog.internal.format.Ages;
import io.trialog.internal.format.Texts;
import io.trialog.study.StudyView;
import io.trialog.trial.Attempt;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A trial that has begun and not ended, as those who watch the study see it.
 *
 * @param trial the trial
 * @param state {@code running}, {@code manual} (asked for by hand), {@code waiting} (its last attempt is lost, the next one
 *     has not begun), or the state of its job in lower case
 * @param reason the reason of the job's state, in the words of who runs it; may be empty
 * @param since when it was asked for, or its present attempt was begun, or {@code null}
 * @param hasJobId whether its last attempt is a job of its own at the scheduler of a cluster
 */
public record RunningTrial(
        TrialRecord trial,
        String state,
        String reason,
        @Nullable Instant since,
        boolean hasJobId) {

    private static final String MANUAL = "manual";

    /**
     * Returns the running trials of a study.
     *
     * @param view the study
     * @param hasJobId whether an attempt is a job of its own at the scheduler of a cluster
     * @return the trials by number
     */
    public static List<RunningTrial> of(StudyView view, Predicate<Attempt> hasJobId) {
        return view.running().stream().map(trial -> of(trial, hasJobId)).toList();
    }

    /**
     * Returns one trial in state RUNNING.
     *
     * @param trial the trial
     * @param hasJobId whether an attempt is a job of its own at the scheduler of a cluster
     * @return the trial, as those see it who watch the study
     */
    public static RunningTrial of(TrialRecord trial, Predicate<Attempt> hasJobId) {
        Attempt last = trial.lastAttempt();
        boolean isJob = last != null && hasJobId.test(last);
        Attempt attempt = current(trial);
        if (trial.awaitsRetry() && !trial.runner().equals(MANUAL)) {
            return new RunningTrial(trial, "waiting", "it runs again", trial.startedAt(), isJob);
        }
        if (attempt == null) {
            String state = trial.runner().equals(MANUAL) ? MANUAL : "running";
            return new RunningTrial(trial, state, "", trial.startedAt(), isJob);
        }
        String state = attempt.isLost() ? "waiting" : attempt.state().name().toLowerCase(Locale.ROOT);
        Instant since = attempt.number() > 1 ? attempt.intendedAt() : trial.startedAt();
        return new RunningTrial(trial, state, attempt.reason(), since, isJob);
    }

    /** The attempt that is the trial's present one, if its job is known. */
    private static @Nullable Attempt current(TrialRecord trial) {
        Attempt last = trial.lastAttempt();
        return last == null || last.number() < trial.attempt() ? null : last;
    }

    /** {@return whether a program or thread works on it, or a job of it is on its way, as far as is known} */
    public boolean isUnderWay() {
        Attempt attempt = current(trial);
        boolean waits = trial.awaitsRetry() && !isManual();
        return !waits && (attempt == null || !attempt.isLost());
    }

    /**
     * Returns whether it was asked for by hand and is not known to have a job.
     *
     * @return whether a person ends it
     */
    public boolean isManual() {
        return trial.runner().equals(MANUAL) && current(trial) == null;
    }

    /** {@return whether its job waits for its turn at a cluster, as far as is known} */
    public boolean isQueued() {
        Attempt attempt = current(trial);
        return attempt != null && attempt.state().isWaiting() && hasJobId;
    }

    /**
     * Which attempt this is, from 1.
     *
     * @return which attempt this is, from 1
     */
    public int attempt() {
        return Math.max(1, trial.attempt());
    }

    /**
     * Returns how long ago it was asked for; zero if that is not known.
     *
     * @param now the present time
     * @return how long ago it was asked for; zero if that is not known
     */
    public Duration age(Instant now) {
        return since == null ? Duration.ZERO : Duration.between(since, now);
    }

    /** {@return what its job said last, for example {@code step 12: 0.8123}; empty before the first report} */
    public String lastReport() {
        return trial.reports().isEmpty()
                ? ""
                : "step " + trial.reports().lastStep() + ": "
                        + NumberText.of(trial.reports().lastValue());
    }

    /**
     * Its job at the scheduler of a cluster, for example {@code job 4711_3 on n7}; empty elsewhere.
     *
     * @return its job at the scheduler of a cluster, for example {@code job 4711_3 on n7}; empty elsewhere
     */
    public String place() {
        Attempt attempt = trial.lastAttempt();
        if (attempt == null || attempt.nativeId().isEmpty() || !hasJobId) {
            return "";
        }
        String node = attempt.usage().node();
        return "job " + attempt.nativeId() + (node.isEmpty() ? "" : " on " + node);
    }

    /** {@return the state of its attempt and why, for example {@code QUEUED (PENDING (Priority))}} */
    public String stateText() {
        Attempt attempt = trial.lastAttempt();
        if (attempt == null) {
            return state;
        }
        return attempt.state() + (attempt.reason().isEmpty() ? "" : " (" + Texts.shortened(attempt.reason()) + ")");
    }

    /**
     * For example {@code for 2m 3s, attempt 1 RUNNING, job 4711 on n7, step 4: 0.81}.
     *
     * @param now the present time
     * @return for example {@code for 2m 3s, attempt 1 RUNNING, job 4711 on n7, step 4: 0.81}
     */
    public String text(Instant now) {
        StringBuilder text = new StringBuilder();
        if (since != null) {
            text.append(" for ").append(Ages.of(age(now)));
        }
        if (trial.runner().equals(MANUAL)) {
            text.append(", asked for by hand");
        }
        Attempt attempt = trial.lastAttempt();
        if (attempt != null) {
            text.append(", attempt ").append(attempt.number()).append(' ').append(stateText());
            text.append(place().isEmpty() ? "" : ", " + place());
        }
        String report = lastReport();
        return text.append(report.isEmpty() ? "" : ", " + report).toString();
    }
}
