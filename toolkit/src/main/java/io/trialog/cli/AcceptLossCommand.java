package io.trialog.cli;

import io.trialog.study.OpenOptions.Intent;
import picocli.CommandLine.Command;

/** {@code trialog accept-loss}: goes on with a log that has lost acknowledged events. */
@Command(
        name = "accept-loss",
        description = {
            "Goes on with a log that has lost acknowledged events, and records that.",
            "",
            "For a study that does not open, since events that were acknowledged are missing or were changed. Look for a copy of"
                    + " the study first: what is lost does not come back. What is set aside stays in ledger/set-aside."
        },
        footer = {"", "Example: trialog accept-loss higgs"})
final class AcceptLossCommand extends StudyCommand {

    AcceptLossCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        return new OpeningCommand(trialog()).open(directory(), Intent.ACCEPT_LOSS, "Accepted.");
    }
}
