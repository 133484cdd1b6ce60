package io.trialog.internal.sampler.cmaes;

import java.util.Arrays;

/** A variance per parameter. Not safe for use by several threads. */
final class DiagonalCovariance implements Covariance {

    private final double[] variances;

    /**
     * @param variances one per parameter; used from now on
     */
    DiagonalCovariance(double[] variances) {
        this.variances = variances;
    }

    static DiagonalCovariance unit(int size) {
        double[] variances = new double[size];
        Arrays.fill(variances, 1);
        return new DiagonalCovariance(variances);
    }

    @Override
    public double[] shaped(double[] standard) {
        double[] step = new double[standard.length];
        for (int i = 0; i < step.length; i++) {
            step[i] = Math.sqrt(variances[i]) * standard[i];
        }
        return step;
    }

    @Override
    public double[] whitened(double[] step) {
        double[] white = new double[step.length];
        for (int i = 0; i < step.length; i++) {
            white[i] = step[i] / Math.sqrt(variances[i]);
        }
        return white;
    }

    @Override
    public double variance(int i) {
        return variances[i];
    }

    @Override
    public double smallest() {
        return Arrays.stream(variances).min().orElseThrow();
    }

    @Override
    public double largest() {
        return Arrays.stream(variances).max().orElseThrow();
    }

    @Override
    public double[] axis(int i) {
        double[] axis = new double[variances.length];
        axis[i] = Math.sqrt(variances[i]);
        return axis;
    }

    @Override
    public void learn(double kept, double rankOne, double[] path, double[] weights, double[][] steps) {
        for (int i = 0; i < variances.length; i++) {
            double variance = kept * variances[i] + rankOne * path[i] * path[i];
            for (int k = 0; k < steps.length; k++) {
                variance += weights[k] * steps[k][i] * steps[k][i];
            }
            variances[i] = variance;
        }
    }
}
