package io.trialog.internal.numeric;

/**
 * Weighted sums of exponentials, written so that a JVM can vectorise them: only multiplications and additions in a fixed
 * order, hence the same bits on every JVM. Stateless.
 */
public final class Exponentials {

    /** Terms this far below the largest are left out of sums: exp(-36) is 2.3e-16. */
    public static final double NEGLIGIBLE = 36;

    private static final double SCALE = 0x1.0p-8;

    private Exponentials() {}

    /**
     * Replaces every {@code x[i]}, from -{@link #NEGLIGIBLE} to 0, by exp(x[i]): relative error below 1e-13.
     *
     * <p>exp(x) = exp(x / 256)^256: a polynomial of degree nine, then eight squarings.
     */
    public static void exponentiate(double[] x, int count) {
        for (int i = 0; i < count; i++) {
            double y = x[i] * SCALE;
            double e = 1.0 / 362880;
            e = e * y + 1.0 / 40320;
            e = e * y + 1.0 / 5040;
            e = e * y + 1.0 / 720;
            e = e * y + 1.0 / 120;
            e = e * y + 1.0 / 24;
            e = e * y + 1.0 / 6;
            e = e * y + 0.5;
            e = e * y + 1;
            e = e * y + 1;
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            x[i] = e * e;
        }
    }

    /** The sum of products, in four interleaved partial sums added in order. */
    public static double dot(double[] a, double[] b, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < count; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
