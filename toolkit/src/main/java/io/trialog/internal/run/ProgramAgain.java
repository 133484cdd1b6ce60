package io.trialog.internal.run;

import io.trialog.internal.format.ShellWords;
import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.protocol.TrialDirectories;
import io.trialog.internal.protocol.command.ArgumentVector;
import io.trialog.internal.protocol.command.HandedParameters;
import io.trialog.internal.protocol.command.ProtocolEnvironment;
import io.trialog.spi.Reproduction;
import io.trialog.study.Settings;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a trial's program is run again by hand: one line for a shell that works in any directory. It has what the program reads, and
 * nothing of what it writes to, so that it leaves the trial as it is.
 */
final class ProgramAgain {

    private ProgramAgain() {}

    /**
     * Returns the line and its parts.
     *
     * @param study the settings in force
     * @param staged where staged data is, or an empty text
     */
    static Reproduction of(TrialRecord trial, Settings study, CommandTrials commands, String staged) {
        int number = Math.max(1, trial.attempt());
        Path attempt = commands.directories().directory(trial.number(), number);
        Map<String, @Nullable Object> handed = HandedParameters.of(trial, study.space());
        Map<String, String> parameters = commands.command().variables(handed, attempt);
        Map<String, String> known = staged.isEmpty() ? commands.known() : Map.of(ProtocolEnvironment.STAGE, staged);
        ArgumentVector arguments =
                commands.command().arguments(handed, AttemptMacros.of(attempt, trial.number(), number), known);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(ProtocolEnvironment.METRIC, study.metric());
        variables.put(
                ProtocolEnvironment.PARAMETERS,
                attempt.resolve(TrialDirectories.PARAMETERS).toString());
        if (!staged.isEmpty()) {
            variables.put(ProtocolEnvironment.STAGE, staged);
        }
        variables.putAll(parameters);
        Path workdir = commands.workdir(commands.macros(trial, number));
        return new Reproduction(workdir, parameters, arguments.texts(), shell(workdir, variables, arguments));
    }

    private static String shell(Path workdir, Map<String, String> variables, ArgumentVector arguments) {
        List<String> line = new ArrayList<>(List.of("cd", ShellWords.brief(workdir.toString()), "&&", "env"));
        variables.forEach((name, value) -> line.add(ShellWords.brief(name + "=" + value)));
        if (arguments.texts().get(0).contains("=")) { // env would take such a name for a variable
            line.addAll(List.of("sh", "-c", ShellWords.quote("exec \"$@\""), "sh"));
        }
        line.addAll(arguments.shell());
        return String.join(" ", line);
    }
}
