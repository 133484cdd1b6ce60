package io.trialog.spi;

/**
 * Whether an executor suits a process that leaves the choice to Trialog.
 *
 * @param rank the executor of the highest rank is chosen; 0 if it does not suit
 * @param reason why it suits, or why it does not, as the rest of a sentence; empty if there is nothing to say
 */
public record Detection(int rank, String reason) {

    /**
     * Returns that the executor suits.
     *
     * @param rank above 0: processes of this machine have 1, jobs of a scheduler 10, parts of an own allocation 20
     * @param reason why, as the rest of a sentence
     * @return the answer
     */
    public static Detection suitable(int rank, String reason) {
        return new Detection(rank, reason);
    }

    /**
     * Returns that the executor does not suit.
     *
     * @param reason why not, as the rest of a sentence; empty if nobody would have expected it
     * @return the answer
     */
    public static Detection unsuitable(String reason) {
        return new Detection(0, reason);
    }

    /**
     * Returns whether the executor may be chosen.
     *
     * @return whether it suits
     */
    public boolean isSuitable() {
        return rank > 0;
    }
}
