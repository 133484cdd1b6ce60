package io.trialog.internal.projection.mlflow;

import io.trialog.exception.TrialogException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Sends a study to MLflow once, whoever runs it. */
public final class MlflowExport {

    private MlflowExport() {}

    /**
     * Sends what is missing there.
     *
     * @param directory the study's directory
     * @param environment where addresses and credentials are looked up
     * @param problems told of what can't be sent
     * @return the sequence number of the last event that was sent
     * @throws TrialogException if the server can't be reached or refuses the study
     */
    public static long send(
            Path directory, MlflowSettings settings, Map<String, String> environment, Consumer<String> problems) {
        MlflowSync sync = new MlflowSync(directory, settings, new MlflowServer(settings.access(environment)), problems);
        try {
            while (!sync.step(() -> {})) {
                continue;
            }
            return sync.position();
        } catch (IOException e) {
            throw new TrialogException(
                    "The study can't be sent to MLflow: " + e.getMessage()
                            + ".\nMaybe see whether the server runs; what was sent already is not sent twice.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialogException("The sending to MLflow was interrupted.", e);
        }
    }
}
