package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.internal.engine.Reasons;
import io.trialog.internal.json.JsonText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog why}: where a trial's values came from, and why it went on or was pruned. */
@Command(
        name = "why",
        description =
                "Tells where each value of a trial came from, and for each report why the trial went on or was pruned.",
        footer = {"", "Examples:", "  trialog why higgs 12", "  trialog why higgs 12 --json | jq .params"})
final class WhyCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME", description = "The study.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "TRIAL", description = "The number of the trial.")
    private String trial = "";

    @Option(names = "--json", description = "Print JSON: one object.")
    private boolean json;

    WhyCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        StudyReader reader = trialog.reader(name);
        Reasons reasons = Reasons.of(reader.directory(), Trials.number(trial, reader.view()));
        trialog.print(json ? JsonText.strict(WhyText.fields(reasons)) : WhyText.of(reasons));
        return Exit.DONE;
    }
}
