package io.trialog.cli;

import io.trialog.StudyReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog report}: a study as a page for a browser. */
@Command(
        name = "report",
        description = {
            "Writes a report of a study: one HTML page with interactive plots, that needs no network. Needs no lock.",
            "",
            "Without -o it goes into the study's directory, as report.html, and single plots into plots/ there."
        },
        footer = {"", "Examples:", "  trialog report higgs", "  trialog report higgs -o higgs.html"})
final class ReportCommand extends StudyCommand {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The page; a directory that exists gets the single plots, too.")
    private @Nullable Path output;

    ReportCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        StudyReader study = reader();
        Path page = study.report(output == null ? study.directory() : output);
        trialog().print("Wrote " + page + ".");
        return Exit.DONE;
    }
}
