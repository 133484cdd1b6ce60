package io.trialog.status;

import io.trialog.study.StopRule;
import io.trialog.study.StudyView;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a study has used of a budget of hours, and how fast it goes on.
 *
 * @param rule the budget: {@code gpu_hours} or {@code cpu_hours}
 * @param used the hours used so far
 * @param perHour the hours used per hour by what runs now; 0 if nothing does
 */
public record HourBudget(StopRule rule, double used, double perHour) {

    /** The runner of trials of Java objectives, which are no jobs. */
    private static final String IN_PROCESS = "in-process";

    private static final double MILLIS_PER_HOUR = 3_600_000;

    /**
     * Adds up what the trials of a study used. Jobs count their run time, times what they ask for; trials of Java objectives count
     * the time from ask to tell, on one CPU.
     *
     * @param view the study
     * @param rule the budget
     * @param now until when what still runs is counted
     * @return what is used
     * @throws IllegalArgumentException if the rule is no budget of hours
     */
    public static HourBudget of(StudyView view, StopRule rule, Instant now) {
        ToIntFunction<Map<String, @Nullable Object>> units = switch (rule.kind()) {
            case GPU_HOURS -> Gpus::of;
            case CPU_HOURS -> Cpus::of;
            case STAGNATION, TARGET ->
                throw new IllegalArgumentException("A budget of hours was expected, but the rule is " + rule + ".");
        };
        double used = 0;
        double perHour = 0;
        for (int number = 0; number < view.trialCount(); number++) {
            TrialRecord trial = view.trial(number);
            for (Attempt attempt : trial.attempts()) {
                if (isJob(attempt)) {
                    int held = units.applyAsInt(attempt.usage().resources());
                    used += attempt.usage().runSeconds(now) / 3600 * held;
                    perHour += attempt.usage().runningSince() == null ? 0 : held;
                }
            }
            if (trial.runner().equals(IN_PROCESS)) {
                int held = units.applyAsInt(Map.of());
                used += held * hours(trial, now);
                perHour += trial.state().isFinished() ? 0 : held;
            }
        }
        return new HourBudget(rule, used, perHour);
    }

    private static boolean isJob(Attempt attempt) {
        Usage usage = attempt.usage();
        return !attempt.token().isEmpty() && (usage.submittedAt() != null || usage.startedAt() != null);
    }

    private static double hours(TrialRecord trial, Instant now) {
        Instant from = trial.startedAt();
        Instant to = trial.completedAt() == null ? now : trial.completedAt();
        return from == null ? 0 : Math.max(0, Duration.between(from, to).toMillis() / MILLIS_PER_HOUR);
    }

    /** {@return whether the budget is used up} */
    public boolean isUsedUp() {
        return used >= rule.bound();
    }

    /** {@return how long what runs now may go on until the budget is used up; {@code null} if nothing runs} */
    public @Nullable Duration left() {
        return perHour <= 0
                ? null
                : Duration.ofMillis((long) (Math.max(0, rule.bound() - used) / perHour * MILLIS_PER_HOUR));
    }
}
