package io.trialog.study;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule of a study says that no further trial is started.
 *
 * @param decision the decision in force, or {@code null}
 * @param lifted rules that a person has lifted: each does not stop the study before it holds this many finished trials
 */
public record StopState(@Nullable Decision decision, Map<String, Integer> lifted) {

    /** No rule has stopped the study. */
    public static final StopState NONE = new StopState(null, Map.of());

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
    public record Decision(String rule, double value, double bound, long basis, String reason, Instant at) {

        /** The rule and why it holds, in half a sentence. */
        @Override
        public String toString() {
            return "stop_when." + rule + " (" + reason + ")";
        }
    }

    /**
     * Returns whether a rule is not asked now.
     *
     * @param rule its name
     * @param finished how many trials are finished
     * @return whether a person has lifted it until more trials are finished
     */
    public boolean isLifted(String rule, int finished) {
        return finished < lifted.getOrDefault(rule, 0);
    }

    /**
     * Returns the state after a decision.
     *
     * @param made the decision
     * @return the decision is in force
     */
    public StopState decided(Decision made) {
        return new StopState(made, lifted);
    }

    /**
     * Returns the state after a rule was lifted.
     *
     * @param rule its name
     * @param finished until how many trials are finished
     * @return no decision is in force
     */
    public StopState lifted(String rule, int finished) {
        Map<String, Integer> more = new LinkedHashMap<>(lifted);
        more.put(rule, finished);
        return new StopState(null, Collections.unmodifiableMap(more));
    }
}
