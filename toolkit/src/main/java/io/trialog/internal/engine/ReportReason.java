package io.trialog.internal.engine;

import io.trialog.spi.PruningDecision;
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
        long seq, long step, double value, @Nullable PruningDecision decision) {}
