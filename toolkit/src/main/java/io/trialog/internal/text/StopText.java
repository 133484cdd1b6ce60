package io.trialog.internal.text;

import io.trialog.internal.analysis.Stagnation;
import io.trialog.internal.format.Ages;
import io.trialog.status.HourBudget;
import io.trialog.study.StopRule;
import io.trialog.study.StopState;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rules of a study ({@code stop_when}) say, and when its budgets of hours will be used up. */
public final class StopText {

    private StopText() {}

    /** Which rule stopped the study, or how far each of its rules is; empty without rules. */
    public static List<String> lines(StudyView view, Instant now) {
        List<String> lines = new ArrayList<>();
        StopState.Decision decision = view.stop().decision();
        if (decision != null) {
            lines.add("stopped by " + decision + ", " + Ages.since(decision.at(), now));
        }
        for (StopRule rule : view.settings().stopWhen()) {
            lines.add(rule.kind().key() + ": " + line(view, rule, now));
        }
        return lines;
    }

    private static String line(StudyView view, StopRule rule, Instant now) {
        return switch (rule.kind()) {
            case STAGNATION -> Stagnation.of(view).trials() + " of " + rule.number() + " trials without an improvement";
            case TARGET ->
                NumberText.of(rule.bound()) + " of " + view.settings().metric();
            case GPU_HOURS, CPU_HOURS -> hours(HourBudget.of(view, rule, now), now);
        };
    }

    private static String hours(HourBudget budget, Instant now) {
        String used = String.format(Locale.ROOT, "%.2f", budget.used()) + " of "
                + budget.rule().number() + " used";
        Duration left = budget.left();
        if (left == null) {
            return used;
        }
        Instant end = now.plus(left).truncatedTo(ChronoUnit.MINUTES);
        return used + "; at " + NumberText.of(budget.perHour()) + " an hour used up in about " + Ages.of(left) + ", at "
                + end;
    }

    /** For scripts: the decision in force, or {@code null}. */
    public static @Nullable Map<String, @Nullable Object> fields(StudyView view) {
        StopState.Decision decision = view.stop().decision();
        if (decision == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("rule", decision.rule());
        fields.put("value", decision.value());
        fields.put("bound", decision.bound());
        fields.put("basis", decision.basis());
        fields.put("reason", decision.reason());
        fields.put("at", decision.at().toString());
        return fields;
    }

    /** For scripts: each budget of hours by its name. */
    public static Map<String, @Nullable Object> budgets(StudyView view, Instant now) {
        Map<String, @Nullable Object> budgets = new LinkedHashMap<>();
        for (StopRule rule : view.settings().stopWhen()) {
            if (rule.kind().isHours()) {
                HourBudget budget = HourBudget.of(view, rule, now);
                Duration left = budget.left();
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                fields.put("used", budget.used());
                fields.put("bound", rule.bound());
                fields.put("per_hour", budget.perHour());
                fields.put("used_up_at", left == null ? null : now.plus(left).toString());
                budgets.put(rule.kind().key(), fields);
            }
        }
        return budgets;
    }
}
