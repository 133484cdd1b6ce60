package io.trialog.internal.protocol.command;

import io.trialog.space.SearchSpace;
import io.trialog.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters that a program is handed: those of its trial, and what the trial was enqueued with. */
public final class HandedParameters {

    private HandedParameters() {}

    /**
     * Returns the parameters of a trial. A value with which it was enqueued is among them even if nobody declared its parameter;
     * a declared parameter that is not active is not.
     *
     * @param trial a running trial
     * @param space the declared parameters of its study
     * @return values by name, in order
     */
    public static Map<String, @Nullable Object> of(TrialRecord trial, SearchSpace space) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>(trial.params());
        trial.fixed().forEach((name, value) -> {
            if (space.get(name) == null) {
                parameters.putIfAbsent(name, value);
            }
        });
        return parameters;
    }
}
