package io.trialog.cli;

import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.format.Columns;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.launch.Launch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog status}: where one study stands, or all. */
@Command(
        name = "status",
        description = "Shows where a study stands, or all of them. Needs no lock.",
        footer = {
            "",
            "Examples:",
            "  trialog status",
            "  trialog status --active",
            "  trialog status higgs",
            "  trialog status 4711            the study of this job of the scheduler",
            "  trialog status higgs --json"
        })
final class StatusCommand extends StudyCommand {

    private static final List<String> HEADER =
            List.of("study", "state", "complete", "pruned", "failed", "running", "best", "updated");

    @Option(names = "--active", description = "Only studies that somebody runs, or that a job of the cluster will run.")
    private boolean active;

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
                if (active && !isActive(root.study(study), status)) {
                    continue;
                }
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
            String what = active ? "no study that anybody runs" : "no study";
            trialog()
                    .print(
                            rows.size() == 1
                                    ? "There is " + what + " in " + root.directory() + "."
                                    : Columns.aligned(rows));
        }
        return worst;
    }

    private static boolean isActive(Path directory, StudyStatus status) {
        return StudyLog.isHeld(directory)
                || Launch.isUnderWay(directory)
                || ClusterJobs.running(status.study().view()).stream()
                        .anyMatch(trial -> trial.hasJobId() && trial.isUnderWay());
    }
}
