package io.trialog.internal.analysis;

import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The values of several objectives, and which trials no other one dominates.
 *
 * @param metrics the names of the objectives
 * @param directions whether small or large values of each are better
 * @param outcomes the COMPLETE trials whose values can all be drawn, by number
 * @param front the numbers of those on the Pareto front
 * @param infinite how many COMPLETE trials have a value that can't be drawn
 */
public record ParetoData(
        List<String> metrics, List<Direction> directions, List<Outcome> outcomes, Set<Integer> front, int infinite) {

    /**
     * What one trial reached.
     *
     * @param trial its number
     * @param feasible whether all its constraints are met
     * @param values one per objective
     */
    public record Outcome(int trial, boolean feasible, List<Double> values) {
        public Outcome {
            values = List.copyOf(values);
        }
    }

    public ParetoData {
        metrics = List.copyOf(metrics);
        directions = List.copyOf(directions);
        outcomes = List.copyOf(outcomes);
        front = Collections.unmodifiableSet(new LinkedHashSet<>(front));
    }

    /** The values of all trials that are not void. */
    public static ParetoData of(StudyView view) {
        List<String> metrics = view.settings().metrics();
        List<Outcome> outcomes = new ArrayList<>();
        int infinite = 0;
        for (TrialRecord trial : TrialChoice.counted(view)) {
            if (trial.state() != TrialState.COMPLETE) {
                continue;
            }
            boolean drawable = trial.values().size() == metrics.size()
                    && trial.values().stream().allMatch(TrialChoice::isDrawable);
            if (drawable) {
                outcomes.add(new Outcome(trial.number(), trial.isFeasible(), trial.values()));
            } else {
                infinite++;
            }
        }
        Set<Integer> drawn = new HashSet<>();
        outcomes.forEach(outcome -> drawn.add(outcome.trial()));
        Set<Integer> front = new LinkedHashSet<>();
        view.bestTrials().stream()
                .map(TrialRecord::number)
                .filter(drawn::contains)
                .forEach(front::add);
        return new ParetoData(metrics, view.settings().directions(), outcomes, front, infinite);
    }

    /** The values of one objective, from 0, in the order of the trials. */
    public double[] values(int objective) {
        return outcomes.stream()
                .mapToDouble(outcome -> outcome.values().get(objective))
                .toArray();
    }
}
