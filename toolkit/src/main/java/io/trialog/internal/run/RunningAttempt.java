package io.trialog.internal.run;

import io.trialog.event.StudyEvent;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.protocol.TrialDirectories;
import io.trialog.internal.protocol.report.AttemptIntake;
import io.trialog.internal.protocol.report.ErrorLog;
import io.trialog.internal.protocol.report.Outcome;
import io.trialog.internal.protocol.report.ReportLine;
import io.trialog.internal.protocol.report.ReportReader;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.trial.Attempt;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An attempt whose job is under way: reads what it says, follows its job, and knows in the end how it went. */
final class RunningAttempt {

    /** At most so many lines of one file in one round, so that a flood from one trial can't starve the others. */
    private static final int LINES_PER_ROUND = 2_000;

    /** A job must be seen LOST so often in a row before it counts as lost. */
    private static final int LOST_SIGHTINGS = 2;

    /** With this exit code a program says that it stopped as pruned; see {@code toolkit/docs/trial-protocol.md}. */
    private static final int PRUNED_EXIT_CODE = 79;

    /** With this exit code, and a file {@code resume}, a program says that it wants to go on in a new job. */
    private static final int RESUMABLE_EXIT_CODE = 85;

    private final Controller controller;
    private final Job job;
    private final int number;
    private final int attempt;
    private final AttemptIntake intake;
    private final AttemptFactory factory;
    private @Nullable JobStatus seen;
    private @Nullable Instant stopRequestedAt;
    private @Nullable String cancelReason;
    private boolean signalled;
    private int lostSightings;

    /** A job and who runs it. */
    record Job(JobHandle handle, Executor executor) {}

    RunningAttempt(Controller controller, Job job, TrialRecord trial, AttemptIntake intake, AttemptFactory factory) {
        this.controller = controller;
        this.job = job;
        this.number = trial.number();
        this.attempt = trial.attempt();
        this.intake = intake;
        this.factory = factory;
    }

    int number() {
        return number;
    }

    String token() {
        return job.handle().token();
    }

    JobHandle handle() {
        return job.handle();
    }

    Executor executor() {
        return job.executor();
    }

    /** Takes what the trial said since the last call; asks the pruner about every accepted report. */
    boolean readReports(boolean ended) throws IOException {
        ReportReader.Batch batch = intake.read(LINES_PER_ROUND, ended);
        for (ReportLine line : batch.lines()) {
            take(line);
        }
        return batch.more();
    }

    private void take(ReportLine line) {
        if (line instanceof ReportLine.Step step) {
            int restart = controller.trial(number).restart();
            controller.report(
                    number, attempt, new StudyEvent.ValueReported(restart, step.seq(), step.step(), step.values()));
        } else if (line instanceof ReportLine.Attribute attributes) {
            attributes.values().forEach((key, value) -> attribute("user", key, value));
        } else if (line instanceof ReportLine.Constraint constraints) {
            constraints.values().forEach((key, value) -> attribute("constraint", key, value));
        }
    }

    private void attribute(String kind, String key, @Nullable Object value) {
        TrialRecord trial = controller.trial(number);
        Map<String, ?> known = kind.equals("user") ? trial.userAttributes() : trial.constraints();
        if (!known.containsKey(key) || !Objects.equals(known.get(key), value)) {
            controller.record(new StudyEvent.AttributeSet(kind, key, value), number, attempt, -1);
        }
    }

    /**
     * Takes note of the job's state.
     *
     * @return whether the job is over
     */
    boolean observe(JobStatus status) throws IOException {
        JobStatus before = seen;
        if (status.restart() > controller.trial(number).restart()) {
            readAll();
        }
        if (isNews(before, status)) {
            int restartBefore = controller.trial(number).restart();
            controller.record(
                    new StudyEvent.JobStateChanged(
                            status.state().name(),
                            status.reason(),
                            status.exitCode(),
                            status.signal(),
                            status.restart(),
                            details(status.details())),
                    number,
                    attempt,
                    -1);
            if (status.restart() > restartBefore) {
                intake.restarted(status.restart());
            }
        }
        seen = status;
        lostSightings = status.state() == JobState.LOST ? lostSightings + 1 : 0;
        return status.state().isFinal() || lostSightings >= LOST_SIGHTINGS;
    }

    private boolean isNews(@Nullable JobStatus before, JobStatus now) {
        if (isUnknown(now.details().failed())) {
            return true;
        }
        if (before != null) {
            return before.state() != now.state()
                    || before.restart() != now.restart()
                    || !before.reason().equals(now.reason()) && now.state() != JobState.UNKNOWN;
        }
        Attempt known = controller.trial(number).lastAttempt();
        return known == null
                || !known.state().equals(now.state().name())
                || !known.reason().equals(now.reason());
    }

    private boolean isUnknown(JobStatus.@Nullable FailedNode failed) {
        Attempt known = controller.trial(number).lastAttempt();
        return failed != null && (known == null || !known.usage().knows(failed.node(), failed.reason()));
    }

