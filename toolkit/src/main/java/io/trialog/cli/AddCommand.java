package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.internal.format.Texts;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.transfer.ForeignResults;
import io.trialog.internal.transfer.WordValue;
import io.trialog.study.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog add}: results of runs elsewhere. */
@Command(
        name = "add",
        description = {
            "Adds results of runs elsewhere: samplers learn from them, and they count for the best trial and the cells of a grid, but not"
                    + " for --trials.",
            "",
            "A result that the study has already is skipped."
        },
        footer = {
            "",
            "Examples:",
            "  trialog add higgs learning_rate=0.01 model=trees --value 0.91",
            "  trialog add higgs --from results.csv --metric acc",
            "  trialog add higgs --from other-study"
        })
final class AddCommand implements Callable<Integer> {

    /** How much of results is sent at once, in characters of their JSON. */
    private static final int BATCH = 150_000;

    private final Trialog trialog;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "The study, or its study file if it does not exist yet.")
    private String name = "";

    @Parameters(index = "1..*", paramLabel = "PARAM=VALUE", description = "The values of all parameters.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--value", paramLabel = "VALUE", description = "The result, one per objective.")
    private List<Double> values = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "FILE|STUDY",
            description = "A table (.csv) with a column per parameter and one per objective, or another study.")
    private @Nullable String from;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "Which column, or metric of the other study, is the objective. Default: that of its name.")
    private List<String> metrics = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AddCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        if ((from == null) == assignments.isEmpty() || (from == null) == values.isEmpty()) {
            throw new UsageException(
                    "A result is given as PARAM=VALUE... with --value, or results by --from, but not both."
                            + "\nMaybe: trialog add " + name + " learning_rate=0.01 --value 0.91");
        }
        Path directory = NewStudies.directory(trialog, name);
        Settings settings = StudyReader.open(directory).view().settings();
        ForeignResults results = from == null ? typed(settings) : read(from, settings);
        int added = 0;
        int skipped = 0;
        List<Map<String, @Nullable Object>> rows = results.rows();
        for (int begin = 0; begin < rows.size(); ) {
            int end = end(rows, begin);
            Map<String, @Nullable Object> answer =
                    Requests.send(directory, "add", Map.of("rows", rows.subList(begin, end)));
            added += answer.get("trials") instanceof List<?> trials ? trials.size() : 0;
            skipped += answer.get("skipped") instanceof Number number ? number.intValue() : 0;
            begin = end;
        }
        tell(added, skipped, results.passedOver());
        return Exit.DONE;
    }

    private static int end(List<Map<String, @Nullable Object>> rows, int begin) {
        int size = 0;
        int end = begin;
        while (end < rows.size() && (size == 0 || size < BATCH)) {
            size += JsonText.strict(rows.get(end)).length();
            end++;
        }
        return size > BATCH && end - begin > 1 ? end - 1 : end;
    }

    private ForeignResults typed(Settings settings) {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        for (String assignment : assignments) {
            Assignment one = Assignment.of(assignment, "trialog add " + name);
            params.put(one.name(), WordValue.of(one.word(), settings.space().get(one.name())));
        }
        return ForeignResults.typed(params, values);
    }

    private ForeignResults read(String source, Settings settings) {
        Path file = Path.of(source);
        return Files.isRegularFile(file) && !source.endsWith(".yaml") && !source.endsWith(".yml")
                ? ForeignResults.ofTable(file, settings, metrics)
                : ForeignResults.ofStudy(trialog.reader(source).view(), settings, metrics);
    }

    private void tell(int added, int skipped, int passedOver) {
        if (json) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("added", added);
            fields.put("skipped", skipped);
            fields.put("without_result", passedOver);
            trialog.print(JsonText.strict(fields));
            return;
        }
        trialog.print(
                Texts.count(added, "result") + " added, " + skipped + " skipped because the study has them already"
                        + (passedOver == 0 ? "." : ", " + passedOver + " passed over because they have no result."));
    }
}
