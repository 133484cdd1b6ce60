package io.trialog.internal.sampler.tpe;

/**
 * The innermost loops of {@link Scorer}, over members {@code from} to {@code to}, exclusive. All arrays of a loop have the
 * same index: with another one for the sums, the JVM could not rule out that two arrays are the same, and would not
 * vectorise. Stateless.
 */
final class KernelLoops {

    private KernelLoops() {}

    static void add(double[] sum, double[] terms, int from, int to) {
        for (int i = from; i < to; i++) {
            sum[i] += terms[i];
        }
    }

    static void lookUp(double[] sum, double[] table, int[] classes, int from, int to) {
        for (int i = from; i < to; i++) {
            sum[i] += table[classes[i]];
        }
    }

    static void subtractOne(double[] sum, ContinuousDimension dimension, double x, int from, int to) {
        double[] centres = dimension.centres;
        double[] inverses = dimension.inverses;
        for (int i = from; i < to; i++) {
            double e = (x - centres[i]) * inverses[i];
            sum[i] -= e * e;
        }
    }

    /** Two dimensions in one pass, since the sums would otherwise be read and written for each. */
    static void subtractTwo(
            double[] sum, ContinuousDimension[] dimensions, int first, double[] place, int from, int to) {
        double[] centres0 = dimensions[first].centres;
        double[] centres1 = dimensions[first + 1].centres;
        double[] inverses0 = dimensions[first].inverses;
        double[] inverses1 = dimensions[first + 1].inverses;
        double x0 = place[first];
        double x1 = place[first + 1];
        for (int i = from; i < to; i++) {
            double e0 = (x0 - centres0[i]) * inverses0[i];
            double e1 = (x1 - centres1[i]) * inverses1[i];
            sum[i] -= e0 * e0 + e1 * e1;
        }
    }

    /** Four dimensions: the order of summation to which suggestions are bound. */
    static void subtractFour(
            double[] sum, ContinuousDimension[] dimensions, int first, double[] place, int from, int to) {
        double[] centres0 = dimensions[first].centres;
        double[] centres1 = dimensions[first + 1].centres;
        double[] centres2 = dimensions[first + 2].centres;
        double[] centres3 = dimensions[first + 3].centres;
        double[] inverses0 = dimensions[first].inverses;
        double[] inverses1 = dimensions[first + 1].inverses;
        double[] inverses2 = dimensions[first + 2].inverses;
        double[] inverses3 = dimensions[first + 3].inverses;
        double x0 = place[first];
        double x1 = place[first + 1];
        double x2 = place[first + 2];
        double x3 = place[first + 3];
        for (int i = from; i < to; i++) {
            double e0 = (x0 - centres0[i]) * inverses0[i];
            double e1 = (x1 - centres1[i]) * inverses1[i];
            double e2 = (x2 - centres2[i]) * inverses2[i];
            double e3 = (x3 - centres3[i]) * inverses3[i];
            sum[i] -= (e0 * e0 + e1 * e1) + (e2 * e2 + e3 * e3);
        }
    }
}
