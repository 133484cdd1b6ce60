package io.trialog.internal.sampler.cmaes;

import io.trialog.internal.numeric.linear.SymmetricEigen;
import org.jspecify.annotations.Nullable;

/** A full covariance matrix. Its axes are computed once per generation. Not safe for use by several threads. */
final class FullCovariance implements Covariance {

    /** What a variance is that rounding made negative. */
    private static final double TINY = 1e-8;

    private final double[][] matrix;
    private double[][] axes = new double[0][];
    private double[] variances = new double[0];
    private @Nullable SymmetricEigen eigen;

    /**
     * @param matrix the rows; used from now on
     */
    FullCovariance(double[][] matrix) {
        this.matrix = matrix;
    }

    static FullCovariance unit(int size) {
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            matrix[i][i] = 1;
        }
        return new FullCovariance(matrix);
    }

    private void decompose() {
        if (eigen != null) {
            return;
        }
        int size = matrix.length;
        SymmetricEigen found = SymmetricEigen.of(matrix);
        axes = new double[size][size];
        variances = new double[size];
        boolean isNegative = false;
        for (int i = 0; i < size; i++) {
            isNegative |= found.value(i) < 0;
            variances[i] = found.value(i) < 0 ? TINY : found.value(i);
            for (int k = 0; k < size; k++) {
                axes[i][k] = found.vector(i, k);
            }
        }
        if (isNegative) {
            rebuild();
        }
        eigen = found;
    }

    private void rebuild() {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = i; j < matrix.length; j++) {
                double sum = 0;
                for (int k = 0; k < axes.length; k++) {
                    sum += axes[k][i] * variances[k] * axes[k][j];
                }
                matrix[i][j] = sum;
                matrix[j][i] = sum;
            }
        }
    }

    @Override
    public double[] shaped(double[] standard) {
        decompose();
        double[] step = new double[standard.length];
        for (int k = 0; k < axes.length; k++) {
            double length = Math.sqrt(variances[k]) * standard[k];
            for (int i = 0; i < step.length; i++) {
                step[i] += length * axes[k][i];
            }
        }
        return step;
    }

    @Override
    public double[] whitened(double[] step) {
        decompose();
        double[] white = new double[step.length];
        for (int k = 0; k < axes.length; k++) {
            double along = 0;
            for (int i = 0; i < step.length; i++) {
                along += axes[k][i] * step[i];
            }
            along /= Math.sqrt(variances[k]);
            for (int i = 0; i < step.length; i++) {
                white[i] += along * axes[k][i];
            }
        }
        return white;
    }

    @Override
    public double variance(int i) {
        return matrix[i][i];
    }

    /** A row of the matrix and a column of it. */
    double covariance(int i, int j) {
        return matrix[i][j];
    }

    @Override
    public double smallest() {
        decompose();
        return variances[0];
    }

    @Override
    public double largest() {
        decompose();
        return variances[variances.length - 1];
    }

    @Override
    public double[] axis(int i) {
        decompose();
        double[] axis = axes[i].clone();
        for (int k = 0; k < axis.length; k++) {
            axis[k] *= Math.sqrt(variances[i]);
        }
        return axis;
    }

    @Override
    public void learn(double kept, double rankOne, double[] path, double[] weights, double[][] steps) {
        for (int i = 0; i < matrix.length; i++) {
            double[] row = matrix[i];
            for (int j = i; j < row.length; j++) {
                row[j] = kept * row[j] + rankOne * path[i] * path[j];
            }
            for (int k = 0; k < steps.length; k++) {
                double weighted = weights[k] * steps[k][i];
                for (int j = i; j < row.length; j++) {
                    row[j] += weighted * steps[k][j];
                }
            }
            for (int j = i + 1; j < row.length; j++) {
                matrix[j][i] = row[j];
            }
        }
        eigen = null;
    }
}
