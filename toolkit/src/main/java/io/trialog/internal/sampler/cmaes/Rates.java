package io.trialog.internal.sampler.cmaes;

/**
 * The weights and learning rates of a generation (N. Hansen, <em>The CMA evolution strategy: a tutorial</em>, arXiv 1604.00772; the
 * separable form: R. Ros and N. Hansen, PPSN X, 2008, doi:10.1007/978-3-540-87700-4_30). Immutable.
 *
 * @param weights one per draw, the best first; not to be modified
 * @param parents how many of them are positive and move the mean
 * @param effective the effective number of parents
 * @param rankOne the learning rate of the rank-one update
 * @param rankMany the learning rate of the other draws' update
 * @param stepPath the learning rate of the path of the step size
 * @param damping the damping of the step size
 * @param covariancePath the learning rate of the path of the covariance
 * @param expected the expected length of a standard normal vector
 */
record Rates(
        double[] weights,
        int parents,
        double effective,
        double rankOne,
        double rankMany,
        double stepPath,
        double damping,
        double covariancePath,
        double expected) {

    /** What a generation of so many draws has by default. */
    static int population(int size) {
        return 4 + (int) Math.floor(3 * StrictMath.log(size));
    }

    static Rates of(Form form, int size, int population) {
        return form == Form.SEP ? separable(size, population) : full(size, population);
    }

    private static Rates full(int d, int population) {
        int parents = population / 2;
        double[] raw = new double[population];
        for (int i = 0; i < population; i++) {
            raw[i] = StrictMath.log((population + 1) / 2.0) - StrictMath.log(i + 1);
        }
        double effective = effective(raw, 0, parents);
        double ofLosers = effective(raw, parents, population);
        double rankOne = 2 / ((d + 1.3) * (d + 1.3) + effective);
        double rankMany =
                Math.min(1 - rankOne - 1e-8, 2 * (effective - 2 + 1 / effective) / ((d + 2.0) * (d + 2.0) + effective));
        double negative = Math.min(
                1 + rankOne / rankMany,
                Math.min(1 + 2 * ofLosers / (effective + 2), (1 - rankOne - rankMany) / (d * rankMany)));
        return new Rates(
                scaled(raw, negative),
                parents,
                effective,
                rankOne,
                rankMany,
                (effective + 2) / (d + effective + 5),
                damping(effective, d, (effective + 2) / (d + effective + 5)),
                (4 + effective / d) / (d + 4 + 2 * effective / d),
                expected(d));
    }

    private static Rates separable(int d, int population) {
        int parents = population / 2;
        double[] raw = new double[population];
        for (int i = 0; i < parents; i++) {
            raw[i] = StrictMath.log(parents + 1) - StrictMath.log(i + 1);
        }
        double[] weights = scaled(raw, 0);
        double effective = effective(weights, 0, parents);
        double rankOne = 2 / ((d + 1.3) * (d + 1.3) + effective);
        double root = d + Math.sqrt(2);
        double rankMany = (d + 2)
                / 3.0
                * (2 / (effective * root * root)
                        + (1 - 1 / effective) * Math.min(1, (2 * effective - 1) / ((d + 2.0) * (d + 2.0) + effective)));
        double stepPath = (effective + 2) / (d + effective + 3);
        return new Rates(
                weights,
                parents,
                effective,
                rankOne,
                Math.min(1 - rankOne, rankMany),
                stepPath,
                damping(effective, d, stepPath),
                4.0 / (d + 4),
                expected(d));
    }

    private static double effective(double[] weights, int from, int to) {
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            sum += weights[i];
            squares += weights[i] * weights[i];
        }
        return sum * sum / squares;
    }

    /** Positive weights sum to 1, negative ones to {@code -negative}. */
    private static double[] scaled(double[] raw, double negative) {
        double positives = 0;
        double negatives = 0;
        for (double weight : raw) {
            positives += Math.max(0, weight);
            negatives += Math.max(0, -weight);
        }
        double[] weights = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            weights[i] = raw[i] >= 0 ? raw[i] / positives : negative * raw[i] / negatives;
        }
        return weights;
    }

    private static double damping(double effective, int d, double stepPath) {
        return 1 + stepPath + 2 * Math.max(0, Math.sqrt((effective - 1) / (d + 1)) - 1);
    }

    private static double expected(int d) {
        return Math.sqrt(d) * (1 - 1 / (4.0 * d) + 1 / (21.0 * d * d));
    }
}
