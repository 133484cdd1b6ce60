package io.trialog.internal.sampler.cmaes;

/** The shape of the distribution from which points are drawn. Not safe for use by several threads. */
interface Covariance {

    /** Gives a standard normal vector this shape. */
    double[] shaped(double[] standard);

    /** Takes the shape away from a step: the inverse square root times the step. */
    double[] whitened(double[] step);

    /** The variance of a parameter. */
    double variance(int i);

    /** The smallest of the variances along the axes of the ellipsoid. */
    double smallest();

    /** The largest of the variances along the axes of the ellipsoid. */
    double largest();

    /** An axis of the ellipsoid, as long as its standard deviation. */
    double[] axis(int i);

    /**
     * Learns a generation.
     *
     * @param kept what the old covariance is multiplied by
     * @param rankOne what the square of the path is multiplied by
     * @param path the path
     * @param weights what the square of each step is multiplied by
     * @param steps the steps
     */
    void learn(double kept, double rankOne, double[] path, double[] weights, double[][] steps);
}
