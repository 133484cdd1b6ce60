package io.trialog.cli;

import io.trialog.Study;
import io.trialog.exception.TrialogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code trialog rebuild}: writes everything that is derived from the log anew. */
@Command(
        name = "rebuild",
        description = "Writes study.db and the result files anew, from the log alone.",
        footer = {"", "Example: trialog rebuild higgs"})
final class RebuildCommand extends StudyCommand {

    private static final List<String> DERIVED = List.of(
            "study.db",
            "trials_results.csv",
            "study_summary.csv",
            "best_results.json",
            "best_trial.yaml",
            "pareto_front.yaml",
            "completed_trials.log");

    RebuildCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() throws IOException {
        Path directory = directory();
        try (Study study = Study.open(directory)) {
            study.notes().forEach(note -> trialog().print("note: " + note));
        } // a damaged log, which can't be opened, must not cost what was derived from it
        for (String name : DERIVED) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Study.open(directory).close();
        for (String name : List.of("study.db", "trials_results.csv")) {
            if (!Files.exists(directory.resolve(name))) {
                throw new TrialogException("The file " + directory.resolve(name) + " was not written."
                        + "\nMaybe another process holds it; then try again.");
            }
        }
        List<String> written = DERIVED.stream()
                .filter(name -> Files.exists(directory.resolve(name)))
                .toList();
        trialog().print("Written anew from the log: " + String.join(", ", written) + ".");
        return Exit.DONE;
    }
}
