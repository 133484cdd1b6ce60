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
 */
public record PruneRecord(long step, String rule, double threshold, double compared, int count, int rung) {}
