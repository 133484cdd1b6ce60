package io.trialog.cli;

import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.launch.Launch;
import io.trialog.internal.launch.StudyLaunch;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog cancel}: ends running trials. */
@Command(
        name = "cancel",
        description = "Ends a running trial as failed, or the study with all its running trials.",
        footer = {
            "",
            "Examples:",
            "  trialog cancel higgs 12             trial 12",
            "  trialog cancel higgs --job 4711_3   the trial that runs as this job of the scheduler, or step (4711.3)",
            "  trialog cancel higgs                everything"
        })
final class CancelCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME", description = "The study.")
    private String name = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TRIAL", description = "The number of the trial.")
    private @Nullable String trial;

    @Option(
            names = "--job",
            paramLabel = "ID",
            description = "The scheduler's id of the trial's job: JOB, ARRAY_TASK or JOB.STEP.")
    private @Nullable String job;

    CancelCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        Path directory = trialog.directory(name);
        if (!StudyLog.isHeld(directory)) {
            if (trial == null && job == null && Launch.isUnderWay(directory)) {
                return cancelLaunched(directory);
            }
            throw new TrialogException("Nobody runs the study in " + directory + ": there is nothing to cancel.");
        }
        if (trial != null && job != null) {
            throw new UsageException("Either TRIAL or --job must name what to cancel, but not both.");
        }
        if (job != null) {
            trial = String.valueOf(trialOf(directory, job));
        }
        if (trial == null) {
            Requests.send(directory, "cancel", Map.of());
            trialog.print("The study ends, and its running trials with it.");
            StudyLaunch.endSuccession(
                    StudyLog.open(directory), trialog.terminal().environment());
        } else {
            Requests.send(directory, "cancel", Map.of("trial", (long) Trials.number(trial)));
            trialog.print("trial " + trial + " is being cancelled");
        }
        return Exit.DONE;
    }

    private static int trialOf(Path directory, String job) {
        TrialRecord running = ClusterJobs.trialOf(StudyLog.open(directory), job);
        if (running != null) {
            return running.number();
        }
        throw new UsageException(
                "No running trial of the study runs as the job '" + job + "'.\nMaybe see 'trialog status'.");
    }

    /** Between two controllers, and before the first, nobody answers requests. */
    private int cancelLaunched(Path directory) {
        List<String> jobs =
                StudyLaunch.cancel(StudyLog.open(directory), trialog.terminal().environment());
        trialog.print("No controller follows any more"
                + (jobs.isEmpty() ? "." : ", and the jobs " + String.join(", ", jobs) + " of trials are cancelled."));
        return Exit.DONE;
    }
}
