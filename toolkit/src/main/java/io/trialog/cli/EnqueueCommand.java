package io.trialog.cli;

import io.trialog.internal.json.JsonText;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
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

    @Parameters(index = "0", paramLabel = "NAME", description = "The study.")
    private String name = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PARAM=VALUE", description = "Values of parameters.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    EnqueueCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        Path directory = trialog.directory(name);
        SearchSpace space = trialog.reader(name).view().settings().space();
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("A value is given as PARAM=VALUE, but not as '" + assignment + "'."
                        + "\nMaybe: trialog enqueue " + name + " " + assignment + "=0.1");
            }
            String parameter = assignment.substring(0, equals);
            params.put(parameter, value(assignment.substring(equals + 1), space.get(parameter)));
        }
        Object trial =
                Requests.send(directory, "enqueue", Map.of("params", params)).get("trial");
        trialog.print(
                json
                        ? JsonText.strict(fields(trial, params))
                        : "trial " + trial + " waits with " + String.join(", ", assignments));
        return Exit.DONE;
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object trial, Map<String, @Nullable Object> params) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("trial", trial);
        fields.put("params", params);
        return fields;
    }

    /** Whether a word is the JSON of a choice that is a list or a map, blanks aside. */
    private static boolean isJson(@Nullable Object choice, String word) {
        return (choice instanceof List || choice instanceof Map)
                && JsonText.strict(choice).replace(" ", "").equals(word.replace(" ", ""));
    }

    /** What a word means for a parameter: the choice that is written so, else a number, else the word itself. */
    private static @Nullable Object value(String word, @Nullable Parameter parameter) {
        Distribution distribution = parameter == null ? null : parameter.distribution();
        if (distribution instanceof CategoricalDistribution categorical) {
            for (Object choice : categorical.choices()) {
                if (String.valueOf(choice).equals(word) || isJson(choice, word)) {
                    return choice;
                }
            }
        }
        if (word.matches("[-+]?[0-9]{1,18}")) {
            long number = Long.parseLong(word);
            return distribution == null || distribution instanceof IntDistribution
                    ? (Object) number
                    : (Object) (double) number;
        }
        if (word.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?")) {
            return Double.parseDouble(word);
        }
        return word.equals("true") || word.equals("false") ? (Object) Boolean.valueOf(word) : word;
    }
}
