package io.trialog.status;

import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a study stands at one moment, with what is going on in it. Immutable.
 *
 * @param name under which the study is found
 * @param view the study
 * @param stage what it is doing
 * @param session the call of {@code optimize} that runs or ran last in this process, or {@code null}
 * @param running the trials that have begun and not ended
 * @param asOf the moment
 * @param remarks what a user should know, the newest last
 * @param lateAnswers how many reports and results of threads were refused that had been given up
 */
public record StudyProgress(
        String name,
        StudyView view,
        Stage stage,
        @Nullable Session session,
        List<RunningTrial> running,
        Instant asOf,
        List<String> remarks,
        long lateAnswers) {

    /**
     * Checks and copies the parts.
     *
     * @param name under which the study is found
     * @param view the study
     * @param stage what it is doing
     * @param session the call of {@code optimize} that runs or ran last in this process, or {@code null}
     * @param running the trials that have begun and not ended
     * @param asOf the moment
     * @param remarks what a user should know, the newest last
     * @param lateAnswers how many reports and results of threads were refused that had been given up
     */
    public StudyProgress {
        running = List.copyOf(running);
        remarks = List.copyOf(remarks);
    }

    /** {@return how many trials are COMPLETE or PRUNED, which is what {@code optimize(n)} counts} */
    public int finished() {
        return view.succeededCount();
    }

    /** {@return how many finished trials are wanted, or {@code null} if nobody said} */
    public @Nullable Integer wanted() {
        return session != null && session.hasTarget() ? session.budget().finished() : null;
    }

    /** {@return the best trial so far, or {@code null}} */
    public @Nullable TrialRecord best() {
        return view.best();
    }

    /** {@return whether trials are run, or waited for, at this moment} */
    public boolean isActive() {
        return stage == Stage.RUNNING || stage == Stage.STOPPING;
    }

    /** {@return whether a process has the study open, so that trials run or may run at any moment} */
    public boolean isHeld() {
        return isActive() || stage == Stage.OPEN;
    }

    /** {@return how long the session has run or ran; zero without one} */
    public Duration elapsed() {
        if (session == null) {
            return Duration.ZERO;
        }
        Instant end = session.endedAt();
        return Duration.between(session.startedAt(), end == null ? asOf : end);
    }

    /**
     * Finished trials per minute in this session, or 0 before the first.
     *
     * @return finished trials per minute in this session, or 0 before the first
     */
    public double perMinute() {
        int done = session == null ? 0 : finished() - session.finishedBefore();
        double minutes = elapsed().toMillis() / 60_000.0;
        return done > 0 && minutes > 0 ? done / minutes : 0;
    }

    /** {@return how long it may still take at this rate, or {@code null} if that can't be said} */
    public @Nullable Duration left() {
        Integer wanted = wanted();
        double rate = perMinute();
        if (wanted == null || rate <= 0 || stage != Stage.RUNNING) {
            return null;
        }
        Duration byRate = Duration.ofSeconds((long) (Math.max(0, wanted - finished()) / rate * 60));
        Duration limit = session == null ? null : session.budget().timeout();
        if (limit == null) {
            return byRate;
        }
        Duration byTime = limit.minus(elapsed());
        return byTime.compareTo(byRate) < 0 ? byTime : byRate;
    }
}
