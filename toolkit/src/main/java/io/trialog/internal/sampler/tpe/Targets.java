package io.trialog.internal.sampler.tpe;

import io.trialog.space.Distribution;
import io.trialog.spi.RandomNumbers;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The models of parameters that are drawn together: of the objectives and, by rule 3, of each constraint that some trial violates, and of
 * success. Of points that each of them favors, the one is taken whose product of density ratios is largest (S. Watanabe and F. Hutter,
 * <em>c-TPE</em>, arXiv 2211.14411): a ratio of 1 / (γ + (1 - γ) bad / good), where γ is the share of the good trials. Not safe for use by
 * several threads.
 */
final class Targets {

    private final NavigableMap<String, Distribution> parameters;
    private final TpeOptions options;
    private final Model objectives;
    private final Map<String, Model> limits = new TreeMap<>();
    /** The models that count now. */
    private final List<Model> active = new ArrayList<>();

    private final List<Double> shares = new ArrayList<>();

    /**
     * @param several whether there are several objectives: then old trials weigh as much as new ones among the good
     */
    Targets(NavigableMap<String, Distribution> parameters, TpeOptions options, boolean several) {
        this.parameters = parameters;
        this.options = options;
        this.objectives = new Model(parameters, options, several ? Weights.UNIFORM : options.weights());
    }

    boolean isOf(Map<String, Distribution> others) {
        return objectives.isOf(others);
    }

    /** The model of the objectives. */
    Model objectives() {
        return objectives;
    }

    /** How many constraints have a model now, success included. */
    int limits() {
        return active.size() - (active.contains(objectives) ? 1 : 0);
    }

    /** See {@link Model#follow}. */
    void follow(TpeTable table, Collection<TrialRecord> running, int asking) {
        objectives.follow(table, running, asking);
        active.clear();
        shares.clear();
        List<Division> divisions = table.divisions();
        if (divisions.isEmpty()) {
            return;
        }
        int good = table.below().length;
        if (good > 0) {
            active.add(objectives);
            shares.add((double) good / table.size());
        }
        for (Division division : divisions) {
            Model model =
                    limits.computeIfAbsent(division.name(), name -> new Model(parameters, options, Weights.UNIFORM));
            model.divide(division);
            active.add(model);
            shares.add(division.share());
        }
    }

    /** See {@link Model#suggest}. */
    Model.Suggestion suggest(RandomNumbers stream, int candidates, boolean untried) {
        if (shares.isEmpty()) {
            return objectives.suggest(stream, candidates, untried);
        }
        double[][] points = new double[active.size() * candidates][parameters.size()];
        int[] kernels = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            kernels[i] = active.get(i / candidates).draw(stream, points[i]);
        }
        double[] scores = new double[points.length];
        for (int m = 0; m < active.size(); m++) {
            double[][] densities = active.get(m).logDensities(points);
            for (int i = 0; i < points.length; i++) {
                scores[i] += logRatio(densities[1][i] - densities[0][i], shares.get(m));
            }
        }
        int winner = winner(points, scores, untried);
        return active.get(winner / candidates).suggestion(points[winner], kernels[winner]);
    }

    private int winner(double[][] points, double[] scores, boolean untried) {
        int best = -1;
        boolean isNew = false;
        for (int i = 0; i < points.length; i++) {
            boolean isNewer = untried && !objectives.isTried(points[i]);
            boolean isBetter = isNewer == isNew ? best < 0 || scores[i] > scores[best] : isNewer;
            best = isBetter ? i : best;
            isNew |= isNewer;
        }
        return best;
    }

    /**
     * The logarithm of a relative density ratio.
     *
     * @param odds the logarithm of the bad density over the good one
     * @param share the share of the good trials
     */
    static double logRatio(double odds, double share) {
        return odds > 700
                ? -odds - StrictMath.log1p(-share)
                : -StrictMath.log(share + (1 - share) * StrictMath.exp(odds));
    }
}
