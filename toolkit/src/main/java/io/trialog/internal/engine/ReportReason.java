package io.trialog.internal.engine;

import io.trialog.spi.PruningDecision;
import io.trialog.trial.NumberText;
import io.trialog.trial.PruneRecord;
import org.jspecify.annotations.Nullable;

/**
 * A report of a trial and what the pruner says to it.
 *
 * @param seq the number of the event
 * @param step the step that was reported
 * @param value the value that was reported
 * @param decision the decision with its threshold; {@code null} if no pruner was asked
 */
public record ReportReason(
        long seq, long step, double value, @Nullable PruningDecision decision) {

    /** Returns what the pruner said, with what it compared, for example {@code goes on: median of 7 trials, threshold 0.8}. */
    public String verdict() {
        if (decision == null) {
            return "";
        }
        return (decision.prune() ? "pruned: " : "goes on: ") + decision.record().rule() + comparison(decision.record());
    }

    /** What was compared, where that is another number than the reported one: the best so far, for example. */
    private String comparison(PruneRecord record) {
        if (Double.isNaN(record.threshold())) {
            return "";
        }
        String threshold = ", threshold " + NumberText.of(record.threshold());
        return record.compared() == value || Double.isNaN(record.compared())
                ? threshold
                : threshold + ", compared " + NumberText.of(record.compared());
    }
}
