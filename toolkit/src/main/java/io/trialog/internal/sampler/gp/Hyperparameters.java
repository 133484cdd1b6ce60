package io.trialog.internal.sampler.gp;

/**
 * What a Gaussian process is shaped by.
 *
 * @param relevance the inverse squared length scale of each coordinate
 * @param scale the variance of the function
 * @param noise the variance of an observation
 */
record Hyperparameters(double[] relevance, double scale, double noise) {}
