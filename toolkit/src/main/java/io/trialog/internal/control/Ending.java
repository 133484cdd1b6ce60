package io.trialog.internal.control;

import io.trialog.trial.FailCause;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a trial ended.
 *
 * @param state COMPLETE, PRUNED or FAIL
 * @param values one per direction if COMPLETE, the last intermediate value or none if PRUNED, none if FAIL
 * @param metrics other metrics told at the end
 * @param reason why it failed or was pruned; empty if COMPLETE
 * @param cause the kind of failure; {@code null} unless FAIL
 */
public record Ending(
        TrialState state,
        List<Double> values,
        Map<String, Double> metrics,
        String reason,
        @Nullable FailCause cause) {

    public Ending {
        values = List.copyOf(values);
        metrics = Map.copyOf(metrics);
        if (!state.isFinished()) {
            throw new IllegalArgumentException(
                    "A trial must end in COMPLETE, PRUNED or FAIL, but not in " + state + ".");
        }
    }

    /** COMPLETE with these values; FAIL if their number is wrong or one of them is NaN. */
    public static Ending complete(List<Double> values, int directions, Map<String, Double> metrics) {
        if (values.size() != directions) {
            return fail(
                    FailCause.VALUE,
                    "The objective must return " + directions + " values, but returned " + values.size() + ".");
        }
        for (double value : values) {
            if (Double.isNaN(value)) {
                return fail(FailCause.VALUE, "The objective returned NaN.");
            }
        }
        return new Ending(TrialState.COMPLETE, values, metrics, "", null);
    }

    /** PRUNED; the value is the trial's last intermediate one, if that is a number. */
    public static Ending pruned(TrialRecord trial, Map<String, Double> metrics) {
        double last = trial.reports().lastValue();
        String reason = trial.prune() == null
                ? "the objective stopped by itself"
                : trial.prune().rule();
        return new Ending(TrialState.PRUNED, Double.isNaN(last) ? List.of() : List.of(last), metrics, reason, null);
    }

    /** FAIL for this reason. */
    public static Ending fail(FailCause cause, String reason) {
        return new Ending(TrialState.FAIL, List.of(), Map.of(), reason, cause);
    }
}
