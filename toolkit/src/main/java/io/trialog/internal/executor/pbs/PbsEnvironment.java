package io.trialog.internal.executor.pbs;

import io.trialog.internal.executor.cluster.OuterJob;
import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.format.SecretNames;
import io.trialog.internal.format.ShellWords;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The environment of PBS's commands, and the one that a job is given by a file. PBS itself shows the variables of a job to every
 * user, so that a job gets none of them but the path of that file; variables that may hold a secret are not in it.
 */
final class PbsEnvironment {

    /** The variable with the path of the file, in the environment of a job. */
    static final String VARIABLE = "TRIALOG_ENVIRONMENT";

    /** The name of the file. */
    static final String FILE = "environment";

    /** The shell text with which a script reads the file, once. */
    static final String READ = """
            if [ -n "${TRIALOG_ENVIRONMENT-}" ]; then
                . "$TRIALOG_ENVIRONMENT" || exit 125
                unset TRIALOG_ENVIRONMENT
            fi""";

    private static final String INSIDE = "PBS_JOBID";
    private static final List<String> PREFIXES =
            List.of("PBS_", "NCPUS", "OMP_NUM_THREADS", "TMPDIR", "ENVIRONMENT", VARIABLE);
    private static final Set<String> KEPT =
            Set.of("PBS_CONF_FILE", "PBS_EXEC", "PBS_SERVER", "PBS_DEFAULT", "PBS_PRIMARY", "PBS_SECONDARY");

    /** What belongs to the session of a user or to the machine, and not to a program that runs elsewhere. */
    private static final Pattern OF_SESSION = Pattern.compile(
            "_|PWD|OLDPWD|SHLVL|TERM|HOME|USER|LOGNAME|SHELL|MAIL|HOSTNAME|HOST|DISPLAY|XAUTHORITY|TMPDIR|TMP|TEMP"
                    + "|LS_COLORS|(SSH|DBUS|XDG|GPG|TMUX|SYSTEMD)_.*|TMUX|INVOCATION_ID|JOURNAL_STREAM");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private PbsEnvironment() {}

    /** Returns an environment without what a job of PBS finds in its own. */
    static Map<String, String> clean(Map<String, String> inherited) {
        List<String> prefixes = inherited.containsKey(INSIDE) ? PREFIXES : List.of("PBS_", VARIABLE);
        return OuterJob.without(inherited, INSIDE, prefixes, KEPT);
    }

    /** Returns the file that gives a job its environment, as shell text. */
    static String file(Map<String, String> inherited) {
        StringBuilder text =
                new StringBuilder("# What the programs of this job have in their environment. Written by Trialog.\n");
        new TreeMap<>(clean(inherited)).forEach((name, value) -> {
            if (isHandedOn(name) && ShellWords.canCarry(value)) {
                text.append("export ")
                        .append(name)
                        .append('=')
                        .append(ShellWords.quote(value))
                        .append('\n');
            }
        });
        return text.toString();
    }

    private static boolean isHandedOn(String name) {
        return NAME.matcher(name).matches()
                && !OF_SESSION.matcher(name).matches()
                && !SecretNames.isSecret(name)
                && !JobScript.uses(name);
    }
}
