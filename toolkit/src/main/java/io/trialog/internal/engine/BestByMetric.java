package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.internal.analysis.MetricGoal;
import io.trialog.space.Nearest;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The best trial by any metric that trials told.
 *
 * @param trial the trial
 * @param metric the metric
 * @param direction which values are better
 * @param reason why that is taken, in words; empty if the study or the user says so
 */
public record BestByMetric(TrialRecord trial, String metric, Direction direction, String reason) {

    /**
     * Finds the best trial.
     *
     * @param view the study
     * @param metric a metric that its trials told
     * @param said which values are better, or {@code null} for what the study, a constraint or the name says
     * @return the best COMPLETE feasible trial by it
     * @throws TrialogException if no such trial told the metric, or nothing says which values are better
     */
    public static BestByMetric of(StudyView view, String metric, @Nullable Direction said) {
        MetricGoal goal = MetricGoal.of(view.settings(), metric, said);
        Set<String> known = known(view);
        if (known.contains(metric) && goal == null) {
            throw new TrialogException("It must be said whether large or small values of '" + metric
                    + "' are better: it is no objective of the study '"
                    + view.settings().name()
                    + "'.\nMaybe --goal maximize, or Direction.MAXIMIZE.");
        }
        TrialRecord best = goal == null ? null : view.best(metric, goal.direction());
        if (goal == null || best == null) {
            throw new TrialogException("The study '" + view.settings().name()
                    + "' has no complete feasible trial that tells the metric '" + metric + "'"
                    + (known.isEmpty() ? "." : "; its trials tell " + String.join(", ", known) + ".")
                    + (known.contains(metric) ? "" : Nearest.maybe(metric, known)));
        }
        return new BestByMetric(best, metric, goal.direction(), goal.reason());
    }

    private static Set<String> known(StudyView view) {
        Set<String> known = new TreeSet<>();
        for (int i = 0; i < view.finishedCount(); i++) {
            TrialRecord trial = view.finished(i);
            if (trial.state() == TrialState.COMPLETE) {
                known.addAll(trial.metrics().keySet());
            }
        }
        return known;
    }
}
