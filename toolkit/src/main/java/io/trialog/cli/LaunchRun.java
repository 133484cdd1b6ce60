package io.trialog.cli;

import io.trialog.DryRun;
import io.trialog.LaunchedStudy;
import io.trialog.Study;
import io.trialog.exception.StudyHeldException;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.engine.RunPlans;
import io.trialog.internal.engine.StudyLocator;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.launch.Launch;
import io.trialog.internal.launch.StudyLaunch;
import io.trialog.internal.text.EndingText;
import io.trialog.spi.ControllerJob;
import io.trialog.spi.Preview;
import io.trialog.study.OpenOptions;
import io.trialog.study.RunPlan;
import io.trialog.study.StopState;
import io.trialog.study.StudyView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of {@code launch} or {@code sweep}: gives a study to a job of the cluster, and says which one. */
final class LaunchRun {

    private final Trialog trialog;
    private final RunOptions options;
    private final DryRunOptions dry;

    LaunchRun(Trialog trialog, RunOptions options, DryRunOptions dry) {
        this.trialog = trialog;
        this.options = options;
        this.dry = dry;
    }

    int launch(OpenOptions open) {
        StudyRun run = new StudyRun(trialog, options);
        RunPlan plan = RunPlans.of(open);
        run.check(plan);
        StudyLocator located = StudyLocator.locate(open);
        LaunchedStudy before = launched(located.directory());
        if (before != null) {
            return tell(before);
        } else if (isDone(located.directory(), run, plan)) {
            return tell(new LaunchedStudy(located.directory(), List.of()));
        } else if (dry.isDry()) {
            return dryRun(open, located, run, plan);
        }
        StudyLaunch.require(located);
        run.preflight(open);
        return launch(open, run, located.directory());
    }

    private int launch(OpenOptions open, StudyRun run, Path directory) {
        try (Study study = Study.open(open)) {
            run.plan(study);
            return tell(study.launch());
        } catch (StudyHeldException e) {
            LaunchedStudy meanwhile = launched(directory);
            if (meanwhile == null) {
                throw e;
            }
            return tell(meanwhile);
        }
    }

    /** Whether nothing would be left for a controller to do; that is said, and nothing is submitted. */
    private boolean isDone(Path directory, StudyRun run, RunPlan plan) {
        if (!StudyRoot.isStudy(directory)) {
            return false;
        }
        StudyLog study = StudyLog.open(directory);
        StudyView view = study.view();
        Integer wanted = run.wanted(plan, view);
        boolean isFinished = wanted != null
                && view.succeededCount() >= wanted
                && view.running().stream().noneMatch(ClusterJobs::isCommand);
        StopState.Decision stopped = options.more() == null ? view.stop().decision() : null;
        if (stopped != null && study.isFinished()) {
            say("Nothing to do, and nothing was submitted: the study '" + directory.getFileName() + "' was stopped by "
                    + stopped + "." + EndingText.LIFT);
            return true;
        }
        if (isFinished || study.isExhausted()) {
            say("Nothing to do, and nothing was submitted: the study '" + directory.getFileName() + "' holds "
                    + view.succeededCount()
                    + " finished trials, and "
                    + (isFinished ? wanted + " were asked for." : "every point of its grid was tried."));
            return true;
        }
        return false;
    }

    private int dryRun(OpenOptions open, StudyLocator located, StudyRun run, RunPlan plan) {
        StudyLaunch.Plan launch = StudyLaunch.plan(located, trialog.terminal().environment());
        DryRun next = DryRun.of(open, false);
        DryRunText text = new DryRunText(next, run.wanted(plan, next.view()));
        trialog.print(text.study());
        trialog.print(DryRunText.command(new Preview(launch.command(), launch.script()).line()));
        if (dry.showsScript()) {
            trialog.print("\n" + launch.script());
            trialog.print("# The script of the next trial's job:");
            trialog.print(text.script());
        }
        return Exit.DONE;
    }

    /** For people only. */
    private void say(String line) {
        if (!options.json()) {
            trialog.print(line);
        }
    }

    /** The jobs that run the study already, or {@code null}. */
    private @Nullable LaunchedStudy launched(Path directory) {
        if (!Launch.isUnderWay(directory)) {
            return null;
        }
        try {
            StudyLog study = StudyLog.open(directory);
            List<ControllerJob> jobs =
                    StudyLaunch.of(study, trialog.terminal().environment()).controllers();
            return jobs.isEmpty() ? null : new LaunchedStudy(directory, jobs);
        } catch (IOException e) {
            throw new UsageException(
                    "Whether the study is run by a job already can't be told: " + e.getMessage() + ".");
        }
    }

    private int tell(LaunchedStudy launched) {
        if (options.json()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("study", String.valueOf(launched.directory().getFileName()));
            fields.put("job", launched.job());
            fields.put(
                    "jobs",
                    launched.controllers().stream().map(ControllerJob::id).toList());
            trialog.print(JsonText.strict(fields));
            return Exit.DONE;
        }
        if (launched.controllers().isEmpty()) {
            return Exit.DONE;
        }
        String study = String.valueOf(launched.directory().getFileName());
        trialog.print(launched.toString());
        trialog.print("'trialog status " + study + "' shows where it stands, 'trialog cancel " + study + "' ends it.");
        return Exit.DONE;
    }
}
