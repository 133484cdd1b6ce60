package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.transfer.WordValue;
import io.trialog.space.SearchSpace;
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

/** {@code trialog enqueue}: a trial with given parameters, to be run next. */
@Command(
        name = "enqueue",
        description = "Puts a trial with given values into the queue; the sampler fills in the others.",
        footer = {"", "Example: trialog enqueue higgs learning_rate=0.01 model=trees"})
final class EnqueueCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "The study, or its study file if it does not exist yet.")
    private String name = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PARAM=VALUE", description = "Values of parameters.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--skip-existing", description = "Do nothing if a trial with exactly these values is there.")
    private boolean skipsExisting;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    EnqueueCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        Path directory = NewStudies.directory(trialog, name);
        SearchSpace space = StudyReader.open(directory).view().settings().space();
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        for (String assignment : assignments) {
            Assignment one = Assignment.of(assignment, "trialog enqueue " + name);
            params.put(one.name(), WordValue.of(one.word(), space.get(one.name())));
        }
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("params", params);
        if (skipsExisting) {
            arguments.put("onlyNew", true);
        }
        Map<String, @Nullable Object> answer = Requests.send(directory, "enqueue", arguments);
        Object trial = answer.get("trial");
        boolean isSkipped = Boolean.FALSE.equals(answer.get("new"));
        if (json) {
            Map<String, @Nullable Object> fields = fields(trial, params);
            if (skipsExisting) {
                fields.put("skipped", isSkipped);
            }
            trialog.print(JsonText.strict(fields));
        } else {
            String values = String.join(", ", assignments);
            trialog.print(
                    isSkipped
                            ? "skipped: trial " + trial + " has " + values
                            : "trial " + trial + " waits with " + values);
        }
        return Exit.DONE;
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object trial, Map<String, @Nullable Object> params) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("trial", trial);
        fields.put("params", params);
        return fields;
    }
}
