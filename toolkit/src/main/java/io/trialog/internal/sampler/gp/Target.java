package io.trialog.internal.sampler.gp;

/**
 * A model with the observations that it is asked about.
 *
 * @param surrogate the model
 * @param weights observations divided by the factor of the model
 * @param count how many observations there are
 * @param goal what is to be passed: the best observation, or the limit of a constraint
 */
record Target(Surrogate surrogate, double[] weights, int count, double goal) {}
