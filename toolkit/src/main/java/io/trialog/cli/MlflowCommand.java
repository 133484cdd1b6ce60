package io.trialog.cli;

import io.trialog.internal.engine.Trackers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog mlflow}: sends a study to MLflow. */
@Command(
        name = "mlflow",
        description = {
            "Sends a study to a server of MLflow: what is missing there. Needs no lock; the study may be running.",
            "",
            "Without options it goes where the section 'mlflow' of the study file says."
        },
        footer = {
            "",
            "Examples:",
            "  trialog mlflow higgs",
            "  trialog mlflow higgs --tracking-uri http://127.0.0.1:5000"
        })
final class MlflowCommand extends StudyCommand {

    @Option(
            names = "--tracking-uri",
            paramLabel = "URI",
            description = "The server; else what the study file says, else $MLFLOW_TRACKING_URI.")
    private @Nullable String address;

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "The experiment; else what the study file says, else the study's name.")
    private @Nullable String experiment;

    MlflowCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        Path directory = directory();
        Map<String, String> settings = new LinkedHashMap<>();
        if (address != null) {
            if (Trackers.isSecretAddress(address)) {
                throw new UsageException(
                        "--tracking-uri must not hold a user or a password."
                                + "\nMaybe export MLFLOW_TRACKING_URI, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD.");
            }
            settings.put("tracking_uri", address);
        }
        if (experiment != null) {
            settings.put("experiment", experiment);
        }
        long seq =
                Trackers.sendToMlflow(directory, settings, problem -> trialog().print("note: " + problem));
        trialog().print(seq < 0 ? "Nothing was sent." : "MLflow has this study up to event " + seq + ".");
        return Exit.DONE;
    }
}
