package io.trialog.cli;

import io.trialog.TrialTable;
import io.trialog.internal.json.JsonText;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog trials}: a table of the trials. */
@Command(
        name = "trials",
        description = "Shows the trials of a study.",
        footer = {
            "",
            "Examples:",
            "  trialog trials higgs",
            "  trialog trials higgs --state fail",
            "  trialog trials higgs --best 10",
            "  trialog trials higgs --json"
        })
final class TrialsCommand extends StudyCommand {

    @Option(names = "--state", paramLabel = "STATE", description = "Only those: ${COMPLETION-CANDIDATES}.")
    private @Nullable TrialState state;

    @Option(
            names = "--best",
            paramLabel = "N",
            description = "Only the N best, the best first; with several objectives, of the Pareto front.")
    private @Nullable Integer best;

    @Option(names = "--json", description = "Print JSON: one object per trial and line.")
    private boolean json;

    TrialsCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        StudyView view = reader().view();
        TrialTable all = TrialTable.of(view, view.trials());
        TrialTable wanted =
                (best == null ? all : all.top(best)).where(trial -> state == null || trial.state() == state);
        if (json) {
            wanted.forEach(trial -> trialog().print(JsonText.strict(fields(view, trial))));
        } else {
            trialog().print(wanted.toString());
            if (view.voided().length > 0) {
                trialog().print("void, and not counted: " + Arrays.toString(view.voided()));
            }
        }
        return Exit.DONE;
    }

    private static Map<String, @Nullable Object> fields(StudyView view, TrialRecord trial) {
        Map<String, @Nullable Object> fields = TrialFields.of(trial);
        fields.put("void", view.isVoided(trial.number()));
        return fields;
    }
}
