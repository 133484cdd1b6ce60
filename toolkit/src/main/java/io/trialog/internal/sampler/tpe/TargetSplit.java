package io.trialog.internal.sampler.tpe;

import io.trialog.internal.numeric.pareto.HypervolumeSubset;
import io.trialog.internal.numeric.pareto.Losses;
import io.trialog.internal.numeric.pareto.NonDominated;
import io.trialog.study.Direction;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides trials of several objectives, or with constraints, into the good ones and the rest. Trials are taken in the order of their
 * objectives, until enough feasible ones are among them: infeasible ones count by their objectives, too (S. Watanabe and F. Hutter,
 * <em>c-TPE</em>, arXiv 2211.14411). Several objectives: rank by rank, and in the last rank those that add most hypervolume (Y. Ozaki et
 * al., <em>Multiobjective tree-structured Parzen estimator</em>, doi:10.1613/jair.1.13188). Stateless.
 */
final class TargetSplit {

    private static final double OUTSIDE = 0.1;
    private static final double NEAR_ZERO = 1e-12;

    private TargetSplit() {}

    /**
     * Returns the places of the good trials, ascending; none if no trial is feasible.
     *
     * @param trials by number
     * @param feasible whether each meets all constraints
     * @param wanted how many feasible ones are to be good, if there are so many
     */
    static int[] below(TrialRecord[] trials, boolean[] feasible, List<Direction> directions, int wanted) {
        int count = (int)
                IntStream.range(0, feasible.length).filter(i -> feasible[i]).count();
        int[] below = directions.size() == 1
                ? inOrder(trials, feasible, directions.get(0).sign(), Math.min(wanted, count))
                : inRanks(trials, feasible, directions, Math.min(wanted, count));
        Arrays.sort(below);
        return below;
    }

    /** COMPLETE trials by their values, then PRUNED ones that went farthest; ties by number. */
    private static int[] inOrder(TrialRecord[] trials, boolean[] feasible, double sign, int wanted) {
        Comparator<Integer> order = Comparator.<Integer>comparingInt(i -> group(trials[i]))
                .thenComparingDouble(i -> first(trials[i], sign))
                .thenComparingDouble(i -> second(trials[i], sign));
        int[] sorted = IntStream.range(0, trials.length)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
        int taken = 0;
        for (int found = 0; found < wanted; taken++) {
            found += feasible[sorted[taken]] ? 1 : 0;
        }
        return Arrays.copyOf(sorted, taken);
    }

    private static int group(TrialRecord trial) {
        return trial.state() == TrialState.COMPLETE ? 0 : trial.reports().isEmpty() ? 2 : 1;
    }

    private static double first(TrialRecord trial, double sign) {
        return switch (group(trial)) {
            case 0 -> sign * trial.value() + 0.0;
            case 1 -> -trial.reports().lastStep();
            default -> 0;
        };
    }

    private static double second(TrialRecord trial, double sign) {
        return group(trial) == 1 ? sign * trial.reports().lastValue() + 0.0 : 0;
    }

    private static int[] inRanks(TrialRecord[] trials, boolean[] feasible, List<Direction> directions, int wanted) {
        int[] whole = IntStream.range(0, trials.length)
                .filter(i -> trials[i].values().size() == directions.size())
                .toArray();
        double[][] losses = losses(trials, whole, directions);
        int[] ranks = NonDominated.ranks(losses);
        int[] below = new int[whole.length];
        int taken = 0;
        int found = 0;
        for (int rank = 0; found < wanted && taken < whole.length; rank++) {
            int now = rank;
            int[] members = IntStream.range(0, whole.length)
                    .filter(i -> ranks[i] == now)
                    .toArray();
            int[] good = Arrays.stream(members).filter(i -> feasible[whole[i]]).toArray();
            int[] chosen = found + good.length <= wanted ? members : most(losses, good, wanted - found);
            for (int member : chosen) {
                below[taken++] = whole[member];
            }
            found += good.length;
        }
        return Arrays.copyOf(below, taken);
    }

    private static double[][] losses(TrialRecord[] trials, int[] places, List<Direction> directions) {
        double[][] values = Arrays.stream(places)
                .mapToObj(place -> trials[place].values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .toArray(double[][]::new);
        return Losses.of(
                values, directions.stream().mapToDouble(Direction::sign).toArray());
    }

    /** Those of a rank that add most hypervolume. */
    private static int[] most(double[][] losses, int[] places, int count) {
        double[][] rank = Arrays.stream(places).mapToObj(i -> losses[i]).toArray(double[][]::new);
        return Arrays.stream(HypervolumeSubset.greedy(rank, count, reference(rank)))
                .map(i -> places[i])
                .toArray();
    }

    /** A point a little beyond the worst of each objective. */
    static double[] reference(double[][] losses) {
        double[] reference = new double[losses[0].length];
        for (int j = 0; j < reference.length; j++) {
            double worst = Double.NEGATIVE_INFINITY;
            for (double[] row : losses) {
                worst = Math.max(worst, row[j]);
            }
            double beyond = worst * (worst > 0 ? 1 + OUTSIDE : 1 - OUTSIDE);
            reference[j] = beyond == 0 ? NEAR_ZERO : beyond;
        }
        return reference;
    }
}
