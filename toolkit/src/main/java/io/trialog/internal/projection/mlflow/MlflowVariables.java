package io.trialog.internal.projection.mlflow;

import io.trialog.exception.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables by which a program that logs to MLflow itself finds its server, experiment and run. */
final class MlflowVariables {

    private static final String EXPERIMENT = "MLFLOW_EXPERIMENT_NAME";
    private static final String RUN = "MLFLOW_RUN_ID";

    private MlflowVariables() {}

    /**
     * Returns the variables.
     *
     * @param run the id of the run, or an empty text
     * @return the variables; the address holds no password, since scripts hold it
     */
    static Map<String, String> of(MlflowSettings settings, Map<String, String> environment, String run) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (settings.address() != null) {
            try {
                String base = settings.access(environment).base().toString();
                variables.put(MlflowSettings.ADDRESS_VARIABLE, base.replaceFirst("/$", ""));
            } catch (RefusedException e) {
                return Map.of();
            }
        }
        variables.put(EXPERIMENT, settings.experiment());
        if (!run.isEmpty()) {
            variables.put(RUN, run);
        }
        return variables;
    }
}
