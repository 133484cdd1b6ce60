package io.trialog.internal.run;

import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.protocol.TrialDirectories;
import io.trialog.internal.protocol.command.CommandLine;
import io.trialog.internal.protocol.command.ProtocolEnvironment;
import io.trialog.internal.protocol.report.OutputRules;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the trials of one study run.
 *
 * @param command the command and how parameters get into it
 * @param workdir its working directory, absolute once the macros of an attempt in it are replaced
 * @param directories where the attempts live
 * @param rules what to look for in the output
 * @param environment the variables of this process, for macros in paths
 */
record CommandTrials(
        CommandLine command,
        Path workdir,
        TrialDirectories directories,
        OutputRules rules,
        Map<String, String> environment) {

    /** The variables of a command that are known before its program starts: Trialog sets them itself. */
    Map<String, String> known() {
        String staged = environment.get(ProtocolEnvironment.STAGE);
        return staged == null ? Map.of() : Map.of(ProtocolEnvironment.STAGE, staged);
    }

    /** What macros stand for in an attempt. */
    AttemptMacros macros(TrialRecord trial, int attempt) {
        return AttemptMacros.of(directories.directory(trial.number(), attempt), trial.number(), attempt)
                .ofCommand("", environment);
    }

    /**
     * The working directory of an attempt.
     *
     * @throws IllegalArgumentException if it is not absolute
     */
    Path workdir(AttemptMacros macros) {
        Path own = Path.of(macros.fill(workdir.toString()));
        if (!own.isAbsolute()) {
            throw new IllegalArgumentException(
                    "The working directory '" + workdir + "' must be absolute, but is '" + own + "'.");
        }
        return own.normalize();
    }
}