    private static Map<String, @Nullable Object> details(JobStatus.Details details) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (!details.node().isEmpty()) {
            map.put("node", details.node());
        }
        if (details.since() != null) {
            map.put("since", details.since().toString());
        }
        if (details.seconds() != null) {
            map.put("seconds", details.seconds());
        }
        JobStatus.FailedNode failed = details.failed();
        if (failed != null) {
            map.put("failedNode", Map.of("node", failed.node(), "reason", failed.reason()));
        }
        return map;
    }

    /** Whether it ended through no fault of the program, and nobody asked it to. */
    boolean isLost() {
        JobState state = state();
        boolean gone = state == JobState.LOST
                || state == JobState.INFRASTRUCTURE_FAILURE
                || state == JobState.CANCELLED && cancelReason == null;
        return gone && controller.trial(number).prune() == null && cancelReason == null;
    }

    /** Why the trial gets another attempt although its program was ended, or {@code null} if it does not. */
    @Nullable
    String anotherAttempt() {
        boolean stopped = controller.trial(number).prune() != null || cancelReason != null;
        if (stopped
                || state() == JobState.EXITED
                        && !Integer.valueOf(RESUMABLE_EXIT_CODE).equals(exitCode())) {
            return null;
        }
        if (Files.exists(job.handle().directory().resolve(TrialDirectories.RESUME))) {
            return Attempt.RESUMABLE + " after " + lossReason();
        }
        boolean retried = ranOutOfTime() && factory.settings().onTimeout() == OnTimeout.RETRY
                || Escalation.applies(controller.view().settings().executor(), state());
        return retried
                        && factory.losses(controller.trial(number))
                                < factory.settings().retries()
                ? lossReason()
                : null;
    }

    private boolean ranOutOfTime() {
        return state() == JobState.TIMED_OUT;
    }

    private @Nullable Integer exitCode() {
        return seen == null ? null : seen.exitCode();
    }

    String lossReason() {
        JobStatus status = seen;
        return status == null ? "nothing is known about its job" : status.state() + ": " + status.reason();
    }

    private JobState state() {
        return seen == null ? JobState.UNKNOWN : seen.state();
    }

    /** Stop file first, TERM and KILL by the executor after a while: only once the decision is durable. */
    void enforcePruning() throws IOException {
        PruneRecord prune = controller.trial(number).prune();
        if (prune == null && cancelReason == null) {
            return;
        }
        Instant asked = stopRequestedAt;
        if (asked == null) {
            controller.commit();
            requestStop(prune == null ? Objects.requireNonNull(cancelReason) : prune.rule());
            stopRequestedAt = factory.clock().instant();
        } else if (!signalled
                && factory.clock()
                        .instant()
                        .isAfter(asked.plus(factory.settings().pruneGrace()))) {
            job.executor().cancel(List.of(job.handle()));
            signalled = true;
        }
    }

    /** Puts the stop file, which says why: {@code {"reason": "..."}}. */
    void requestStop(String reason) throws IOException {
        TrialDirectories.requestStop(job.handle().directory(), "{\"reason\": " + JsonText.strict(reason) + "}");
    }

    /** A job of which there is no trace any more may still be there: it must not run beside the next attempt. */
    void cancelStray() throws IOException {
        if (state() == JobState.LOST) {
            job.executor().cancel(List.of(job.handle()));
        }
    }

    /** Ends the trial as FAIL for this reason: stop file, then the signals. */
    void cancel(String reason) {
        cancelReason = reason;
    }

    private void readAll() throws IOException {
        boolean more = true;
        while (more) {
            more = readReports(true);
        }
    }

    /** How the trial ended, once its job is over. */
    Ending ending() throws IOException {
        readAll();
        keepRemarks();
        JobStatus status = Objects.requireNonNull(seen);
        Outcome outcome = intake.outcome(status);
        TrialRecord trial = controller.trial(number);
        if (trial.prune() != null || exitedAsPruned(status)) {
            return Ending.pruned(trial, outcome.metrics());
        }
        if (cancelReason != null) {
            return Ending.fail(cancelReason);
        }
        if (ranOutOfTime()
                && factory.settings().onTimeout() == OnTimeout.PRUNE
                && !trial.reports().isEmpty()) {
            return Ending.pruned(trial, outcome.metrics());
        }
        return outcome.isFailure() ? failed(trial, outcome) : complete(trial, outcome);
    }

    /** What the author of the program should know about its report, or an empty text. */
    String remarks() {
        return intake.remarks();
    }

    private void keepRemarks() throws IOException {
        if (!remarks().isEmpty()) {
            controller.record(new StudyEvent.AttributeSet("note", "report", remarks()), number, attempt, -1);
            Files.writeString(job.handle().directory().resolve(TrialDirectories.NOTES), remarks() + "\n");
        }
    }

    private static boolean exitedAsPruned(JobStatus status) {
        return status.state() == JobState.EXITED
                && Integer.valueOf(PRUNED_EXIT_CODE).equals(status.exitCode());
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

    private Ending failed(TrialRecord trial, Outcome outcome) throws IOException {
        return failed(trial, outcome.failure());
    }

    private Ending failed(TrialRecord trial, String why) throws IOException {
        String title =
                "Trial " + number + " of study " + controller.view().settings().name() + ", attempt " + attempt;
        String story = remarks().isEmpty() ? why : why + "\n" + remarks();
        ErrorLog.write(job.handle().directory(), title, factory.command(trial), story);
        String last = ErrorLog.lastError(job.handle().directory());
        return Ending.fail(why + (last.isEmpty() ? "" : "\nIts last words were: " + last) + "\nMaybe see "
                + job.handle().directory().resolve(TrialDirectories.ERROR) + ".");
    }
}
