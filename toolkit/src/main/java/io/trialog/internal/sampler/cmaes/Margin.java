package io.trialog.internal.sampler.cmaes;

import io.trialog.internal.numeric.Normal;
import java.util.Arrays;

/**
 * Keeps a smallest probability for the neighbors of the mean on each grid, so that no parameter gets stuck at a value (R. Hamano,
 * S. Saito, M. Nomura, S. Shirakawa, <em>CMA-ES with margin</em>, GECCO 2022, doi:10.1145/3512290.3528827). Not safe for use by
 * several threads.
 */
final class Margin {

    private static final double SMALLEST = 1e-10;

    private final CmaesSpace space;
    private final double[] spread;

    Margin(CmaesSpace space) {
        this.space = space;
        this.spread = new double[space.size()];
        Arrays.fill(spread, 1);
    }

    /** How much a grid widens the steps from the mean. */
    double spread(int i) {
        return spread[i];
    }

    /** Where a point lies once its steps from the mean are widened. */
    double place(Evolution evolution, int i, double place) {
        return evolution.mean(i) + (place - evolution.mean(i)) * spread[i];
    }

    /**
     * Corrects mean and spreads after a generation.
     *
     * @param population how many draws it had
     */
    void correct(Evolution evolution, int population) {
        double margin = 1.0 / (evolution.size() * (double) population);
        for (int i = 0; i < spread.length; i++) {
            if (space.isOnGrid(i)) {
                correct(evolution, i, margin);
            }
        }
    }

    private void correct(Evolution evolution, int i, double margin) {
        double mean = evolution.mean(i);
        double cell = space.cell(i);
        double nearest = space.nearest(i, mean);
        double last = space.cells(i) - 1.0;
        double lower = (Math.max(0, Math.min(nearest - 1, last - 1)) + 0.5) * cell;
        double upper = (Math.max(0, Math.min(nearest, last - 1)) + 0.5) * cell;
        double deviation = evolution.deviation(i);
        double below = Normal.cdf((lower - mean) / (deviation * spread[i]));
        double above = 1 - Normal.cdf((upper - mean) / (deviation * spread[i]));
        if (Math.max(below, above) > 0.5 || upper <= lower) {
            if (Math.min(below, above) < margin) {
                double distance = spread[i] * deviation * -Normal.quantile(margin);
                evolution.move(i, upper + Math.signum(mean - upper) * distance);
            }
        } else {
            widen(evolution, i, margin / 2, new double[] {lower, upper, below, above});
        }
    }

    /** Mean inside a cell with neighbors on both sides: borders, and probabilities beyond them. */
    private void widen(Evolution evolution, int i, double least, double[] cell) {
        double below = Math.max(cell[2], least);
        double above = Math.max(cell[3], least);
        double middle = 1 - (cell[2] + cell[3]);
        double excess = (1 - below - above - middle) / (below + middle + above - 3 * least);
        double toLower = -Normal.quantile(clipped(below + excess * (below - least)));
        double toUpper = -Normal.quantile(clipped(above + excess * (above - least)));
        spread[i] = (cell[1] - cell[0]) / ((toLower + toUpper) * evolution.deviation(i));
        evolution.move(i, (cell[0] * toUpper + cell[1] * toLower) / (toLower + toUpper));
    }

    private static double clipped(double probability) {
        return Math.min(0.5 - SMALLEST, Math.max(SMALLEST, probability));
    }
}
