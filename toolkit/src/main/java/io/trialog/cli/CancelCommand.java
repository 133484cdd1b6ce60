package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.trial.TrialogException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trialog cancel}: ends running trials. */
@Command(
        name = "cancel",
        description = "Ends a running trial as failed, or the study with all its running trials.",
        footer = {"", "Examples:", "  trialog cancel higgs 12    trial 12", "  trialog cancel higgs       everything"})
final class CancelCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME", description = "The study.")
    private String name = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TRIAL", description = "The number of the trial.")
    private @Nullable String trial;

    CancelCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        Path directory = trialog.directory(name);
        if (!StudyReader.isHeld(directory)) {
            throw new TrialogException("Nobody runs the study in " + directory + ": there is nothing to cancel.");
        }
        if (trial == null) {
            Requests.send(directory, "cancel", Map.of());
            trialog.print("The study ends, and its running trials with it.");
        } else {
            Requests.send(directory, "cancel", Map.of("trial", (long) Trials.number(trial)));
            trialog.print("trial " + trial + " is being cancelled");
        }
        return Exit.DONE;
    }
}
