package io.trialog.internal.projection.sqlite;

import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Column encodings of Optuna's schema. */
final class ColumnValues {

    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ColumnValues() {}

    /** Naive UTC, as Optuna 5 writes it. */
    static @Nullable String datetime(@Nullable Instant instant) {
        return instant == null ? null : DATETIME.format(instant);
    }

    /** A {@code value_type} or {@code intermediate_value_type}. */
    static String type(double value) {
        if (Double.isNaN(value)) {
            return "NAN";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "INF_POS" : "INF_NEG";
        }
        return "FINITE";
    }

    /** The number beside its type: {@code null} unless finite. */
    static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** A number of our own tables, where infinities are stored as they are. */
    static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** The state that Optuna gets: no sampler is to look at a voided trial, nor can Optuna hold a NaN as objective value. */
    static TrialState state(StudyView view, TrialRecord trial, boolean voided) {
        boolean expressible = trial.state() != TrialState.COMPLETE
                || trial.values().size() == view.settings().directions().size()
                        && trial.values().stream().noneMatch(value -> Double.isNaN(value));
        return voided || !expressible ? TrialState.FAIL : trial.state();
    }

    /** The values that Optuna gets: all of a COMPLETE trial, the one number of a PRUNED one if there is one objective. */
    static List<Double> values(StudyView view, TrialRecord trial, TrialState state) {
        if (state == TrialState.COMPLETE) {
            return trial.values();
        }
        boolean pruned = state == TrialState.PRUNED
                && view.settings().directions().size() == 1
                && trial.values().size() == 1
                && !Double.isNaN(trial.value());
        return pruned ? trial.values() : List.of();
    }
}
