package io.trialog.cli;

import io.trialog.study.OpenOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trialog resume}: goes on with a study as it was asked for. */
@Command(
        name = "resume",
        description = "Goes on with a study, as was asked for when it was run last.",
        footer = {"", "Examples:", "  trialog resume higgs", "  trialog resume higgs --trials 100 --parallel 4"})
final class ResumeCommand extends StudyCommand {

    @Mixin
    private RunOptions options = new RunOptions();

    ResumeCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        OpenOptions open = OpenOptions.of(directory().toString())
                .withOverrides(options.overrides(trialog().command()));
        return new StudyRun(trialog(), options).run(open);
    }
}
