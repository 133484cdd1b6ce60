package io.trialog.internal.sampler.tpe;

import io.trialog.internal.numeric.Exponentials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Evaluates the log density of a mixture, block by block of kernels. Sums run in a fixed order; terms far below the largest
 * are left out (see {@link Exponentials#NEGLIGIBLE}). Buffers are reused: not safe for use by several threads.
 */
final class Scorer {

    private static final int BLOCK = 256;

    private final Mixture mixture;
    private final ContinuousDimension[] continuous;
    private final int[] continuousAt;
    private final Tabulated[] tabulated;
    private final int[] tabulatedAt;
    private final double[] place;
    private final double[][] tables;
    private final double[] kept = new double[BLOCK];
    private final int[] keptAt = new int[BLOCK];
    private final double[] keptWeights = new double[BLOCK];
    /** The sums of the constants of all continuous kernels of a member, valid for blocks that are {@link #summed}. */
    private double[] constants = new double[0];
    /** By member, of the last block that was scored; see {@link KernelLoops} for why it is not shorter. */
    private double[] terms = new double[0];

    private boolean[] summed = new boolean[0];
    /** The blocks in the order in which they are likely to matter. */
    private int[] order = new int[0];

    private int blocks;
    private double largest;
    private double sum;

    Scorer(Mixture mixture) {
        this.mixture = mixture;
        List<ContinuousDimension> plain = new ArrayList<>();
        List<Tabulated> looked = new ArrayList<>();
        int[] plainAt = new int[mixture.dimensions.length];
        int[] lookedAt = new int[mixture.dimensions.length];
        for (int i = 0; i < mixture.dimensions.length; i++) {
            if (mixture.dimensions[i] instanceof ContinuousDimension dimension) {
                plainAt[plain.size()] = i;
                plain.add(dimension);
            } else if (mixture.dimensions[i] instanceof Tabulated dimension) {
                lookedAt[looked.size()] = i;
                looked.add(dimension);
            }
        }
        continuous = plain.toArray(new ContinuousDimension[0]);
        continuousAt = Arrays.copyOf(plainAt, continuous.length);
        tabulated = looked.toArray(new Tabulated[0]);
        tabulatedAt = Arrays.copyOf(lookedAt, tabulated.length);
        place = new double[continuous.length];
        tables = new double[tabulated.length][];
    }

    /** To be called after the mixture has changed. */
    void refresh() {
        blocks = (mixture.size() + BLOCK - 1) / BLOCK;
        if (order.length < blocks) {
            constants = new double[2 * blocks * BLOCK];
            terms = new double[2 * blocks * BLOCK];
            summed = new boolean[2 * blocks];
            order = new int[2 * blocks];
        }
        Arrays.fill(summed, 0, blocks, false);
        for (int i = 0; i < blocks; i++) {
            order[i] = blocks - 1 - i;
        }
    }

    /**
     * The log density at a point.
     *
     * @param point coordinates
     * @param logPrior the {@linkplain Mixture#logPrior log prior} at the point
     */
    double logDensity(double[] point, double logPrior) {
        begin(point);
        for (int block = 0; block < blocks; block++) {
            addBlock(block, true);
        }
        addPrior(logPrior);
        return relativeToWeights();
    }

    /**
     * The log density at a point but for rounding errors, or positive infinity as soon as it is certain to exceed a limit
     * but for rounding errors. Begins with the prior and those blocks that decided about earlier points.
     *
     * @param point coordinates
     * @param logPrior the {@linkplain Mixture#logPrior log prior} at the point
     * @param limit beyond this the value is of no interest
     */
    double boundedLogDensity(double[] point, double logPrior, double limit) {
        begin(point);
        addPrior(logPrior);
        for (int i = 0; i < blocks; i++) {
            addBlock(order[i], false);
            // No term exceeds the largest, so that the sum is only compared where it can matter.
            if (largest > limit - 1 && relativeToWeights() > limit) {
                moveToFront(i);
                return Double.POSITIVE_INFINITY;
            }
        }
        return relativeToWeights();
    }

    private void moveToFront(int i) {
        int block = order[i];
        System.arraycopy(order, 0, order, 1, i);
        order[0] = block;
    }

    private void begin(double[] point) {
        largest = Double.NEGATIVE_INFINITY;
        sum = 0;
        for (int i = 0; i < continuous.length; i++) {
            place[i] = point[continuousAt[i]];
        }
        for (int i = 0; i < tabulated.length; i++) {
            tables[i] = tabulated[i].logarithms(point[tabulatedAt[i]]);
        }
    }

    private void addBlock(int block, boolean exactly) {
        int from = block * BLOCK;
        int to = Math.min(from + BLOCK, mixture.size());
        if (!summed[block]) {
            sumConstants(from, to);
            summed[block] = true;
        }
        score(from, to);
        if (exactly) {
            subtractExactly(from, to);
        } else {
            subtractQuickly(from, to);
        }
        addTerms(from, to);
    }

    private double relativeToWeights() {
        return largest + StrictMath.log(sum / mixture.weightSum());
    }

    private void sumConstants(int from, int to) {
        Arrays.fill(constants, from, to, 0);
        for (ContinuousDimension dimension : continuous) {
            KernelLoops.add(constants, dimension.constants, from, to);
        }
    }

    private void score(int from, int to) {
        System.arraycopy(constants, from, terms, from, to - from);
        for (int i = 0; i < tabulated.length; i++) {
            KernelLoops.lookUp(terms, tables[i], tabulated[i].classes(), from, to);
        }
    }

    private void subtractExactly(int from, int to) {
        int i = 0;
        for (; i + 3 < continuous.length; i += 4) {
            KernelLoops.subtractFour(terms, continuous, i, place, from, to);
        }
        for (; i < continuous.length; i++) {
            KernelLoops.subtractOne(terms, continuous[i], place[i], from, to);
        }
    }

    /** The same but for rounding errors, in loops that are short enough for the JVM to vectorise. */
    private void subtractQuickly(int from, int to) {
        int i = 0;
        for (; i + 1 < continuous.length; i += 2) {
            KernelLoops.subtractTwo(terms, continuous, i, place, from, to);
        }
        if (i < continuous.length) {
            KernelLoops.subtractOne(terms, continuous[i], place[i], from, to);
        }
    }

    /** Adds the weighted exponentials of a block to those of the blocks before, all relative to the largest term. */
    private void addTerms(int from, int to) {
        int count = pick(from, to);
        if (count == 0) {
            return;
        }
        double top = largest;
        for (int i = 0; i < count; i++) {
            top = kept[i] > top ? kept[i] : top;
        }
        raise(top);
        count = keep(count);
        Exponentials.exponentiate(kept, count);
        sum += Exponentials.dot(kept, keptWeights, count);
    }

    private void raise(double top) {
        if (top > largest) {
            sum *= StrictMath.exp(largest - top);
            largest = top;
        }
    }

    /** Picks the terms that are not negligible beside what was summed up so far. */
    private int pick(int from, int to) {
        double limit = largest - Exponentials.NEGLIGIBLE;
        int count = 0;
        for (int i = from; i < to; i++) {
            double term = terms[i];
            kept[count] = term;
            keptAt[count] = i;
            count += term > limit ? 1 : 0;
        }
        return count;
    }

    /** Of those picked, leaves out what is negligible beside the largest, and finds the weights of the others. */
    private int keep(int picked) {
        double[] weights = mixture.weights();
        double top = largest;
        double limit = top - Exponentials.NEGLIGIBLE;
        int count = 0;
        for (int i = 0; i < picked; i++) {
            double term = kept[i];
            kept[count] = term - top;
            keptWeights[count] = weights[keptAt[i]];
            count += term > limit ? 1 : 0;
        }
        return count;
    }

    private void addPrior(double term) {
        double top = Math.max(largest, term);
        if (top > Double.NEGATIVE_INFINITY) {
            raise(top);
            sum += mixture.weights()[mixture.size()] * StrictMath.exp(term - top);
        }
    }
}
