package io.trialog.trial;

/**
 * A pruning decision that was taken, as it stands in the log.
 *
 * @param step the largest step the trial had reported
 * @param rule the rule in words, such as {@code median of 7 completed trials at step 3}
 * @param threshold the value that the trial was held against; NaN if the rule has none
 * @param compared the trial's own value that was compared
 * @param count how many values the threshold was made from
 * @param rung the rung of successive halving at which the trial was stopped, or -1
 * @param horizon how many steps the rule expects of a trial that is not pruned, or -1 if it has no such number
 * @param warmup how many steps from its first one a trial is safe, or -1 if the rule has no such number
 */
public record PruneRecord(
        long step, String rule, double threshold, double compared, int count, int rung, long horizon, long warmup) {

    /**
     * Makes a decision of a rule that knows neither horizon nor warm-up.
     *
     * @param step the largest step the trial had reported
     * @param rule the rule in words
     * @param threshold the value that the trial was held against
     * @param compared the trial's own value
     * @param count how many values the threshold was made from
     * @param rung the rung of successive halving, or -1
     */
    public PruneRecord(long step, String rule, double threshold, double compared, int count, int rung) {
        this(step, rule, threshold, compared, count, rung, -1, -1);
    }

    /**
     * Returns the same decision with what the rule expects of a trial.
     *
     * @param newHorizon how many steps a trial takes that is not pruned, or -1
     * @param newWarmup how many steps from its first one it is safe, or -1
     * @return the decision
     */
    public PruneRecord within(long newHorizon, long newWarmup) {
        return new PruneRecord(step, rule, threshold, compared, count, rung, newHorizon, newWarmup);
    }

    /**
     * Returns whether another decision rests on the same numbers. The words of the rule do not matter.
     *
     * @param other the other decision
     * @return whether all numbers have the same bits
     */
    public boolean sameNumbers(PruneRecord other) {
        return equals(new PruneRecord(
                other.step,
                rule,
                other.threshold,
                other.compared,
                other.count,
                other.rung,
                other.horizon,
                other.warmup));
    }
}
