package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.exception.TrialogException;
import io.trialog.internal.json.JsonText;
import io.trialog.plot.Plot;
import io.trialog.plot.Plots;
import io.trialog.study.ImportanceMethod;
import io.trialog.study.Importances;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog importance}: which parameters matter. */
@Command(
        name = "importance",
        description = {
            "Tells how important each parameter is. Needs no lock: the study may be running.",
            "",
            "Methods: ped-anova (what separates the best tenth of the trials; default), fanova (what explains the variance",
            "over the whole space, also pairs of parameters), mdi (what a random forest splits by)."
        },
        footer = {
            "",
            "Examples:",
            "  trialog importance higgs",
            "  trialog importance higgs --method fanova --metric size",
            "  trialog importance higgs --json | jq .shares"
        })
final class ImportanceCommand extends StudyCommand {

    @Option(names = "--method", paramLabel = "METHOD", description = "ped-anova (default), fanova or mdi.")
    private String method = ImportanceMethod.PED_ANOVA.toString();

    @Option(names = "--metric", paramLabel = "METRIC", description = "For this objective (default: the first).")
    private @Nullable String metric;

    @Option(names = "--json", description = "Print JSON: one object.")
    private boolean json;

    ImportanceCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        ImportanceMethod chosen = chosen();
        StudyReader reader = reader();
        String objective = metric == null ? reader.view().settings().metric() : metric;
        if (json) {
            trialog().print(JsonText.strict(fields(reader.importances(chosen, objective))));
            return Exit.DONE;
        }
        Plot plot = Plots.of(reader.view()).objective(objective).importances(chosen);
        if (plot.isEmpty()) {
            throw new TrialogException(plot.toString());
        }
        trialog().print(plot.toString());
        return Exit.DONE;
    }

    private ImportanceMethod chosen() {
        try {
            return ImportanceMethod.named(method);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, @Nullable Object> fields(Importances importances) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("metric", importances.metric());
        fields.put("method", importances.method().toString());
        fields.put("shares", importances.shares());
        if (!importances.variance().isEmpty()) {
            fields.put("variance", importances.variance());
            List<Object> pairs = new ArrayList<>();
            for (Importances.Pair pair : importances.pairs()) {
                pairs.add(Map.of("params", List.of(pair.first(), pair.second()), "variance", pair.share()));
            }
            fields.put("pairs", pairs);
        }
        fields.put("quality", Double.isNaN(importances.quality()) ? null : importances.quality());
        fields.put("note", importances.note());
        return fields;
    }
}
