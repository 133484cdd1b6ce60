package io.trialog.internal.protocol.command;

import io.trialog.internal.protocol.TrialDirectories;
import io.trialog.internal.protocol.report.OutputRules;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The variables by which a program learns which trial it is. What the clients in the toolkit build on. */
public final class ProtocolEnvironment {

    /** The study's name. */
    public static final String STUDY = "TRIALOG_STUDY";

    /** The trial's number. */
    public static final String TRIAL = "TRIALOG_TRIAL";

    /** The attempt, from 1. */
    public static final String ATTEMPT = "TRIALOG_ATTEMPT";

    /** The scheduler's restart count, from 0. The wrapper sets it. */
    public static final String RESTART = "TRIALOG_RESTART";

    /** The attempt's own directory, absolute. */
    public static final String DIRECTORY = "TRIALOG_TRIAL_DIR";

    /** The file with the parameters, as one JSON object. */
    public static final String PARAMETERS = "TRIALOG_PARAMS";

    /** The file to which the program appends a line per report. On a restart the wrapper names another one. */
    public static final String REPORT = "TRIALOG_REPORT";

    /** The stop file: once it exists the trial is pruned or cancelled. */
    public static final String PRUNE = "TRIALOG_PRUNE";

    /** The objective's name. */
    public static final String METRIC = "TRIALOG_METRIC";

    /** The names of all objectives, one per line, where there are several. */
    public static final String METRICS = "TRIALOG_METRICS";

    /** The file in which the program may leave its score. */
    public static final String SCORE = "TRIALOG_SCORE_FILE";

    /** What identifies the attempt for ever. */
    public static final String TOKEN = "TRIALOG_TOKEN";

    /** Where the study file's {@code stage} has put the data; not set without one. */
    public static final String STAGE = "TRIALOG_STAGE";

    /** A directory that the attempts of a trial share, for checkpoints. It need not exist yet. */
    public static final String CHECKPOINT = "TRIALOG_CHECKPOINT_DIR";

    /** A file by which a program that is about to be ended says that it can go on from its checkpoint. */
    public static final String RESUME = "TRIALOG_RESUME";

    /** The directory of {@code trialog.py}; the wrapper puts it on {@code PYTHONPATH}. */
    public static final String CLIENTS = "TRIALOG_CLIENTS";

    /** All of them. */
    static final Set<String> NAMES = Set.of(
            STUDY,
            TRIAL,
            ATTEMPT,
            RESTART,
            DIRECTORY,
            PARAMETERS,
            REPORT,
            PRUNE,
            METRIC,
            METRICS,
            SCORE,
            TOKEN,
            STAGE,
            CHECKPOINT,
            RESUME,
            CLIENTS);

    private ProtocolEnvironment() {}

    /** The variables of an attempt. */
    public static Map<String, String> of(
            String study, int trial, int attempt, String token, Path directory, OutputRules rules) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(STUDY, study);
        variables.put(TRIAL, Integer.toString(trial));
        variables.put(ATTEMPT, Integer.toString(attempt));
        variables.put(RESTART, "0");
        variables.put(TOKEN, token);
        variables.put(DIRECTORY, directory.toString());
        variables.put(PARAMETERS, directory.resolve(TrialDirectories.PARAMETERS).toString());
        variables.put(REPORT, TrialDirectories.report(directory, 0).toString());
        variables.put(PRUNE, directory.resolve(TrialDirectories.PRUNE).toString());
        variables.put(SCORE, directory.resolve(rules.scoreFile()).toString());
        variables.put(METRIC, rules.metric());
        if (!rules.others().isEmpty()) {
            variables.put(METRICS, rules.metric() + "\n" + String.join("\n", rules.others()));
        }
        variables.put(
                CHECKPOINT,
                directory.resolveSibling(TrialDirectories.CHECKPOINT).toString());
        variables.put(RESUME, directory.resolve(TrialDirectories.RESUME).toString());
        return variables;
    }
}
