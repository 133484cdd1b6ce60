package io.trialog.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog void}: a trial that is not to be counted. */
@Command(
        name = "void",
        description = "Declares a finished trial void: nothing counts it or learns from it any more.",
        footer = {"", "Example: trialog void higgs 12 --reason 'wrong data'"})
final class VoidCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME", description = "The study.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "TRIAL", description = "The number of the trial.")
    private String trial = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it stands in the log.")
    private String reason = "";

    VoidCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        Requests.send(trialog.directory(name), "void", Map.of("trial", (long) Trials.number(trial), "reason", reason));
        trialog.print("trial " + trial + " is void");
        return Exit.DONE;
    }
}
