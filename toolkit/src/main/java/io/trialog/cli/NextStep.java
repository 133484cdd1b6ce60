package io.trialog.cli;

import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.engine.LaunchRecord;
import io.trialog.internal.engine.StudyLog;
import io.trialog.trial.TrialState;

/** What a user may do next with a study that nobody runs. */
final class NextStep {

    private NextStep() {}

    /**
     * Names one or two commands.
     *
     * @param name the name by which commands find the study
     */
    static String of(StudyLog study, String name) {
        String best = study.view().best() != null ? "'trialog best " + name + "' shows the best trial" : "";
        String more = goingOn(study, name);
        boolean over = study.isExhausted() || study.isFinished();
        String first = over ? best : more;
        String second = over ? more : best;
        return first.isEmpty() || second.isEmpty() ? first + second : first + ", " + second;
    }

    private static String goingOn(StudyLog study, String name) {
        if (study.isExhausted() && study.view().count(TrialState.FAIL) > 0) {
            return "'trialog retry " + name + " --failed' runs again what failed ("
                    + study.view().count(TrialState.FAIL) + ")";
        } else if (study.isExhausted()) {
            return "'trialog trials " + name + "' shows what was tried";
        } else if (study.view().settings().objective().isEmpty()) {
            return "'trialog ask " + name + "' starts a trial by hand (its objective is Java)";
        }
        String command = LaunchRecord.isLaunched(study.directory()) ? "launch" : "resume"; // no work for a login node
        if (study.isFinished()) {
            return "'trialog " + command + " " + name + " --more 10' runs more than the trials that were asked for";
        }
        boolean isLeft = study.view().running().stream().anyMatch(ClusterJobs::isCommand);
        return "'trialog " + command + " " + name + "' goes on"
                + (isLeft ? ", 'trialog cancel " + name + "' ends what was left running" : "");
    }
}
