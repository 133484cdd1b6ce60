package io.trialog.study;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule of a study says that no further trial is started.
 *
 * @param decision the decision in force, or {@code null}
 * @param liftedUntil no rule stops the study before it holds this many finished trials; 0 if nobody lifted a decision
 */
public record StopState(@Nullable Decision decision, int liftedUntil) {

    /** No rule has stopped the study. */
    public static final StopState NONE = new StopState(null, 0);

    /**
     * A decision.
     *
     * @param rule the name of the rule: {@code stagnation}, {@code target}, {@code gpu_hours} or {@code cpu_hours}
     * @param value what was seen, in the unit of the bound
     * @param bound the bound in force
     * @param basis the sequence number of the last event that was looked at
     * @param reason what fulfilled the rule, in words
     * @param at when it was decided
     */
    public record Decision(String rule, double value, double bound, long basis, String reason, Instant at) {}
}
