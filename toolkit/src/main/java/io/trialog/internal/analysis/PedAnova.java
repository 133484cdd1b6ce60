package io.trialog.internal.analysis;

import io.trialog.space.Distribution;
import io.trialog.study.ImportanceMethod;
import io.trialog.study.Importances;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PED-ANOVA: how much a parameter's values differ between the best trials and all trials. S. Watanabe, A. Bansal, F. Hutter,
 * <em>PED-ANOVA: Efficiently Quantifying Hyperparameter Importance in Arbitrary Subspaces</em>, IJCAI 2023,
 * arXiv:2304.10255; conditional parameters by <em>Conditional PED-ANOVA</em>, arXiv:2601.20800. The same numbers as Optuna
 * 5's default evaluator.
 *
 * @param target the best fraction of the trials, which is explained
 * @param region the fraction of the trials with which it is compared, more than {@code target} and at most 1
 * @param local whether to compare with where the study looked, rather than with a uniform choice from the space
 */
record PedAnova(double target, double region, boolean local) {

    /** The best tenth beside all trials. */
    static final PedAnova DEFAULT = new PedAnova(0.1, 1, true);

    private static final int SMALLEST_REGIME = 2;
    private static final double FLOOR = 1e-12;

    PedAnova {
        if (!(target > 0 && target < region && region <= 1)) {
            throw new IllegalArgumentException("The fractions must be 0 < target < region <= 1, but target is " + target
                    + " and region is " + region + ".");
        }
    }

    /**
     * The importance of every parameter of the COMPLETE trials with a finite value, largest first, not normalized; all 0 if
     * there are fewer than two of them.
     *
     * @param objective which objective, from 0
     */
    Map<String, Double> of(StudyView view, int objective) {
        List<TrialRecord> trials = TrialChoice.valued(view, objective);
        Map<String, Double> importances = new LinkedHashMap<>();
        Samples samples = trials.size() < 2 ? null : Samples.of(this, trials, losses(view, trials, objective));
        for (String name : TrialChoice.names(trials)) {
            importances.put(name, samples == null ? 0.0 : importance(name, samples));
        }
        return ParameterImportance.sorted(importances);
    }

    private static double[] losses(StudyView view, List<TrialRecord> trials, int objective) {
        double sign = view.settings().directions().get(objective).sign();
        return trials.stream()
                .mapToDouble(trial -> sign * trial.values().get(objective))
                .toArray();
    }

    private double importance(String name, Samples samples) {
        Map<Distribution, List<Integer>> regimes = new LinkedHashMap<>();
        for (int i = 0; i < samples.region().size(); i++) {
            Distribution distribution = samples.region().get(i).distribution(name);
            if (distribution != null) {
                regimes.computeIfAbsent(distribution, key -> new ArrayList<>()).add(i);
            }
        }
        double sum = 0;
        for (Map.Entry<Distribution, List<Integer>> regime : regimes.entrySet()) {
            if (regime.getValue().size() >= SMALLEST_REGIME && !regime.getKey().isSingle()) {
                sum += importance(name, regime.getKey(), regime.getValue(), samples);
            }
        }
        return sum * samples.share() * samples.share();
    }

    private double importance(String name, Distribution distribution, List<Integer> members, Samples samples) {
        double[] all = samples.values(name, members, false);
        double[] top = samples.values(name, members, true);
        if (top.length == 0) {
            return 0;
        }
        double inTop = (double) top.length / samples.topCount();
        double inRegion = (double) all.length / samples.region().size();
        return inTop * inTop / inRegion * divergence(distribution, top, all);
    }

    /** The Pearson divergence of the density of {@code top} from that of {@code all}. */
    private double divergence(Distribution distribution, double[] top, double[] all) {
        double[] above = GridDensity.of(distribution, top);
        double[] beside = local ? GridDensity.of(distribution, all) : null;
        double sum = 0;
        for (int cell = 0; cell < above.length; cell++) {
            double reference = beside == null ? 1.0 / above.length : beside[cell] + FLOOR;
            double ratio = (above[cell] + FLOOR) / reference - 1;
            sum += reference * ratio * ratio;
        }
        return sum;
    }

    /** The trials of the region, and which of them belong to the best. */
    private record Samples(List<TrialRecord> region, boolean[] top, int topCount) {

        static Samples of(PedAnova rule, List<TrialRecord> trials, double[] losses) {
            double best = cutOff(losses, rule.target());
            double edge = cutOff(losses, rule.region());
            List<TrialRecord> region = new ArrayList<>();
            boolean[] top = new boolean[trials.size()];
            int count = 0;
            for (int i = 0; i < losses.length; i++) {
                if (losses[i] <= edge) {
                    top[region.size()] = losses[i] <= best;
                    count += losses[i] <= best ? 1 : 0;
                    region.add(trials.get(i));
                }
            }
            return new Samples(region, top, count);
        }

        private static double cutOff(double[] losses, double fraction) {
            double[] sorted = losses.clone();
            Arrays.sort(sorted);
            return sorted[(int) Math.ceil(fraction * sorted.length) - 1];
        }

        double share() {
            return (double) topCount / region.size();
        }

        double[] values(String name, List<Integer> members, boolean onlyTop) {
            return members.stream()
                    .filter(i -> !onlyTop || top[i])
                    .mapToDouble(i -> region.get(i).internal(name))
                    .toArray();
        }
    }

    /** As {@link #of(StudyView, int)}, divided by the sum; equal shares if the sum is 0. */
    Importances shares(StudyView view, int objective) {
        Map<String, Double> raw = of(view, objective);
        return new Importances(
                view.settings().metrics().get(objective),
                ImportanceMethod.PED_ANOVA,
                ParameterImportance.normalized(raw),
                Map.of(),
                List.of(),
                Double.NaN,
                note(view, objective, raw.size()));
    }

    private @Nullable String note(StudyView view, int objective, int parameters) {
        int trials = TrialChoice.valued(view, objective).size();
        if (parameters == 0) {
            return null;
        }
        double best = Math.ceil(target * trials);
        return best < 5
                ? "Only " + (int) best + " of " + trials
                        + " complete trials count as the best: don't trust these numbers yet."
                : null;
    }
}
