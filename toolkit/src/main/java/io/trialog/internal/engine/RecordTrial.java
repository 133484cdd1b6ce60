package io.trialog.internal.engine;

import io.trialog.space.Condition;
import io.trialog.space.Parameter;
import io.trialog.space.RecordSpace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a trial for all components of a record. */
public final class RecordTrial {

    private RecordTrial() {}

    /** Returns the record with the values that the trial has for its components. */
    public static <R extends Record> R suggest(OpenTrial trial, Class<R> type) {
        RecordSpace<R> record = RecordSpace.of(type);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Parameter parameter : record.space().inOrder()) {
            Condition when = parameter.when();
            if (when == null || when.holds(values)) {
                String name = parameter.name();
                Ranges.requireFinite(name, parameter.distribution());
                values.put(name, trial.suggest(name, parameter.distribution()));
            }
        }
        return record.create(values);
    }
}
