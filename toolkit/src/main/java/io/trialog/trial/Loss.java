package io.trialog.trial;

/**
 * The loss of an attempt.
 *
 * @param cause why it was lost
 * @param resumable whether the program left word that it can go on from a checkpoint
 * @param text what the executor said about it, else empty
 */
public record Loss(LossCause cause, boolean resumable, String text) {

    /**
     * Returns a loss about which the executor said nothing.
     *
     * @param cause why the attempt was lost
     * @return the loss of a program that can't go on
     */
    public static Loss of(LossCause cause) {
        return new Loss(cause, false, "");
    }

    /**
     * Returns the same loss of a program that can go on from a checkpoint.
     *
     * @return a loss that uses up no retry
     */
    public Loss asResumable() {
        return new Loss(cause, true, text);
    }

    /**
     * Returns whether the loss counts against the number of retries.
     *
     * @return whether neither the user nor the program wanted another attempt
     */
    public boolean usesUpRetry() {
        return !resumable && !cause.isInterruption();
    }
}
