package io.trialog.cli;

import io.trialog.TrialTable;
import io.trialog.projection.JsonText;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialogException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog best}: the best trial. */
@Command(
        name = "best",
        description = "Shows the best trial of a study.",
        footer = {"", "Examples:", "  trialog best higgs", "  trialog best higgs --json | jq .params"})
final class BestCommand extends StudyCommand {

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    BestCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        StudyView view = reader().view();
        TrialRecord best = view.best();
        if (best == null) {
            throw new TrialogException("The study '" + view.settings().name() + "' has no complete trial yet."
                    + "\nMaybe 'trialog status " + view.settings().name() + "' tells why.");
        }
        trialog().print(json ? JsonText.strict(TrialFields.of(best)) : text(view, best));
        return Exit.DONE;
    }

    private static String text(StudyView view, TrialRecord best) {
        StringBuilder text = new StringBuilder();
        text.append("trial ")
                .append(best.number())
                .append(": ")
                .append(view.settings().metric())
                .append(" = ");
        text.append(JsonText.number(best.value()));
        for (Map.Entry<String, @Nullable Object> param : best.params().entrySet()) {
            text.append(String.format(Locale.ROOT, "%n  %s = %s", param.getKey(), value(param.getValue())));
        }
        for (Map.Entry<String, Double> metric : best.metrics().entrySet()) {
            if (!metric.getKey().equals(view.settings().metric())) {
                text.append(String.format(
                        Locale.ROOT, "%n  (%s: %s)", metric.getKey(), TrialTable.number(metric.getValue())));
            }
        }
        return text.toString();
    }

    /** Exactly, so that it can be copied. */
    private static String value(@Nullable Object value) {
        return value instanceof Double number ? JsonText.number(number) : String.valueOf(value);
    }
}
