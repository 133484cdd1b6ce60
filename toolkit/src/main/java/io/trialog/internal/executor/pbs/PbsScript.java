package io.trialog.internal.executor.pbs;

import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.executor.job.SetupLines;
import io.trialog.spi.JobSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders the script of a job of PBS: the wrapper of all jobs around the program. Programs of several tasks bring their own
 * {@code mpiexec}.
 */
final class PbsScript {

    /** A shell word: the id of the job that runs it, or of the element of an array. */
    static final String JOB_WORD = "\"$PBS_JOBID\"";

    /** A shell word: the name of the node, which is the first of the job's own list. */
    static final String NODE_WORD = "\"$(head -n 1 \"${PBS_NODEFILE-/dev/null}\" 2>/dev/null | cut -d . -f 1)\"";

    /**
     * The restart count, which PBS tells its jobs nowhere: how many runs of this same job have entered the directory. Settled
     * before the program is started, since the script is run again as the program.
     */
    private static final String RESTART = """
            "${TRIALOG_RUN-$([ "$(cat "$directory/started/0/job" 2>/dev/null)" = "$job" ] && ls "$directory/started" | grep -c . || echo 0)}\"""";

    private static final String SETTLE = "export TRIALOG_RUN=\"$restart\"";

    /** The signal that asks the wrapper to end its program: one that means nothing to shells. */
    static final String END = "URG";

    /**
     * A session of its own is out of PBS's sight, which would neither count what the program uses nor end it by force. Where the
     * program that says so is missing, the wrapper alone ends it.
     */
    private static final String ATTACH = """
            unset TRIALOG_RUN
                if command -v pbs_attach >/dev/null 2>&1; then
                    pbs_attach -j "$PBS_JOBID" -p $$ >/dev/null 2>&1
                fi""";

    private PbsScript() {}

    /**
     * Returns the script of a job.
     *
     * @throws IllegalArgumentException if the job can't be written as one, with the reason
     */
    static String render(JobSpec spec, String directives) {
        List<String> words = new ArrayList<>(SetupLines.words(spec.resources()));
        words.addAll(spec.command());
        JobScript.Dialect dialect = new JobScript.Dialect(
                directives,
                PbsEnvironment.READ + "\n" + SETTLE + "\ntrap on_signal " + END,
                JOB_WORD,
                RESTART,
                false,
                "",
                NODE_WORD,
                ATTACH);
        return JobScript.render(spec.withCommand(words), dialect);
    }
}
