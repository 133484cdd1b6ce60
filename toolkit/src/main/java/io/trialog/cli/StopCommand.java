package io.trialog.cli;

import io.trialog.StudyReader;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code trialog stop}: no further trial. */
@Command(
        name = "stop",
        description = "Lets a running study end: no further trial is started, running ones are waited for.",
        footer = {"", "Example: trialog stop higgs"})
final class StopCommand extends StudyCommand {

    StopCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        Path directory = directory();
        if (!StudyReader.isHeld(directory)) {
            trialog().print("Nobody runs the study in " + directory + ": there is nothing to stop.");
            return Exit.DONE;
        }
        Requests.send(directory, "stop", Map.of());
        trialog().print("The study starts no further trial and ends when the running ones have ended.");
        return Exit.DONE;
    }
}
