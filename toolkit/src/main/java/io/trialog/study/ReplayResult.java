package io.trialog.study;

import java.util.List;

/**
 * What was found when the decisions of a log were derived again.
 *
 * @param events how many events were read
 * @param asks how many asks were derived again
 * @param suggestions how many values suggested inside running trials were derived again
 * @param reports how many accepted reports the pruner was asked about again
 * @param decisions how many decisions to prune stand in the log
 * @param differenceCount how many differences were found
 * @param differences the first of them, explained
 * @param notDerived the samplers and pruners that nobody provides here, so that what they decided was not derived again
 */
public record ReplayResult(
        long events,
        int asks,
        int suggestions,
        int reports,
        int decisions,
        int differenceCount,
        List<String> differences,
        List<String> notDerived) {

    /**
     * Keeps copies of the lists.
     *
     * @param events how many events were read
     * @param asks how many asks were derived again
     * @param suggestions how many values suggested inside running trials were derived again
     * @param reports how many accepted reports the pruner was asked about again
     * @param decisions how many decisions to prune stand in the log
     * @param differenceCount how many differences were found
     * @param differences the first of them, explained
     * @param notDerived the samplers and pruners that nobody provides here, so that what they decided was not
     *     derived again
     */
    public ReplayResult {
        differences = List.copyOf(differences);
        notDerived = List.copyOf(notDerived);
    }

    /**
     * Returns whether everything in the log could be derived again.
     *
     * @return whether there is no difference
     */
    public boolean isProved() {
        return differenceCount == 0;
    }
}
