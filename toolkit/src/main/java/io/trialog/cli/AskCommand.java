package io.trialog.cli;

import io.trialog.internal.json.JsonText;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog ask}: starts a trial that the user evaluates. */
@Command(
        name = "ask",
        description = "Starts a trial that you evaluate yourself and 'tell'.",
        footer = {
            "",
            "Examples:",
            "  trialog ask higgs",
            "  trialog ask higgs --json      {\"trial\": 12, \"params\": {\"lr\": 0.01}}"
        })
final class AskCommand extends StudyCommand {

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AskCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        Map<String, @Nullable Object> answer = Requests.send(NewStudies.directory(trialog(), name()), "ask", Map.of());
        if (json) {
            answer.remove("seq");
            trialog().print(JsonText.strict(answer));
            return Exit.DONE;
        }
        trialog().print("trial " + answer.get("trial"));
        if (answer.get("params") instanceof Map<?, ?> params) {
            params.forEach((name, value) ->
                    trialog().print("  " + name + " = " + (value instanceof String ? value : JsonText.strict(value))));
        }
        return Exit.DONE;
    }
}
