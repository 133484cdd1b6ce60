package io.trialog.internal.run;

import io.trialog.event.StudyEvent;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.internal.fold.AttemptText;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.protocol.TrialDirectories;
import io.trialog.internal.protocol.report.AttemptIntake;
import io.trialog.internal.protocol.report.ReportLine;
import io.trialog.internal.protocol.report.ReportReader;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.trial.Artifact;
import io.trialog.trial.Loss;
import io.trialog.trial.LossCause;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An attempt whose job is under way: reads what it says, follows its job, and knows in the end how it went. */
final class RunningAttempt {

    /** At most so many lines of one file in one round, so that a flood from one trial can't starve the others. */
    private static final int LINES_PER_ROUND = 2_000;

    /** With this exit code, and a file {@code resume}, a program says that it wants to go on in a new job. */
    private static final int RESUMABLE_EXIT_CODE = 85;

    private final Controller controller;
    private final Job job;
    private final int number;
    private final int attempt;
    private final AttemptIntake intake;
    private final AttemptFactory factory;
    private final SeenJob seen;
    private @Nullable Instant stopRequestedAt;
    private @Nullable String cancelReason;
    private boolean signalled;
    private String obstacle = "";

    /** A job and who runs it. */
    record Job(JobHandle handle, Executor executor) {}

    RunningAttempt(Controller controller, Job job, TrialRecord trial, AttemptIntake intake, AttemptFactory factory) {
        this.controller = controller;
        this.job = job;
        this.number = trial.number();
        this.attempt = trial.attempt();
        this.intake = intake;
        this.factory = factory;
        this.seen = new SeenJob(controller, trial);
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
            boolean printed = step.printed()
                    && PrunerCatalogue.tellsPrinted(controller.view().settings().pruner());
            controller.report(
                    number,
                    attempt,
                    new StudyEvent.ValueReported(restart, step.seq(), step.step(), step.values(), printed));
        } else if (line instanceof ReportLine.Attribute attributes) {
            attributes.values().forEach((key, value) -> attribute("user", key, value));
        } else if (line instanceof ReportLine.Constraint constraints) {
            constraints.values().forEach((key, value) -> attribute("constraint", key, value));
        } else if (line instanceof ReportLine.Artifact artifact) {
            artifact(artifact);
        }
    }

    private void artifact(ReportLine.Artifact file) {
        String path = StudyPaths.relative(factory.study(), file.path());
        Artifact now = new Artifact(file.name(), path, file.bytes(), file.sha256());
        if (!now.equals(controller.trial(number).artifacts().get(file.name()))) {
            StudyEvent recorded = new StudyEvent.ArtifactRecorded(file.name(), path, file.bytes(), file.sha256());
            controller.record(Recording.of(recorded).trial(number).attempt(attempt));
        }
    }

    private void attribute(String kind, String key, @Nullable Object value) {
        TrialRecord trial = controller.trial(number);
        Map<String, ?> known = kind.equals("user") ? trial.userAttributes() : trial.constraints();
        if (!known.containsKey(key) || !Objects.equals(known.get(key), value)) {
            StudyEvent set = new StudyEvent.AttributeSet(kind, key, value);
            controller.record(Recording.of(set).trial(number).attempt(attempt));
        }
    }

    /**
     * Takes note of the job's state.
     *
     * @return whether the job is over
     */
    boolean observe(JobStatus status) throws IOException {
        int restart = controller.trial(number).restart();
        if (status.restart() > restart) {
            readAll();
        }
        if (seen.see(status) && status.restart() > restart) {
            intake.restarted(status.restart());
        }
        return seen.isOver();
    }

    /** Tells why its job will not start by itself, once for each reason. */
    void tellObstacle(Consumer<String> notes) {
        JobStatus status = seen.status();
        String why = status != null && status.state() == JobState.HELD ? status.reason() : "";
        if (!why.isEmpty() && !why.equals(obstacle)) {
            notes.accept("Trial " + number + ": job " + job.handle().nativeId()
                    + " will not start by itself, it is HELD: " + why
                    + ". Maybe ask for less in 'executor', or release the job; 'trialog cancel' ends it.");
        }
        obstacle = why;
    }

    /** Whether it ended through no fault of the program, and nobody asked it to. */
    boolean isLost() {
        JobState state = seen.state();
        boolean gone = state == JobState.LOST
                || state == JobState.INFRASTRUCTURE_FAILURE
                || state == JobState.CANCELLED && cancelReason == null;
        return gone && controller.trial(number).prune() == null && cancelReason == null;
    }

    /** Why the trial gets another attempt although its program was ended, or {@code null} if it does not. */
    @Nullable
    Loss anotherAttempt() {
        boolean stopped = controller.trial(number).prune() != null || cancelReason != null;
        if (stopped || seen.state() == JobState.EXITED && !seen.exitedWith(RESUMABLE_EXIT_CODE)) {
            return null;
        }
        if (Files.exists(job.handle().directory().resolve(TrialDirectories.RESUME))) {
            return loss().asResumable();
        }
        boolean retried =
                seen.state() == JobState.TIMED_OUT && factory.settings().onTimeout() == OnTimeout.RETRY
                        || Escalation.applies(factory.settings(), seen.state());
        return retried
                        && factory.losses(controller.trial(number))
                                < factory.settings().retries()
                ? loss()
                : null;
    }

    /** Why it is lost, if it is. */
    Loss loss() {
        JobStatus status = seen.status();
        return status == null
                ? Loss.of(LossCause.NOTHING_KNOWN)
                : AttemptText.loss(AttemptText.state(status.state().name()), status.reason());
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
        if (seen.state() == JobState.LOST) {
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
        return new AttemptEnding(controller, factory, job.handle().directory(), intake, seen)
                .of(controller.trial(number), cancelReason);
    }

    /** What the author of the program should know about its report, or an empty text. */
    String remarks() {
        return intake.remarks();
    }
}
