package io.trialog.internal.run;

import io.trialog.internal.control.Controller;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;

/** The first trial, which runs alone until it has reported or succeeded: what is wrong with all trials shows in one. */
final class Canary {

    private final Controller controller;
    private final Progress progress;
    private boolean isAwaited;

    /**
     * @param isWanted whether the settings ask for one
     */
    Canary(Controller controller, Progress progress, boolean isWanted) {
        this.controller = controller;
        this.progress = progress;
        this.isAwaited = isWanted;
        look();
    }

    /** Looks at what the study has by now; once a trial has reported or succeeded, nothing is awaited any more. */
    void look() {
        if (isAwaited) {
            StudyView view = controller.view();
            isAwaited = view.succeededCount() == 0 && view.running().stream().noneMatch(Canary::hasReported);
            progress.awaitCanary(isAwaited);
        }
    }

    private static boolean hasReported(TrialRecord trial) {
        return !trial.metrics().isEmpty() || !trial.reports().isEmpty();
    }

    /** Returns how many trials may run at a time now. */
    int limit(int parallelism) {
        return isAwaited ? Math.min(1, parallelism) : parallelism;
    }

    /** Returns how many jobs are to come, as far as is known now. */
    int expected(int jobs) {
        return isAwaited ? Math.min(1, jobs) : jobs;
    }
}
