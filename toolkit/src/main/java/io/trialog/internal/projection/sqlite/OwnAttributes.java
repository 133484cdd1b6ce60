package io.trialog.internal.projection.sqlite;

import io.trialog.study.Settings;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Trialog knows of a trial and Optuna's tables have no column for, as user attributes: so Optuna and its dashboard show
 * it. The names begin with {@code trialog:}; an import leaves such attributes out.
 */
final class OwnAttributes {

    private static final String PREFIX = "trialog:";

    private OwnAttributes() {}

    /** The last value of every further metric, why the trial failed, and why it was pruned. */
    static Map<String, Object> of(Settings settings, TrialRecord trial) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        trial.metrics().forEach((name, value) -> {
            if (!settings.metrics().contains(name)) {
                attributes.put(PREFIX + "metric:" + name, value);
            }
        });
        String error = trial.error();
        if (error != null) {
            attributes.put(PREFIX + "error", error);
        }
        PruneRecord prune = trial.prune();
        if (prune != null) {
            attributes.put(PREFIX + "pruned", prune.rule());
        }
        return attributes;
    }
}
