package io.trialog.cli;

import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.format.Texts;
import io.trialog.internal.launch.Launch;
import io.trialog.internal.launch.LivingJobs;
import io.trialog.internal.launch.StudyLaunch;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog cancel}: ends running trials. */
@Command(
        name = "cancel",
        description = {
            "Ends a running trial as failed, or the study with all its running trials and their jobs.",
            "",
            "If nobody runs the study any more, after Ctrl-C or a lost connection, the jobs that are left are ended from here."
        },
        footer = {
            "",
            "Examples:",
            "  trialog cancel higgs 12             trial 12",
            "  trialog cancel higgs --job 4711_3   the trial that runs as this job of the scheduler, or step (4711.3)",
            "  trialog cancel 4711_3               the same, whatever the study; the id of an array or a controller means the study",
            "  trialog cancel higgs                everything"
        })
final class CancelCommand implements Callable<Integer> {

    private static final int SECONDS_TO_BEGIN = 2;
    private static final int TRIES = 8;

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME|ID", description = "The study, or the scheduler's id of a job of it.")
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
    public Integer call() throws InterruptedException {
        Path directory = trialog.directory(name);
        if (trial != null && job != null) {
            throw new UsageException("Either TRIAL or --job must name what to cancel, but not both.");
        }
        if (trial == null
                && job == null
                && !String.valueOf(directory.getFileName()).equals(name)) {
            TrialRecord running = ClusterJobs.trialOf(StudyLog.open(directory), name);
            trial = running == null ? null : String.valueOf(running.number());
        }
        if (job != null) {
            trial = String.valueOf(trialOf(directory, job));
        }
        return trial == null ? everything(directory) : one(directory, Trials.number(trial));
    }

    private static int trialOf(Path directory, String job) {
        TrialRecord running = ClusterJobs.trialOf(StudyLog.open(directory), job);
        if (running != null) {
            return running.number();
        }
        throw new UsageException(
                "No running trial of the study runs as the job '" + job + "'.\nMaybe see 'trialog status'.");
    }

    /** With no controller alive, this process becomes one for the moment and waits for the end of the trial. */
    private int one(Path directory, int number) {
        boolean isHeld = StudyLog.isHeld(directory);
        if (!isHeld) {
            trialog.print("Nobody runs the study, so that trial " + number
                    + " is ended from here; its job may take a minute.");
        }
        Requests.send(directory, "cancel", Map.of("trial", (long) number));
        if (isHeld) {
            trialog.print("trial " + number + " is being cancelled");
            return Exit.DONE;
        }
        return ended(directory, List.of(number));
    }

    private int everything(Path directory) throws InterruptedException {
        boolean isLaunched = Launch.isUnderWay(directory);
        boolean isBeginning = !StudyLog.isHeld(directory)
                && isLaunched
                && StudyLaunch.endControllers(
                        StudyLog.open(directory), trialog.terminal().environment());
        if (isBeginning || StudyLog.isHeld(directory)) {
            Requests.send(directory, "cancel", Map.of());
            trialog.print("The study ends, and its running trials with it.");
            StudyLaunch.endSuccession(
                    StudyLog.open(directory), trialog.terminal().environment());
            if (isLaunched) {
                cancelUntilItLetsGo(directory);
            }
            return Exit.DONE;
        }
        if (isLaunched) {
            trialog.print("No controller follows any more.");
        }
        return endFromHere(directory, isLaunched);
    }

    /** A controller that had only just opened the study had nothing yet that could be ended, and goes on to begin it. */
    private static void cancelUntilItLetsGo(Path directory) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            TimeUnit.SECONDS.sleep(SECONDS_TO_BEGIN);
            if (!StudyLog.isHeld(directory)) {
                return;
            }
            try {
                Requests.send(directory, "cancel", Map.of());
            } catch (TrialogException e) {
                if (StudyLog.isHeld(directory)) {
                    throw e; // else it let go of the study meanwhile
                }
                return;
            }
        }
    }

    private int endFromHere(Path directory, boolean isLaunched) {
        StudyLog study = StudyLog.open(directory);
        List<Integer> left = study.view().running().stream()
                .filter(ClusterJobs::isCommand)
                .map(TrialRecord::number)
                .toList();
        if (!left.isEmpty()) {
            trialog.print("Nobody runs the study, so that its running trials (" + numbers(left)
                    + ") are ended from here; their jobs may take a minute.");
        } else if (LivingJobs.of(study, trialog.terminal().environment()).isEmpty()) {
            if (isLaunched) {
                return Exit.DONE;
            }
            throw new TrialogException("Nobody runs the study in " + directory + ": there is nothing to cancel.");
        }
        Requests.send(directory, "cancel", Map.of());
        return ended(directory, left);
    }

    /** What became of trials that were ended from here. */
    private int ended(Path directory, List<Integer> trials) {
        StudyView view = StudyLog.open(directory).view();
        List<Integer> still = trials.stream()
                .filter(number -> !view.trial(number).state().isFinished())
                .toList();
        if (still.isEmpty()) {
            trialog.print(
                    trials.isEmpty()
                            ? "The places that waited for trials are given back."
                            : "Cancelled: " + Texts.count(trials.size(), "trial") + " (" + numbers(trials) + ").");
            return Exit.DONE;
        }
        throw new TrialogException("The end of " + Texts.count(still.size(), "trial") + " (" + numbers(still)
                + ") is decided, but not seen yet." + "\nMaybe 'trialog cancel " + name + "' again in a moment.");
    }

    private static String numbers(List<Integer> trials) {
        return trials.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
