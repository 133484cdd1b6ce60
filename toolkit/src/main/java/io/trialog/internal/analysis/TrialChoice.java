package io.trialog.internal.analysis;

import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which trials a plot shows. Trials that were declared void are in none. */
final class TrialChoice {

    private static final double LARGEST = 1e300;

    private TrialChoice() {}

    /** All trials that are not void, by number. */
    static List<TrialRecord> counted(StudyView view) {
        int[] voided = view.voided().clone();
        Arrays.sort(voided);
        List<TrialRecord> trials = new ArrayList<>(view.trialCount());
        for (int number = 0; number < view.trialCount(); number++) {
            if (Arrays.binarySearch(voided, number) < 0) {
                trials.add(view.trial(number));
            }
        }
        return trials;
    }

    /** The COMPLETE trials whose value of the objective is finite, by number. */
    static List<TrialRecord> valued(StudyView view, int objective) {
        return counted(view).stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE && Double.isFinite(value(trial, objective)))
                .toList();
    }

    /** The COMPLETE trials whose value of the objective can be drawn, by number. */
    static List<TrialRecord> drawable(StudyView view, int objective) {
        return valued(view, objective).stream()
                .filter(trial -> isDrawable(value(trial, objective)))
                .toList();
    }

    /** Whether a value is finite, and so far from the largest double that differences are, too. */
    static boolean isDrawable(double value) {
        return Math.abs(value) < LARGEST;
    }

    /** The value of an objective; for a PRUNED trial its last intermediate value. NaN if there is none. */
    static double value(TrialRecord trial, int objective) {
        return objective < trial.values().size() ? trial.values().get(objective) : Double.NaN;
    }

    /** The names of the parameters of these trials, in the order in which they occur. */
    static Set<String> names(List<TrialRecord> trials) {
        Set<String> names = new LinkedHashSet<>();
        trials.forEach(trial -> names.addAll(trial.shape().names()));
        return names;
    }
}
