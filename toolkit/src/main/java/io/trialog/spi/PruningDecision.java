package io.trialog.spi;

import io.trialog.trial.PruneRecord;

/**
 * A decision with its reason.
 *
 * @param prune whether the trial should stop
 * @param record rule, threshold, compared value and count, as they go into the log if the trial is pruned
 */
public record PruningDecision(boolean prune, PruneRecord record) {

    /**
     * Returns the trial goes on; {@code rule} says why.
     *
     * @param step the step
     * @param rule the rule
     * @return a decision not to prune
     */
    public static PruningDecision keep(long step, String rule) {
        return new PruningDecision(false, new PruneRecord(step, rule, Double.NaN, Double.NaN, 0, -1));
    }
}
