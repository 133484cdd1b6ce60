package io.trialog.cli;

import io.trialog.StudyTransfer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trialog salvage}: saves what is readable of a damaged study. */
@Command(
        name = "salvage",
        description = {
            "Saves what is readable of a damaged study into a new one.",
            "",
            "The unbroken beginning of the log becomes the new study's log, byte for byte; whole events behind the first gap are"
                    + " kept in its salvage/loose.jsonl, and salvage/report.txt names what is missing. The damaged study stays as"
                    + " it is."
        },
        footer = {"", "Example: trialog salvage higgs higgs-saved"})
final class SalvageCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME", description = "The damaged study.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The name of the new study.")
    private String target = "";

    SalvageCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        Path directory = trialog.directory(name);
        StudyTransfer.Saved saved =
                StudyTransfer.salvage(directory, trialog.root().directory(), target);
        saved.report().forEach(line -> trialog.print("  " + line));
        trialog.print("Saved " + saved.events() + " events as the study '" + target + "'"
                + (saved.loose() == 0
                        ? "."
                        : ", and " + saved.loose() + " loose ones behind the first gap in its salvage/loose.jsonl."));
        trialog.print("'trialog resume " + target + "' goes on from there.");
        return Exit.DONE;
    }
}
