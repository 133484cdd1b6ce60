package io.trialog.optimize;

import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.space.Values;
import io.trialog.trial.TrialogException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the values of an enqueued trial before they enter the log. */
final class Enqueued {

    private Enqueued() {}

    /** The values in external form; names that a declared space does not have are refused. */
    static Map<String, @Nullable Object> checked(Map<String, @Nullable Object> params, SearchSpace space) {
        Map<String, @Nullable Object> checked = new LinkedHashMap<>();
        params.forEach((name, value) -> {
            Parameter parameter = space.get(name);
            if (parameter != null) {
                checked.put(name, Values.coerce(name, parameter.distribution(), value));
            } else if (space.isEmpty()) {
                checked.put(name, value instanceof Integer i ? Long.valueOf(i) : value);
            } else {
                throw new TrialogException("The parameter '" + name + "' of the enqueued trial must be declared, but"
                        + " the study has only "
                        + space.parameters().stream().map(Parameter::name).toList() + ".");
            }
        });
        return checked;
    }
}
