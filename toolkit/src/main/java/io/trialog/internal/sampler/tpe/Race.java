package io.trialog.internal.sampler.tpe;

import java.util.Arrays;

/**
 * Finds the first of some points at which the good mixture's log density exceeds that of the bad one most, as if both were
 * evaluated at all points, but mostly without that: the prior and each further block of kernels bound the bad density from
 * below, and a point is given up when it can no longer win. Points too close to call are compared by the exact evaluation,
 * so that the order of blocks has no influence. Not safe for use by several threads.
 */
final class Race {

    /** Scores closer than this are too close to call: far more than all rounding errors and neglected terms. */
    private static final double MARGIN = 1e-6;

    private final Mixture good;
    private final Mixture bad;
    private final Scorer goodScorer;
    private final Scorer badScorer;
    private double[] priors = new double[0];
    private double[] favors = new double[0];
    private double[] ceilings = new double[0];
    private double[] scores = new double[0];

    Race(Mixture good, Mixture bad) {
        this.good = good;
        this.bad = bad;
        this.goodScorer = new Scorer(good);
        this.badScorer = new Scorer(bad);
    }

    /** The index of the winning point. */
    int winner(double[][] points) {
        boolean bounded = prepare(points);
        double least = bounded ? race(points) - 2 * MARGIN : Double.NEGATIVE_INFINITY;
        int best = -1;
        int close = 0;
        for (int c = 0; c < points.length; c++) {
            if (scores[c] >= least) {
                best = c;
                close++;
            }
        }
        return close == 1 ? best : exactWinner(points, least);
    }

    /** Scores the most promising points first, as long as one may win, and returns the highest score. */
    private double race(double[][] points) {
        double lead = Double.NEGATIVE_INFINITY;
        int next = mostPromising(points);
        while (next >= 0 && ceilings[next] >= lead - MARGIN) {
            double limit = favors[next] - lead + MARGIN;
            scores[next] = favors[next] - badScorer.boundedLogDensity(points[next], priors[next], limit);
            lead = Math.max(lead, scores[next]);
            ceilings[next] = Double.NaN;
            next = mostPromising(points);
        }
        return lead;
    }

    /** The first of the points of the highest score among those that have a score of at least so much. */
    private int exactWinner(double[][] points, double least) {
        int best = -1;
        double lead = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < points.length; c++) {
            if (scores[c] >= least) {
                double score = favors[c] - badScorer.logDensity(points[c], priors[c]);
                if (best < 0 || score > lead) {
                    best = c;
                    lead = score;
                }
            }
        }
        return best;
    }

    /** Evaluates the good mixture and the prior; returns whether all is finite, so that bounds mean something. */
    private boolean prepare(double[][] points) {
        if (priors.length < points.length) {
            priors = new double[points.length];
            favors = new double[points.length];
            ceilings = new double[points.length];
            scores = new double[points.length];
        }
        goodScorer.refresh();
        badScorer.refresh();
        double logShare = StrictMath.log(bad.weights()[bad.size()] / bad.weightSum());
        Arrays.fill(scores, 0, points.length, Double.NEGATIVE_INFINITY);
        boolean finite = true;
        for (int c = 0; c < points.length; c++) {
            priors[c] = good.logPrior(points[c]);
            favors[c] = goodScorer.logDensity(points[c], priors[c]);
            ceilings[c] = favors[c] - (priors[c] + logShare);
            finite &= Double.isFinite(ceilings[c]);
        }
        return finite;
    }

    /** The first point with the highest ceiling among those that had no turn yet, or -1; of equal points only the first. */
    private int mostPromising(double[][] points) {
        int first = -1;
        for (int c = 0; c < points.length; c++) {
            if (first < 0 ? !Double.isNaN(ceilings[c]) : ceilings[c] > ceilings[first]) {
                first = c;
            }
        }
        for (int c = 0; first >= 0 && c < points.length; c++) {
            if (c != first && Arrays.equals(points[c], points[first])) {
                ceilings[c] = Double.NaN;
            }
        }
        return first;
    }

    /** The log densities of the good mixture and of the bad one at points given by coordinates. */
    double[][] logDensities(double[][] points) {
        prepare(points);
        double[][] densities = new double[2][points.length];
        for (int c = 0; c < points.length; c++) {
            densities[0][c] = favors[c];
            densities[1][c] = badScorer.logDensity(points[c], priors[c]);
        }
        return densities;
    }
}
