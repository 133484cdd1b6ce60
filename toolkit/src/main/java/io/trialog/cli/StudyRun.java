package io.trialog.cli;

import io.trialog.Study;
import io.trialog.TrialTable;
import io.trialog.internal.engine.Preflight;
import io.trialog.internal.engine.RunPlans;
import io.trialog.internal.engine.StudyLocator;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.engine.SweepCount;
import io.trialog.internal.format.Texts;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.run.JobLoop;
import io.trialog.internal.text.Banner;
import io.trialog.internal.text.EndingText;
import io.trialog.internal.text.StopText;
import io.trialog.internal.text.StudySummary;
import io.trialog.study.Budget;
import io.trialog.study.OpenOptions;
import io.trialog.study.RunPlan;
import io.trialog.study.StopReason;
import io.trialog.study.StopState;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One call of {@code run} or {@code resume}: opens the study, runs it, and says what is going on. */
final class StudyRun {

    /** As many trials as the sampler has, or as fit into the time. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int SHOWN = 5;

    private static final String GOING_ON = "The same command goes on, and so does 'trialog resume NAME'.";

    private final Trialog trialog;
    private final RunOptions options;

    /** Where what is told on the way goes. */
    private final Terminal terminal;

    StudyRun(Trialog trialog, RunOptions options) {
        this.trialog = trialog;
        this.options = options;
        this.terminal = options.json() ? trialog.terminal().talkingOnErr() : trialog.terminal();
    }

    int run(OpenOptions open) {
        check(RunPlans.of(open));
        preflight(open);
        try (Study study = Study.open(open);
                Interrupts interrupts = Interrupts.of(study, trialog.terminal().err(), study::interrupt, GOING_ON)) {
            return run(study, interrupts);
        }
    }

    /** Goes on with a study that has trials to run again, as far as was asked for before; with these alone if that is not known. */
    int goOn(OpenOptions open) {
        if (!ends(RunPlans.of(open))) {
            options.upTo(
                    StudyLog.open(StudyLocator.locate(open).directory()).view().succeededCount());
        }
        return run(open);
    }

    /** Refuses a new study whose first job could not run. */
    void preflight(OpenOptions open) {
        Preflight.require(open).forEach(note -> say("note: " + note));
    }

    /** Runs a study that is open. */
    int run(Study study, Interrupts interrupts) {
        study.notes().forEach(note -> say("note: " + note));
        Budget budget = budget(study);
        StopState.Decision stopped = study.view().stop().decision();
        if (stopped != null && !hasJobs(study)) {
            say("Nothing to do: the study '" + Trialog.name(study) + "' holds " + study.finishedTrials()
                    + " finished trials and was stopped by " + stopped + "." + EndingText.LIFT);
        } else if (isDone(study, budget)) {
            say("Nothing to do: the study '" + Trialog.name(study) + "' holds " + study.finishedTrials()
                    + " finished trials, and "
                    + (isCounted(study)
                            ? budget.finished() + " were asked for."
                            : "every point of its grid was tried (" + study.finishedTrials() + " complete)."));
        } else {
            say(Banner.of(study.view(), study.directory(), budget.finished()));
            optimize(study, budget, interrupts);
            say(
                    reason(study) == StopReason.EXHAUSTED
                            ? EndingText.ofGrid(study.progress())
                            : EndingText.of(study.progress()));
        }
        best(study.view());
        if (options.json()) {
            trialog.print(JsonText.strict(fields(study)));
        }
        if (study.stopReason() == StopReason.INTERRUPTED) {
            return Exit.INTERRUPTED;
        }
        return failuresOfGrid(study) ? Exit.FAILED : Exit.DONE;
    }

    private void optimize(Study study, Budget budget, Interrupts interrupts) {
        ProgressLine progress = ProgressLine.of(study, terminal);
        try {
            study.optimize(budget);
        } finally {
            progress.close();
            interrupts.letThemFinish();
        }
    }

    /** A grid whose trials were all run is no success if some of them failed: their points are missing. */
    private boolean failuresOfGrid(Study study) {
        StudyView view = study.view();
        List<Integer> failed = view.trials().stream()
                .filter(trial -> trial.state() == TrialState.FAIL && !view.isVoided(trial.number()))
                .map(TrialRecord::number)
                .toList();
        boolean isGrid = study.plan().enumerates() && study.stopReason() == StopReason.EXHAUSTED;
        if (!isGrid || failed.isEmpty()) {
            return false;
        }
        String name = Trialog.name(study);
        terminal.err()
                .println(failed.size() + " of the " + Texts.count(view.trialCount(), "trial") + " of the grid failed: "
                        + RetryCommand.listed(failed) + ".\nMaybe 'trialog trials " + name
                        + " --state fail' shows why; 'trialog retry " + name + " --failed' runs them again.");
        return true;
    }

    private void say(String line) {
        terminal.out().println(line);
    }

