package io.trialog.internal.control;

import io.trialog.event.StudyEvent;
import io.trialog.internal.analysis.Stagnation;
import io.trialog.internal.format.Texts;
import io.trialog.status.HourBudget;
import io.trialog.study.StopRule;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides by the rules of a study whether it starts another trial. Pure: the same view and the same time give the same decision. */
final class StopJudgement {

    private final StudyView view;
    private final Instant at;

    private StopJudgement(StudyView view, Instant at) {
        this.view = view;
        this.at = at;
    }

    /**
     * Returns what the rules decide, or {@code null} if the study goes on. Rules that were lifted are not asked.
     *
     * @param view the study, none of whose decisions is in force
     * @param at the time of its last event, until which jobs that run are counted
     */
    static StudyEvent.@Nullable StopDecided of(StudyView view, Instant at) {
        StopJudgement judgement = new StopJudgement(view, at);
        for (StopRule rule : view.settings().stopWhen()) {
            boolean isLifted = view.stop().isLifted(rule.kind().key(), view.succeededCount());
            StudyEvent.StopDecided decided = isLifted ? null : judgement.of(rule);
            if (decided != null) {
                return decided;
            }
        }
        return null;
    }

    private StudyEvent.@Nullable StopDecided of(StopRule rule) {
        return switch (rule.kind()) {
            case STAGNATION -> stagnation(rule);
            case TARGET -> target(rule);
            case GPU_HOURS, CPU_HOURS -> hours(rule);
        };
    }

    private StudyEvent.@Nullable StopDecided stagnation(StopRule rule) {
        Stagnation stagnation = Stagnation.of(view);
        if (stagnation.trials() < rule.bound()) {
            return null;
        }
        boolean isOne = view.settings().directions().size() == 1;
        return decided(
                rule,
                stagnation.trials(),
                Texts.count(stagnation.trials(), "trial") + " finished since trial " + stagnation.last()
                        + (isOne ? ", the best one" : " entered the Pareto front"));
    }

    private StudyEvent.@Nullable StopDecided target(StopRule rule) {
        TrialRecord best = view.best();
        boolean isReached = best != null && !view.settings().direction().better(rule.bound(), best.value());
        return best == null || !isReached
                ? null
                : decided(
                        rule,
                        best.value(),
                        "trial " + best.number() + " has " + view.settings().metric() + "="
                                + NumberText.of(best.value()));
    }

    private StudyEvent.@Nullable StopDecided hours(StopRule rule) {
        HourBudget budget = HourBudget.of(view, rule, at);
        return budget.isUsedUp()
                ? decided(
                        rule,
                        budget.used(),
                        NumberText.of(budget.used()) + " of " + NumberText.of(rule.bound()) + " hours are used")
                : null;
    }

    private StudyEvent.StopDecided decided(StopRule rule, double value, String reason) {
        return new StudyEvent.StopDecided(rule.kind().key(), value, rule.bound(), view.position(), reason);
    }
}
