package io.trialog.cli;

import io.trialog.internal.json.JsonText;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog tell}: ends a trial that was asked for. */
@Command(
        name = "tell",
        description = "Ends a trial that was asked for by hand.",
        footer = {
            "",
            "Examples:",
            "  trialog tell higgs 12 0.83           its value (one per objective)",
            "  trialog tell higgs 12 --state fail   it failed; or pruned"
        })
final class TellCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME", description = "The study.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "TRIAL", description = "The number of the trial.")
    private String trial = "";

    @Parameters(index = "2..*", paramLabel = "VALUE", description = "Its value, one per objective.")
    private List<String> values = new ArrayList<>();

    @Option(names = "--state", paramLabel = "STATE", description = "Instead of a value: fail or pruned.")
    private @Nullable TrialState state;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    TellCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        if (values.isEmpty() == (state == null)) {
            throw new UsageException("A trial ends with its value, or with --state fail or --state pruned."
                    + "\nMaybe: trialog tell " + name + " " + trial + " 0.83");
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("trial", (long) Trials.number(trial));
        if (state == null) {
            arguments.put("values", values.stream().map(TellCommand::number).toList());
        } else {
            arguments.put("state", state.name());
        }
        arguments.put("state", String.valueOf(told(arguments)));
        arguments.remove("values");
        trialog.print(json ? JsonText.strict(arguments) : "trial " + trial + " is " + arguments.get("state"));
        return Exit.DONE;
    }

    private @Nullable Object told(Map<String, Object> arguments) {
        return Requests.send(trialog.directory(name), "tell", arguments).get("state");
    }

    private static double number(String word) {
        try {
            double value = Double.parseDouble(word);
            if (!Double.isNaN(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as NaN is
        }
        throw new UsageException(
                "The value of a trial must be a number, but is '" + word + "'.\nMaybe --state fail, if it has none.");
    }
}
