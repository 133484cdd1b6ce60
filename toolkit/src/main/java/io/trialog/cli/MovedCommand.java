package io.trialog.cli;

import io.trialog.study.OpenOptions.Intent;
import picocli.CommandLine.Command;

/** {@code trialog moved}: says that a study directory was moved. */
@Command(
        name = "moved",
        description = "Says that the study's directory was moved here and is still the same study.",
        footer = {"", "Example: trialog moved higgs"})
final class MovedCommand extends StudyCommand {

    MovedCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        return new OpeningCommand(trialog()).open(directory(), Intent.MOVED, "The study is at home here now.");
    }
}