    private Map<String, @Nullable Object> fields(Study study) {
        StopReason reason = reason(study);
        TrialRecord best = study.view().best();
        Map<String, @Nullable Object> fields = StudyFields.of(study);
        StopState.Decision stopped = study.view().stop().decision();
        if (reason == null && stopped != null) {
            reason = StopReason.RULE;
        }
        fields.put("stopped_by", StopText.fields(study.view()));
        fields.put("ended", (reason == null ? StopReason.DONE : reason).name().toLowerCase(Locale.ROOT));
        fields.put("best", best == null ? null : TrialFields.of(best));
        if (study.settings().metrics().size() > 1) {
            fields.put("best_trials", TrialFields.of(study.view().bestTrials()));
        }
        return fields;
    }

    /** Nothing is opened or made unless it is known when the study will be done. */
    void check(RunPlan plan) {
        Integer more = options.more();
        if (more != null && (more < 1 || options.trials() != null)) {
            throw new UsageException("--more must be at least 1, and stand without --trials, but is " + more
                    + (options.trials() == null ? "." : " beside --trials " + options.trials() + "."));
        }
        if (!ends(plan)) {
            throw new UsageException("How many trials? Neither --trials nor the study file ('trials') says so."
                    + "\nMaybe add --trials 50, or --timeout 1h.");
        }
    }

    private boolean ends(RunPlan plan) {
        return options.trials() != null || options.more() != null || options.timeout() != null || plan.ends();
    }

    /** Until how many finished trials the study is to be run; {@code null} if that is not limited. */
    @Nullable
    Integer wanted(RunPlan plan, StudyView view) {
        Integer more = options.more();
        if (more != null) {
            return view.succeededCount() + more;
        }
        Integer trials = options.trials() == null ? plan.trials() : options.trials();
        int points = trials == null ? points(view) : UNLIMITED;
        return trials == null && points < UNLIMITED ? Integer.valueOf(points) : trials;
    }

    /** Remembers how far the study is to be run. */
    void plan(Study study) {
        Integer more = options.more();
        if (more != null) {
            study.planTrials(study.finishedTrials() + more);
            study.liftStop(more);
        }
    }

    /** Why the study stopped; one whose last point has succeeded is exhausted, whatever was counted. */
    private @Nullable StopReason reason(Study study) {
        StopReason reason = study.stopReason();
        return reason == StopReason.DONE && !isCounted(study) && study.finishedTrials() >= points(study.view())
                ? StopReason.EXHAUSTED
                : reason;
    }

    /** Whether somebody said how many trials are wanted. */
    private boolean isCounted(Study study) {
        return options.trials() != null
                || options.more() != null
                || study.plan().trials() != null;
    }

    /** All trials of a sampler that comes to an end. */
    private static int points(StudyView view) {
        long points = SweepCount.points(view);
        return points < 0 || points > UNLIMITED ? UNLIMITED : (int) points;
    }

    private Budget budget(Study study) {
        plan(study);
        Integer trials = options.trials() == null ? study.plan().trials() : options.trials();
        Budget budget = study.budget(trials == null ? points(study.view()) : trials);
        Duration timeout = options.timeout();
        return timeout == null ? budget : budget.within(timeout);
    }

    /** Whether there is nothing to run, nor a job of an earlier controller to be found again. */
    private static boolean isDone(Study study, Budget budget) {
        return study.finishedTrials() >= budget.finished() && !hasJobs(study);
    }

    private static boolean hasJobs(Study study) {
        return study.view().running().stream().anyMatch(trial -> trial.runner().equals(JobLoop.RUNNER));
    }

    /** What else the best trial told: {@code trial 42: test_auc=0.8687}. */
    private void furtherMetrics(TrialRecord best, List<String> metrics) {
        Map<String, Double> others = new TreeMap<>(best.metrics());
        metrics.forEach(others::remove);
        if (!others.isEmpty()) {
            StringBuilder text = new StringBuilder();
            others.forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ")
                    .append(name)
                    .append('=')
                    .append(NumberText.of(value)));
            say("  trial " + best.number() + " also told " + text);
        }
    }

    private void best(StudyView view) {
        TrialTable best = TrialTable.of(view, view.trials()).top(SHOWN);
        List<String> metrics = view.settings().metrics();
        if (best.size() == 0) {
            return;
        } else if (Boolean.TRUE.equals(view.settings().objective().get("success"))) {
            say("Every trial that succeeded counts the same. 'trialog results "
                    + view.settings().name() + " --metric acc --goal maximize' ranks them by what they told.");
            return;
        }
        say(
                metrics.size() == 1
                        ? "Best trials by " + metrics.get(0) + ":"
                        : "Of " + StudySummary.best(view) + ", by " + StudySummary.objectives(view.settings()) + ":");
        say(best.toString().indent(2).stripTrailing());
        if (metrics.size() == 1) {
            furtherMetrics(best.list().get(0), metrics);
        }
    }
}
