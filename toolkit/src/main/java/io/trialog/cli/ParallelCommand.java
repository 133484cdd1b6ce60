package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.exception.TrialogException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trialog parallel}: how many trials at a time, from now on. */
@Command(
        name = "parallel",
        aliases = "throttle",
        description = "Changes how many trials a running study runs at a time.",
        footer = {
            "",
            "Examples:",
            "  trialog parallel higgs 8",
            "  trialog throttle higgs 0    lets running trials end and starts none"
        })
final class ParallelCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME", description = "The study.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "N", description = "How many trials at a time; 0 starts none for a while.")
    private int parallel;

    ParallelCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        if (parallel < 0) {
            throw new UsageException("The number of trials at a time must not be negative, but is " + parallel + ".");
        }
        Path directory = trialog.directory(name);
        if (!StudyReader.isHeld(directory)) {
            throw new TrialogException("Nobody runs the study in " + directory + "."
                    + (parallel == 0 ? "" : "\nMaybe 'trialog resume " + name + " --parallel " + parallel + "'."));
        }
        Requests.send(directory, "parallel", Map.of("n", (long) parallel));
        trialog.print("The study runs " + parallel + " trials at a time from now on.");
        return Exit.DONE;
    }
}
