package io.trialog.cli;

import io.trialog.study.OpenOptions.Intent;
import picocli.CommandLine.Command;

/** {@code trialog takeover}: takes a study over from a controller that can't be reached. */
@Command(
        name = "takeover",
        description = {
            "Takes a study over from a controller that can't be reached.",
            "",
            "For one of which you know that it is gone, although that can't be proven from here. Should it still live, nothing"
                    + " that it writes from now on counts."
        },
        footer = {"", "Example: trialog takeover higgs"})
final class TakeoverCommand extends StudyCommand {

    TakeoverCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        return new OpeningCommand(trialog()).open(directory(), Intent.TAKEOVER, "Taken over.");
    }
}
