package io.trialog.internal.sampler.tpe;

/**
 * The few smallest of a growing number of trials, by two keys and then by number. The result does not depend on the order
 * in which trials are offered. Not safe for use by several threads.
 */
final class TpeBest {

    private final double[] first = new double[Split.MOST];
    private final double[] second = new double[Split.MOST];
    private final int[] numbers = new int[Split.MOST];
    private int size;

    void offer(double key, double tieBreaker, int number) {
        int at = size;
        while (at > 0 && isBefore(key, tieBreaker, number, at - 1)) {
            at--;
        }
        if (at == Split.MOST) {
            return;
        }
        int moved = Math.min(size, Split.MOST - 1) - at;
        System.arraycopy(first, at, first, at + 1, moved);
        System.arraycopy(second, at, second, at + 1, moved);
        System.arraycopy(numbers, at, numbers, at + 1, moved);
        first[at] = key;
        second[at] = tieBreaker;
        numbers[at] = number;
        size = Math.min(size + 1, Split.MOST);
    }

    private boolean isBefore(double key, double tieBreaker, int number, int i) {
        int order = compare(key, first[i]);
        if (order == 0) {
            order = compare(tieBreaker, second[i]);
        }
        return order < 0 || order == 0 && number < numbers[i];
    }

    /** NaN after everything else, both zeros alike. */
    private static int compare(double a, double b) {
        return Double.compare(a + 0.0, b + 0.0);
    }

    /** Copies up to {@code most} numbers, best first, into {@code target} from {@code from}, and returns how many. */
    int copyTo(int[] target, int from, int most) {
        int count = Math.min(size, most);
        System.arraycopy(numbers, 0, target, from, count);
        return count;
    }

    void clear() {
        size = 0;
    }
}
