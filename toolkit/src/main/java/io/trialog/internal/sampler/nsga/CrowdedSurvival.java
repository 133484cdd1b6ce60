package io.trialog.internal.sampler.nsga;

import io.trialog.internal.numeric.pareto.Crowding;
import io.trialog.spi.RandomNumbers;

/** NSGA-II: the least crowded survive. Stateless. */
final class CrowdedSurvival implements Survival {

    @Override
    public double[] preferences(double[][] front) {
        return Crowding.distances(front);
    }

    @Override
    public int[] chosen(double[][] before, double[][] front, int count, RandomNumbers numbers) {
        return Crowding.least(front, count);
    }
}
