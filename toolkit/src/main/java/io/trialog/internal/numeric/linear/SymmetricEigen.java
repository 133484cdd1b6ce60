package io.trialog.internal.numeric.linear;

import java.util.Arrays;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (G. H. Golub and C. F. Van Loan, <em>Matrix
 * Computations</em>, 4th edition, section 8.5). Only additions, multiplications, divisions and square roots in a fixed order, hence
 * the same bits on every JVM. Meant for up to a few hundred rows. Immutable.
 */
public final class SymmetricEigen {

    /** More sweeps than any matrix needs: convergence is quadratic. */
    private static final int MOST_SWEEPS = 60;

    private final double[] values;
    private final double[][] vectors;

    private SymmetricEigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * Decomposes a matrix.
     *
     * @param matrix the rows of a symmetric matrix of finite numbers; only the upper triangle is read
     * @return eigenvalues and eigenvectors
     */
    public static SymmetricEigen of(double[][] matrix) {
        int size = matrix.length;
        double[][] a = new double[size][];
        double[][] rows = new double[size][size];
        for (int i = 0; i < size; i++) {
            a[i] = Arrays.copyOf(matrix[i], size);
            rows[i][i] = 1;
            for (int j = 0; j < i; j++) {
                a[i][j] = matrix[j][i];
            }
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && sweep(a, rows); sweep++) {
            // each sweep rotates every pair once
        }
        return sorted(a, rows);
    }

    /** Rotates every pair of rows; returns whether any rotation was needed. */
    private static boolean sweep(double[][] a, double[][] rows) {
        boolean rotated = false;
        for (int p = 0; p < a.length - 1; p++) {
            for (int q = p + 1; q < a.length; q++) {
                double off = a[p][q];
                // What is lost beside both diagonal entries in doubles is no rotation.
                if (Math.abs(a[p][p]) + Math.abs(off) != Math.abs(a[p][p])
                        || Math.abs(a[q][q]) + Math.abs(off) != Math.abs(a[q][q])) {
                    rotate(a, rows, p, q);
                    rotated = true;
                } else {
                    a[p][q] = 0;
                    a[q][p] = 0;
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[][] a, double[][] rows, int p, int q) {
        double off = a[p][q];
        double theta = 0.5 * (a[q][q] - a[p][p]) / off;
        double t = Double.isInfinite(theta * theta)
                ? 0.5 / theta
                : (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        a[p][p] -= t * off;
        a[q][q] += t * off;
        a[p][q] = 0;
        a[q][p] = 0;
        for (int k = 0; k < a.length; k++) {
            if (k != p && k != q) {
                double kp = a[p][k];
                double kq = a[q][k];
                a[p][k] = c * kp - s * kq;
                a[q][k] = s * kp + c * kq;
                a[k][p] = a[p][k];
                a[k][q] = a[q][k];
            }
        }
        turn(rows[p], rows[q], c, s);
    }

    private static void turn(double[] p, double[] q, double c, double s) {
        for (int k = 0; k < p.length; k++) {
            double kp = p[k];
            double kq = q[k];
            p[k] = c * kp - s * kq;
            q[k] = s * kp + c * kq;
        }
    }

    /** Orders by value, equal ones as they stand; makes the largest component of each vector positive. */
    private static SymmetricEigen sorted(double[][] a, double[][] rows) {
        int size = a.length;
        double[] values = new double[size];
        double[][] vectors = new double[size][];
        for (int i = 0; i < size; i++) {
            int at = i;
            while (at > 0 && values[at - 1] > a[i][i]) {
                values[at] = values[at - 1];
                vectors[at] = vectors[at - 1];
                at--;
            }
            values[at] = a[i][i];
            vectors[at] = rows[i];
        }
        for (double[] vector : vectors) {
            makePositive(vector);
        }
        return new SymmetricEigen(values, vectors);
    }

    private static void makePositive(double[] vector) {
        double largest = 0;
        for (double component : vector) {
            largest = Math.abs(component) > Math.abs(largest) ? component : largest;
        }
        for (int i = 0; largest < 0 && i < vector.length; i++) {
            vector[i] = -vector[i];
        }
    }

    /**
     * Returns the number of rows.
     *
     * @return the number
     */
    public int size() {
        return values.length;
    }

    /**
     * Returns an eigenvalue.
     *
     * @param i its place in ascending order, from 0
     * @return the eigenvalue
     */
    public double value(int i) {
        return values[i];
    }

    /**
     * Returns a component of an eigenvector of length 1, whose component of largest magnitude is positive.
     *
     * @param i the place of its eigenvalue in ascending order, from 0
     * @param component the number of the component, from 0
     * @return the component
     */
    public double vector(int i, int component) {
        return vectors[i][component];
    }
}
