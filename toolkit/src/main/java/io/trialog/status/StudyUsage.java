package io.trialog.status;

import io.trialog.study.StudyView;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import io.trialog.trial.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the jobs of a study waited and worked for: in total, by what came of it, and how much pruning saved. Only trials that
 * ran as jobs count.
 *
 * @param byPurpose what was spent on what
 * @param saved an estimate of what pruning saved: for every pruned trial the mean run time of complete trials, less its own
 * @param longestSeconds the longest run of a complete trial; 0 if there is none
 * @param completeTrials how many complete trials that rests on
 */
public record StudyUsage(Map<Purpose, Spent> byPurpose, Spent saved, double longestSeconds, int completeTrials) {

    /** Trials from which a saving or a limit is not guessed. */
    private static final int TOO_FEW = 3;

    private static final int FEW_FOR_A_LIMIT = 5;
    private static final double MARGIN = 1.5;
    private static final int STEP_SECONDS = 300;

    /** What came of a job. */
    public enum Purpose {
        /** Attempts of trials that are complete. */
        COMPLETE,
        /** Attempts of trials that were pruned. */
        PRUNED,
        /** Attempts of trials that failed. */
        FAILED,
        /** Attempts that were lost: another one followed. */
        LOST,
        /** Jobs that are still there. */
        RUNNING
    }

    /**
     * An amount.
     *
     * @param jobs how many jobs
     * @param queueSeconds for how long they waited for their start
     * @param runSeconds for how long they ran, in seconds of wall-clock time
     * @param gpuHours their run time, in hours, times their GPUs
     */
    public record Spent(int jobs, double queueSeconds, double runSeconds, double gpuHours) {

        /** Nothing. */
        public static final Spent NOTHING = new Spent(0, 0, 0, 0);

        /**
         * Returns both amounts together.
         *
         * @param other the other amount
         * @return the sum
         */
        public Spent plus(Spent other) {
            return new Spent(
                    jobs + other.jobs,
                    queueSeconds + other.queueSeconds,
                    runSeconds + other.runSeconds,
                    gpuHours + other.gpuHours);
        }
    }

    /**
     * Keeps a copy of the map.
     *
     * @param byPurpose the numbers by purpose
     * @param saved what was saved
     * @param longestSeconds how long the longest one took, in seconds
     * @param completeTrials how many trials are COMPLETE
     */
    public StudyUsage {
        byPurpose = Map.copyOf(byPurpose);
    }

    /**
     * Adds up what the jobs of a study used.
     *
     * @param view the study
     * @param now until when jobs that still run are counted; an instant in the past leaves them out
     * @return the sums
     */
    public static StudyUsage of(StudyView view, Instant now) {
        Map<Purpose, Spent> sums = new EnumMap<>(Purpose.class);
        List<Spent> pruned = new ArrayList<>();
        double longest = 0;
        int complete = 0;
        for (TrialRecord trial : view.trials()) {
            for (Attempt attempt : trial.attempts()) {
                Spent spent = spent(attempt, now);
                Purpose purpose = purpose(trial, attempt);
                sums.merge(purpose, spent, Spent::plus);
                if (purpose == Purpose.PRUNED) {
                    pruned.add(spent);
                } else if (purpose == Purpose.COMPLETE) {
                    longest = Math.max(longest, spent.runSeconds());
                    complete++;
                }
            }
        }
        return new StudyUsage(sums, saved(sums, pruned), longest, complete);
    }

    /**
     * Adds up what one trial spent on all its attempts.
     *
     * @param trial the trial
     * @param now until when a job that still runs is counted; an instant in the past leaves it out
     * @return the sum
     */
    public static Spent of(TrialRecord trial, Instant now) {
        Spent sum = Spent.NOTHING;
        for (Attempt attempt : trial.attempts()) {
            sum = sum.plus(spent(attempt, now));
        }
        return sum;
    }

    private static Spent spent(Attempt attempt, Instant now) {
        Usage usage = attempt.usage();
        boolean wasJob = usage.submittedAt() != null || usage.startedAt() != null;
        if (attempt.token().isEmpty() || !wasJob) {
            return Spent.NOTHING; // it ran inside the controller, or never was accepted
        }
        double seconds = usage.runSeconds(now);
        return new Spent(1, usage.queueSeconds(now), seconds, seconds / 3600 * Gpus.of(usage.resources()));
    }

    private static Purpose purpose(TrialRecord trial, Attempt attempt) {
        if (attempt.isLost() || attempt.number() < trial.attempt()) {
            return Purpose.LOST;
        }
        return switch (trial.state()) {
            case COMPLETE -> Purpose.COMPLETE;
            case PRUNED -> Purpose.PRUNED;
            case FAIL -> Purpose.FAILED;
            default -> trial.state() == TrialState.RUNNING ? Purpose.RUNNING : Purpose.LOST;
        };
    }

    private static Spent saved(Map<Purpose, Spent> sums, List<Spent> pruned) {
        Spent complete = sums.getOrDefault(Purpose.COMPLETE, Spent.NOTHING);
        if (complete.jobs() < TOO_FEW) {
            return Spent.NOTHING;
        }
        double seconds = 0;
        double hours = 0;
        for (Spent one : pruned) {
            seconds += Math.max(0, complete.runSeconds() / complete.jobs() - one.runSeconds());
            hours += Math.max(0, complete.gpuHours() / complete.jobs() - one.gpuHours());
        }
        return new Spent(pruned.size(), 0, seconds, hours);
    }

    /**
     * Returns what was spent altogether.
     *
     * @return the sum over all purposes
     */
    public Spent total() {
        Spent total = Spent.NOTHING;
        for (Purpose purpose : Purpose.values()) {
            total = total.plus(spent(purpose));
        }
        return total;
    }

    /**
     * Returns what was spent on jobs of which the same came.
     *
     * @param purpose what came of them
     * @return the sum
     */
    public Spent spent(Purpose purpose) {
        return byPurpose.getOrDefault(purpose, Spent.NOTHING);
    }

    /**
     * Returns a time limit that all complete trials would have kept with half as much again to spare.
     *
     * @return seconds, a multiple of five minutes; 0 while too few trials are complete
     */
    public long advisedLimitSeconds() {
        if (completeTrials < FEW_FOR_A_LIMIT || longestSeconds <= 0) {
            return 0;
        }
        return (long) Math.ceil(longestSeconds * MARGIN / STEP_SECONDS) * STEP_SECONDS;
    }
}
