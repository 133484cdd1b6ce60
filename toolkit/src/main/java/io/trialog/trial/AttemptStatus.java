package io.trialog.trial;

import org.jspecify.annotations.Nullable;

/**
 * What was seen of an attempt last.
 *
 * @param state the state
 * @param reason why, in the executor's words or in Trialog's
 * @param refusal why it was not submitted; {@code null} unless it is REFUSED
 * @param loss why it is lost; {@code null} unless it is LOST
 */
public record AttemptStatus(
        AttemptState state,
        String reason,
        @Nullable Refusal refusal,
        @Nullable Loss loss) {

    /**
     * Checks that a refusal and a loss stand where they belong.
     *
     * @param state the state
     * @param reason why, in the executor's words or in Trialog's
     * @param refusal why it was not submitted; {@code null} unless it is REFUSED
     * @param loss why it is lost; {@code null} unless it is LOST
     * @throws IllegalArgumentException if one is missing, or does not belong to the state
     */
    public AttemptStatus {
        if ((refusal != null) != (state == AttemptState.REFUSED) || (loss != null) != (state == AttemptState.LOST)) {
            throw new IllegalArgumentException("The refusal (" + refusal + ") and the loss (" + loss
                    + ") must be told with the states REFUSED and LOST only, but the state is " + state + ".");
        }
    }

    /**
     * Returns a status that is neither a refusal nor a loss.
     *
     * @param state neither REFUSED nor LOST
     * @param reason why; may be empty
     * @return the status
     */
    public static AttemptStatus of(AttemptState state, String reason) {
        return new AttemptStatus(state, reason, null, null);
    }
}
