package io.trialog.internal.sampler.nsga;

import io.trialog.spi.RandomNumbers;

/** Chooses among the trials of a front that has more of them than there is room. */
interface Survival {

    /**
     * How much it counts for a parent where it stands on its front.
     *
     * @param front the losses of one front
     * @return a number for each of them, the larger the better
     */
    double[] preferences(double[][] front);

    /**
     * Chooses from the front that does not fit.
     *
     * @param before the losses of the trials that are chosen already, from better fronts
     * @param front the losses of the front
     * @param count how many are to be chosen
     * @param numbers for choices at random
     * @return places in the front
     */
    int[] chosen(double[][] before, double[][] front, int count, RandomNumbers numbers);
}
