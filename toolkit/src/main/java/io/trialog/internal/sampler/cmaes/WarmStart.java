package io.trialog.internal.sampler.cmaes;

import io.trialog.internal.numeric.linear.SymmetricEigen;
import java.util.List;

/**
 * A first distribution around the best tenth of earlier trials (M. Nomura et al., <em>Warm starting CMA-ES for hyperparameter
 * optimization</em>, AAAI 2021, doi:10.1609/aaai.v35i10.17109).
 */
final class WarmStart {

    /** Fewer trials tell too little. */
    static final int FEWEST = 10;

    private static final double SHARE = 0.1;
    private static final double PRIOR_VARIANCE = 0.01;

    private WarmStart() {}

    /**
     * @param sources at least {@link #FEWEST} points, the best first
     */
    static Evolution of(List<ToldPoint> sources, int size, boolean isSeparable) {
        int count = (int) Math.floor(SHARE * sources.size() + 1e-9);
        double[] mean = new double[size];
        double[][] matrix = new double[size][size];
        for (ToldPoint source : sources.subList(0, count)) {
            for (int i = 0; i < size; i++) {
                mean[i] += source.point()[i] / count;
                for (int j = 0; j < size; j++) {
                    matrix[i][j] += source.point()[i] * source.point()[j] / count;
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] =
                        isSeparable && i != j ? 0 : matrix[i][j] - mean[i] * mean[j] + (i == j ? PRIOR_VARIANCE : 0);
            }
        }
        return scaled(mean, matrix, isSeparable);
    }

    /** The step size is the geometric mean of the standard deviations along the axes. */
    private static Evolution scaled(double[] mean, double[][] matrix, boolean isSeparable) {
        int size = mean.length;
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        double logarithms = 0;
        for (int i = 0; i < size; i++) {
            logarithms += StrictMath.log(eigen.value(i));
        }
        double sigma = StrictMath.exp(logarithms / (2 * size));
        double[] variances = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] /= sigma * sigma;
            }
            variances[i] = matrix[i][i];
        }
        return new Evolution(mean, sigma, isSeparable ? new DiagonalCovariance(variances) : new FullCovariance(matrix));
    }
}
