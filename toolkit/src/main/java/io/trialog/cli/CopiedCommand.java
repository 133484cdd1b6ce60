package io.trialog.cli;

import io.trialog.study.OpenOptions.Intent;
import picocli.CommandLine.Command;

/** {@code trialog copied}: says that a study directory is a copy. */
@Command(
        name = "copied",
        description = {
            "Says that the study's directory is a copy of another study.",
            "",
            "It goes on by itself from here and leaves the jobs of the original alone."
        },
        footer = {"", "Example: trialog copied higgs"})
final class CopiedCommand extends StudyCommand {

    CopiedCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        return new OpeningCommand(trialog()).open(directory(), Intent.COPIED, "The copy is a study of its own now.");
    }
}
