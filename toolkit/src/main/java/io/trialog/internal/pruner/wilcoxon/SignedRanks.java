package io.trialog.internal.pruner.wilcoxon;

import io.trialog.internal.numeric.Normal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Wilcoxon's signed-rank test, one-sided: how probable it is that the positive differences weigh so much by chance. Half the
 * ranks of zeros count as positive. As {@code scipy.stats.wilcoxon(..., alternative="greater", zero_method="zsplit")} of
 * SciPy 1.17: exact for up to 50 differences without ties and zeros, and for up to 13 with them; else by the normal
 * distribution, corrected for ties. Stateless.
 */
final class SignedRanks {

    private static final int EXACT = 50;
    private static final int EXACT_WITH_TIES = 13;

    private SignedRanks() {}

    /** The probability. */
    static double greater(double[] differences) {
        int n = differences.length;
        long[] doubled = new long[n];
        double tied = ranks(differences, doubled);
        boolean plain = tied == 0 && Arrays.stream(differences).allMatch(difference -> difference != 0);
        return n <= (plain ? EXACT : EXACT_WITH_TIES)
                ? exact(differences, doubled)
                : approximate(differences, doubled, tied);
    }

    /**
     * Fills in twice the rank of each absolute difference, the average one where some are equal.
     *
     * @return the sum of t^3 - t over all groups of t equal ones
     */
    private static double ranks(double[] differences, long[] doubled) {
        int n = differences.length;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Math.abs(differences[i])))
                .mapToInt(Integer::intValue)
                .toArray();
        double tied = 0;
        int from = 0;
        while (from < n) {
            int to = from + 1;
            while (to < n && Math.abs(differences[order[to]]) == Math.abs(differences[order[from]])) {
                to++;
            }
            for (int i = from; i < to; i++) {
                doubled[order[i]] = from + to + 1L;
            }
            double group = to - from;
            tied += group * group * group - group;
            from = to;
        }
        return tied;
    }

    /** Counts the signs of the differences that are not zero with at least as much weight. */
    private static double exact(double[] differences, long[] doubled) {
        int total = 0;
        int observed = 0;
        int signs = 0;
        for (int i = 0; i < differences.length; i++) {
            if (differences[i] != 0) {
                total += (int) doubled[i];
                observed += differences[i] > 0 ? (int) doubled[i] : 0;
                signs++;
            }
        }
        double[] ways = new double[total + 1];
        ways[0] = 1;
        for (int i = 0; i < differences.length; i++) {
            for (int sum = total; differences[i] != 0 && sum >= doubled[i]; sum--) {
                ways[sum] += ways[sum - (int) doubled[i]];
            }
        }
        double more = 0;
        for (int sum = observed; sum <= total; sum++) {
            more += ways[sum];
        }
        return more / (1L << signs);
    }

    private static double approximate(double[] differences, long[] doubled, double tied) {
        double n = differences.length;
        double plus = 0;
        for (int i = 0; i < differences.length; i++) {
            double rank = doubled[i] / 2.0;
            plus += differences[i] > 0 ? rank : differences[i] == 0 ? rank / 2 : 0;
        }
        double mean = n * (n + 1) * 0.25;
        double deviation = Math.sqrt((n * (n + 1) * (2 * n + 1) - tied / 2) / 24);
        return Normal.cdf((mean - plus) / deviation);
    }
}
