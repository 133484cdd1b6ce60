package io.trialog.internal.fold;

import io.trialog.study.Settings;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one metric by whose reports the pruner of a study judges: what its option {@code metric} names, or that of the pruner
 * within it, else the objective. The reports of another metric count from the moment on from which it is watched.
 */
public final class Watched {

    /** The option that names the metric. */
    public static final String METRIC = "metric";

    /** The option that holds the pruner within a pruner. */
    public static final String PRUNER = "pruner";

    private Watched() {}

    /** Returns the name of the metric. */
    public static String metric(Settings settings) {
        String named = named(settings.pruner());
        return named == null ? settings.metric() : named;
    }

    private static @Nullable String named(Map<?, ?> pruner) {
        if (pruner.get(METRIC) instanceof String metric) {
            return metric;
        }
        return pruner.get(PRUNER) instanceof Map<?, ?> inner ? named(inner) : null;
    }

    /** Returns what a trial reported of the metric. */
    public static Reports reports(Settings settings, TrialRecord trial) {
        return reports(metric(settings), settings, trial);
    }

    /** Returns what a trial reported of a metric, which is the objective or was watched. */
    public static Reports reports(String metric, Settings settings, TrialRecord trial) {
        return metric.equals(settings.metric())
                ? trial.reports()
                : trial.watched().getOrDefault(metric, Reports.NONE);
    }
}
