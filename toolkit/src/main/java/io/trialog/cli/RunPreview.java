package io.trialog.cli;

import io.trialog.DryRun;
import io.trialog.internal.engine.RunPlans;
import io.trialog.internal.text.EndingText;
import io.trialog.study.OpenOptions;
import io.trialog.study.StopState;

/** What {@code run --dry-run} and {@code sweep --dry-run} show. */
final class RunPreview {

    private final Trialog trialog;
    private final RunOptions options;
    private final DryRunOptions dry;

    RunPreview(Trialog trialog, RunOptions options, DryRunOptions dry) {
        this.trialog = trialog;
        this.options = options;
        this.dry = dry;
    }

    /**
     * Shows the study and its next trial; returns the exit code.
     *
     * @param open the study
     * @param asksScheduler whether the scheduler is asked what it thinks of the job
     */
    int show(OpenOptions open, boolean asksScheduler) {
        DryRun run = DryRun.of(open, asksScheduler);
        DryRunText text = new DryRunText(run, new StudyRun(trialog, options).wanted(RunPlans.of(open), run.view()));
        trialog.print(text.study());
        StopState.Decision stopped = options.more() == null ? run.view().stop().decision() : null;
        if (stopped != null) {
            trialog.print("There is nothing to run: the study was stopped by " + stopped + "." + EndingText.LIFT);
            return Exit.DONE;
        }
        trialog.print(text.hasNext() ? text.next() : "There is nothing to run.");
        if (dry.showsScript()) {
            trialog.print(text.script());
        }
        if (asksScheduler) {
            trialog.print("The scheduler says: " + run.answer());
        }
        return run.isRefused() ? Exit.FAILED : Exit.DONE;
    }
}
