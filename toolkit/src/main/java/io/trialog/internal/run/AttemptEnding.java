package io.trialog.internal.run;

import io.trialog.event.StudyEvent;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.protocol.TrialDirectories;
import io.trialog.internal.protocol.report.AttemptIntake;
import io.trialog.internal.protocol.report.ErrorLog;
import io.trialog.internal.protocol.report.Outcome;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.trial.FailCause;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says how a trial ended whose job is over, and keeps what its author should know.
 *
 * @param controller knows the study and keeps notes
 * @param factory knows the command and the settings
 * @param directory the directory of the attempt
 * @param intake what the attempt reported
 * @param job the job, seen to have ended
 */
record AttemptEnding(Controller controller, AttemptFactory factory, Path directory, AttemptIntake intake, SeenJob job) {

    /** With this exit code a program says that it stopped as pruned; see {@code toolkit/docs/trial-protocol.md}. */
    private static final int PRUNED_EXIT_CODE = 79;

    /**
     * How a trial ended.
     *
     * @param trial the trial, whose reports were all taken
     * @param cancelReason why a person did not want it any more, or {@code null}
     */
    Ending of(TrialRecord trial, @Nullable String cancelReason) throws IOException {
        Outcome outcome = intake.outcome(Objects.requireNonNull(job.status()));
        keepRemarks(trial);
        if (job.exitedWith(PRUNED_EXIT_CODE)) {
            return Ending.pruned(trial, outcome.metrics());
        }
        if (trial.prune() != null) {
            return job.exitedWith(0) && outcome.isExplicit()
                    ? complete(
                            trial,
                            outcome) // the program ended by itself with a result of its own: the decision came too late
                    : Ending.pruned(trial, outcome.metrics());
        }
        if (cancelReason != null) {
            return Ending.fail(FailCause.CANCELLED, cancelReason);
        }
        if (job.state() == JobState.TIMED_OUT
                && factory.settings().onTimeout() == OnTimeout.PRUNE
                && !trial.reports().isEmpty()) {
            return Ending.pruned(trial, outcome.metrics());
        }
        if (job.state() == JobState.TIMED_OUT) {
            JobStatus status = Objects.requireNonNull(job.status());
            return failed(trial, TimeLimits.text(status, factory.settings().timeLimit(), trial));
        }
        return outcome.isFailure() ? failed(trial, outcome.failure()) : complete(trial, outcome);
    }

    private void keepRemarks(TrialRecord trial) throws IOException {
        if (!intake.remarks().isEmpty()) {
            StudyEvent note = new StudyEvent.AttributeSet("note", "report", intake.remarks());
            controller.record(Recording.of(note).attemptOf(trial));
            AtomicFile.write(directory.resolve(TrialDirectories.NOTES), intake.remarks() + "\n");
        }
    }

    private Ending complete(TrialRecord trial, Outcome outcome) throws IOException {
        List<String> names = controller.view().settings().metrics();
        Map<String, Double> metrics = new HashMap<>(outcome.metrics());
        metrics.put(names.get(0), Objects.requireNonNull(outcome.value()));
        for (String name : names) {
            if (metrics.get(name) == null) {
                return failed(trial, "The program told no value of the objective '" + name + "'.");
            }
        }
        List<Double> values = names.stream().map(metrics::get).toList();
        names.forEach(metrics::remove);
        return Ending.complete(values, names.size(), metrics);
    }

    private Ending failed(TrialRecord trial, String why) throws IOException {
        String title = "Trial " + trial.number() + " of study "
                + controller.view().settings().name() + ", attempt " + trial.attempt();
        String story = intake.remarks().isEmpty() ? why : why + "\n" + intake.remarks();
        ErrorLog.write(directory, title, factory.command(trial), factory.workdir(trial), story);
        String last = ErrorLog.lastError(directory);
        return Ending.fail(
                FailCauses.of(job.status()),
                why + (last.isEmpty() ? "" : "\nIts last words were: " + last) + "\nMaybe see "
                        + directory.resolve(TrialDirectories.ERROR) + ".");
    }
}
