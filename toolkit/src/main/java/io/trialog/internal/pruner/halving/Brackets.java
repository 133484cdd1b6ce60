package io.trialog.internal.pruner.halving;

import io.trialog.internal.numeric.RoundedLogarithm;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The brackets of Hyperband. A trial belongs to the bracket that the CRC-32 of {@code <study>_<number>} falls into, with
 * a share according to the bracket's budget; bracket b is successive halving with early stopping rate b.
 *
 * @param study the name of the study
 * @param minResource the step of the first rung of bracket 0
 * @param reductionFactor at least 2
 * @param count the number of brackets
 * @param counted whether steps are counted from the trial's own first one
 */
record Brackets(String study, long minResource, int reductionFactor, int count, boolean counted) implements Scheme {

    private static final long LARGEST = 1L << 53;

    /**
     * The brackets for trials of at most {@code maxResource} steps; a number above 2^53 is taken as 2^53. Their number is computed in
     * doubles as Optuna computes it: 5, not 6, for 243 by 3.
     */
    static Brackets of(String study, long minResource, long maxResource, int reductionFactor, boolean counted) {
        double ratio = Math.max(1, (double) Math.min(maxResource, LARGEST) / minResource);
        double logarithm = RoundedLogarithm.of(ratio) / RoundedLogarithm.of(reductionFactor);
        return new Brackets(study, minResource, reductionFactor, (int) Math.floor(logarithm) + 1, counted);
    }

    /** The share of a bracket: its number of trials in the original Hyperband. */
    long budget(int bracket) {
        int rounds = count - 1 - bracket;
        long power = 1;
        for (int i = 0; i < rounds; i++) {
            power *= reductionFactor;
        }
        return (long) Math.ceil((double) (count * power) / (rounds + 1));
    }

    @Override
    public int bracketOf(int trial) {
        long total = 0;
        for (int bracket = 0; bracket < count; bracket++) {
            total += budget(bracket);
        }
        CRC32 crc = new CRC32();
        crc.update((study + "_" + trial).getBytes(StandardCharsets.UTF_8));
        long left = crc.getValue() % total;
        int bracket = 0;
        while (left >= budget(bracket)) {
            left -= budget(bracket);
            bracket++;
        }
        return bracket;
    }

    @Override
    public Ladder ladder(int bracket) {
        return new Ladder(minResource, reductionFactor, bracket, counted);
    }

    @Override
    public String words(int bracket, int rung) {
        return "bracket " + bracket + ", rung " + rung;
    }
}
