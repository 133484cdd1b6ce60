package io.trialog.cli;

import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.json.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog status}: where one study stands, or all. */
@Command(
        name = "status",
        description = "Shows where a study stands, or all of them. Needs no lock.",
        footer = {"", "Examples:", "  trialog status", "  trialog status higgs", "  trialog status higgs --json"})
final class StatusCommand extends StudyCommand {

    private static final List<String> HEADER =
            List.of("study", "state", "complete", "pruned", "failed", "running", "best", "updated");

    @Option(names = "--json", description = "Print JSON: one object per study and line.")
    private boolean json;

    StatusCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        Instant now = trialog().terminal().clock().instant();
        if (name() != null) {
            StudyStatus status = StudyStatus.of(log(), now);
            trialog().print(json ? JsonText.strict(status.fields()) : status.text());
            return Exit.DONE;
        }
        return all(now);
    }

    private int all(Instant now) {
        int worst = Exit.DONE;
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        StudyRoot root = trialog().existingRoot();
        for (String study : root.names()) {
            try {
                StudyStatus status = StudyStatus.of(StudyLog.open(root.study(study)), now);
                if (json) {
                    trialog().print(JsonText.strict(status.fields()));
                }
                rows.add(status.cells());
            } catch (TrialogException e) {
                trialog().terminal().err().println("trialog: " + study + ": " + e.getMessage());
                worst = Math.max(worst, CliFailures.code(e));
            }
        }
        if (!json) {
            trialog()
                    .print(rows.size() == 1 ? "There is no study in " + root.directory() + "." : Columns.aligned(rows));
        }
        return worst;
    }
}
