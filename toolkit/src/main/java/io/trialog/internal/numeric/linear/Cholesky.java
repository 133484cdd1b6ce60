package io.trialog.internal.numeric.linear;

import java.util.Arrays;

/**
 * The Cholesky factor of a symmetric positive definite matrix that grows by rows. Every entry is computed by the same operations in
 * the same order, whether the matrix comes at once or row by row, so that the bits are equal. No sum is reordered: the loops
 * subtract one product after the other from many entries side by side, which a JVM can vectorize.
 *
 * <p>Not safe for use by several threads.
 */
public final class Cholesky {

    /** The transposed factor: {@code upper[k][j]} is the entry of row j in column k, for j >= k. */
    private double[][] upper = new double[0][];

    /** The rows of the inverse of the factor: room that {@link #invert} uses again. */
    private double[][] inverted = new double[0][];

    private int size;

    /**
     * Returns the number of rows.
     *
     * @return the number
     */
    public int size() {
        return size;
    }

    /**
     * Forgets the last rows.
     *
     * @param rows how many rows stay; more than there are change nothing
     */
    public void truncate(int rows) {
        size = Math.min(size, rows);
    }

    /**
     * Replaces the matrix.
     *
     * @param matrix rows of a symmetric matrix; only the upper triangle is read, and nothing is changed
     * @param rows how many rows count
     * @return whether the matrix is positive definite; if not, no row is left
     */
    public boolean factor(double[][] matrix, int rows) {
        size = 0;
        reserve(rows);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(matrix[i], i, upper[i], i, rows - i);
        }
        int k = 0;
        for (; k < rows; k += 4) {
            int end = Math.min(k + 4, rows);
            if (!pivots(k, end, rows)) {
                return false;
            }
            if (end == k + 4) {
                for (int i = end; i < rows; i++) {
                    subtract(upper[i], k, i, rows);
                }
            }
        }
        size = rows;
        return true;
    }

    /** Finishes a few rows of the transposed factor from which all earlier ones are subtracted. */
    private boolean pivots(int begin, int end, int rows) {
        for (int k = begin; k < end; k++) {
            double[] row = upper[k];
            if (!(row[k] > 0) || Double.isInfinite(row[k])) {
                return false;
            }
            row[k] = Math.sqrt(row[k]);
            divide(row, k + 1, rows, row[k]);
            for (int i = k + 1; i < end; i++) {
                subtract(upper[i], row, row[i], i, rows);
            }
        }
        return true;
    }

    private static void divide(double[] row, int begin, int end, double by) {
        for (int j = begin; j < end; j++) {
            row[j] /= by;
        }
    }

    private static void subtract(double[] target, double[] row, double factor, int begin, int end) {
        for (int j = begin; j < end; j++) {
            target[j] -= factor * row[j];
        }
    }

    /** Subtracts four rows of the transposed factor, one after the other. */
    private void subtract(double[] target, int k, int i, int end) {
        double[] r0 = upper[k];
        double[] r1 = upper[k + 1];
        double[] r2 = upper[k + 2];
        double[] r3 = upper[k + 3];
        subtract(target, r0, r1, r2, r3, r0[i], r1[i], r2[i], r3[i], i, end);
    }

    private static void subtract(
            double[] target,
            double[] r0,
            double[] r1,
            double[] r2,
            double[] r3,
            double f0,
            double f1,
            double f2,
            double f3,
            int begin,
            int end) {
        for (int j = begin; j < end; j++) {
            target[j] = target[j] - f0 * r0[j] - f1 * r1[j] - f2 * r2[j] - f3 * r3[j];
        }
    }

    /**
     * Appends a row.
     *
     * @param row the entries of the new row up to its diagonal, at least {@code size() + 1} of them; left as it is
     * @return whether the larger matrix is positive definite; if not, nothing changes
     */
    public boolean append(double[] row) {
        double[] work = Arrays.copyOf(row, size + 1);
        reserve(size + 1);
        solveLower(work, size);
        double rest = work[size];
        for (int k = 0; k < size; k++) {
            rest -= work[k] * work[k];
        }
        if (!(rest > 0) || Double.isInfinite(rest)) {
            return false;
        }
        for (int k = 0; k < size; k++) {
            upper[k][size] = work[k];
        }
        upper[size][size] = Math.sqrt(rest);
        size++;
        return true;
    }

    /**
     * Solves L x = b in place, L the lower triangular factor.
     *
     * @param b the right side, then the solution; at least {@code size()} entries
     */
    public void solveLower(double[] b) {
        solveLower(b, size);
    }

    private void solveLower(double[] b, int rows) {
        int k = 0;
        for (; k + 3 < rows; k += 4) {
            double[] r0 = upper[k];
            double[] r1 = upper[k + 1];
            double[] r2 = upper[k + 2];
            double[] r3 = upper[k + 3];
            double b0 = b[k] / r0[k];
            double b1 = (b[k + 1] - b0 * r0[k + 1]) / r1[k + 1];
            double b2 = (b[k + 2] - b0 * r0[k + 2] - b1 * r1[k + 2]) / r2[k + 2];
            double b3 = (b[k + 3] - b0 * r0[k + 3] - b1 * r1[k + 3] - b2 * r2[k + 3]) / r3[k + 3];
            b[k] = b0;
            b[k + 1] = b1;
            b[k + 2] = b2;
            b[k + 3] = b3;
            subtract(b, r0, r1, r2, r3, b0, b1, b2, b3, k + 4, rows);
        }
        for (; k < rows; k++) {
            b[k] /= upper[k][k];
            subtract(b, upper[k], b[k], k + 1, rows);
        }
    }

    /**
     * Solves Lᵀ x = b in place, L the lower triangular factor.
     *
     * @param b the right side, then the solution; at least {@code size()} entries
     */
    public void solveUpper(double[] b) {
        for (int k = size - 1; k >= 0; k--) {
            b[k] = (b[k] - dot(upper[k], b, k + 1, size)) / upper[k][k];
        }
    }

    /** The sum of products, in four interleaved partial sums added in order. */
    private static double dot(double[] a, double[] b, int begin, int end) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = begin;
        for (; i + 3 < end; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < end; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * Returns an entry of the lower triangular factor.
     *
     * @param row the row, from 0
     * @param column the column, at most {@code row}
     * @return the entry
     */
    public double entry(int row, int column) {
        return upper[column][row];
    }

    /**
     * Computes the upper triangle of the inverse of the matrix.
     *
     * @param inverse rows of at least {@code size()} entries; what is right of the diagonal and on it is written
     */
    public void invert(double[][] inverse) {
        invertFactor();
        for (int i = 0; i < size; i++) {
            double[] row = inverse[i];
            Arrays.fill(row, i, size, 0);
            int l = i;
            for (; l + 3 < size; l += 4) {
                double[] w0 = inverted[l];
                double[] w1 = inverted[l + 1];
                double[] w2 = inverted[l + 2];
                double[] w3 = inverted[l + 3];
                subtract(row, w0, w1, w2, w3, -w0[i], -w1[i], -w2[i], -w3[i], i, l + 4);
            }
            for (; l < size; l++) {
                subtract(row, inverted[l], -inverted[l][i], i, l + 1);
            }
        }
    }

    /** Computes the rows of the inverse of the lower triangular factor, with zeros right of the diagonal. */
    private void invertFactor() {
        if (inverted.length < size) {
            inverted = new double[upper.length][upper.length];
        }
        for (int i = 0; i < size; i++) {
            double[] row = inverted[i];
            Arrays.fill(row, 0, size, 0);
            int k = 0;
            for (; k + 3 < i; k += 4) {
                subtract(
                        row,
                        inverted[k],
                        inverted[k + 1],
                        inverted[k + 2],
                        inverted[k + 3],
                        upper[k][i],
                        upper[k + 1][i],
                        upper[k + 2][i],
                        upper[k + 3][i],
                        0,
                        k + 4);
            }
            for (; k < i; k++) {
                subtract(row, inverted[k], upper[k][i], 0, k + 1);
            }
            row[i] = 1;
            divide(row, 0, i + 1, upper[i][i]);
        }
    }

    private void reserve(int rows) {
        if (rows > upper.length) {
            int capacity = Math.max(rows, Math.min(2 * upper.length, upper.length + 256));
            double[][] more = new double[Math.max(16, capacity)][];
            for (int k = 0; k < more.length; k++) {
                more[k] = k < size ? Arrays.copyOf(upper[k], more.length) : new double[more.length];
            }
            upper = more;
        }
    }
}
