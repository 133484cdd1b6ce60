package io.trialog.internal.run;

import io.trialog.event.StudyEvent;
import io.trialog.internal.control.Controller;
import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.executor.Executors;
import io.trialog.internal.executor.job.JobFiles;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.protocol.command.ArgumentVector;
import io.trialog.internal.protocol.command.ClientFiles;
import io.trialog.internal.protocol.command.HandedParameters;
import io.trialog.internal.protocol.command.ParameterFile;
import io.trialog.internal.protocol.command.ProtocolEnvironment;
import io.trialog.internal.protocol.report.AttemptIntake;
import io.trialog.internal.protocol.report.OutputRules;
import io.trialog.internal.protocol.report.Sequences;
import io.trialog.internal.protocol.report.StartMarks;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.study.Settings;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the attempts of command trials, and recognizes those that an earlier controller submitted. */
final class AttemptFactory {

    private final Controller controller;
    private final Executors executors;
    private final CommandTrials commands;
    private final JobSettings settings;
    private final InstantSource clock;
    private final ExcludedNodes nodes;
    private final TrackerVariables trackers;

    /** A factory of the attempts of one study's command trials. */
    public AttemptFactory(
            Controller controller,
            Executors executors,
            CommandTrials commands,
            JobSettings settings,
            InstantSource clock,
            TrackerVariables trackers) {
        this.controller = controller;
        this.executors = executors;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
        this.trackers = trackers;
        this.nodes = new ExcludedNodes(controller, clock);
    }

    JobSettings settings() {
        return settings;
    }

    InstantSource clock() {
        return clock;
    }

    /** The directory of the study. */
    @Nullable
    Path study() {
        return commands.directories().root().getParent();
    }

    /** Where new attempts run. */
    Executor executor() {
        return executors.get(settings.executor());
    }

    /** Whether new attempts go on when the job that runs the controller ends. */
    boolean outliveController() {
        return ExecutorCatalogue.installed().traits(settings.executor()).outlivesController();
    }

    /** Whether a job could be submitted right now. */
    boolean hasRoom() {
        return executor().room() > 0;
    }

    /** How many attempts before the current one, and since the trial was last retried, were lost through no fault of its own, and count. */
    int losses(TrialRecord trial) {
        return (int) trial.attempts().stream()
                .filter(attempt -> attempt.number() >= trial.firstAttempt()
                        && attempt.number() < trial.attempt()
                        && attempt.usedUpARetry())
                .count();
    }

    /** Looks for nodes that have failed too often; returns what a user should know. */
    List<String> reviewNodes() {
        return nodes.review(executor());
    }

    /** What a user should think of if a job is refused, or an empty text. */
    String adviceOnNodes() {
        return nodes.advice();
    }

    /** The current attempt of a trial, which was submitted. */
    RunningAttempt resume(TrialRecord trial) {
        Attempt last = Objects.requireNonNull(trial.lastAttempt());
        return found(trial, new JobHandle(last.token(), last.nativeId(), directory(trial)));
    }

    /**
     * The current attempt of a trial, if there is any trace of its job.
     *
     * @throws IOException if that can't be told now
     */
    @Nullable
    RunningAttempt lookUp(TrialRecord trial) throws IOException {
        Attempt last = Objects.requireNonNull(trial.lastAttempt());
        JobHandle handle = executors.get(last.executor()).find(last.token(), directory(trial));
        if (handle == null) {
            return null;
        }
        submitted(trial, handle, executors.get(last.executor()));
        return found(trial, handle);
    }

    private RunningAttempt found(TrialRecord trial, JobHandle handle) {
        return attempt(trial, handle, controller.takeReportedSeqs(trial.number()));
    }

    /** How long the job of an attempt may still turn up. */
    Duration lookUpPeriod(TrialRecord trial) {
        return executors
                .get(Objects.requireNonNull(trial.lastAttempt()).executor())
                .lookUpPeriod();
    }

    /** Whether there may be a job of the current attempt of a trial: its directory is made before anything is submitted. */
    boolean isBegun(TrialRecord trial) {
        return Files.isDirectory(directory(trial));
    }

    /** Keeps the current attempt from starting its program, should its job turn up after all. */
    void forbid(TrialRecord trial) throws IOException {
        Path directory = directory(trial);
        if (Files.isDirectory(directory)) {
            JobFiles.markCancelled(directory);
        }
    }

    /** What the next attempt of a trial asks a cluster for. */
    Map<String, @Nullable Object> resources(TrialRecord trial) {
        return nodes.without(
                Escalation.of(settings, controller.view().settings().executor(), trial));
    }

    /**
     * Submits the current attempt of a trial, whose intent is durable.
     *
     * @throws SubmissionException if it was refused; the refusal stands in the log
     */
    RunningAttempt start(TrialRecord trial) throws IOException, SubmissionException {
        Path directory = commands.directories().create(trial.number(), trial.attempt());
        ParameterFile.write(directory, commands.command().document(handed(trial)));
        prepareWorkdir(trial, directory);
        Path root = study();
        if (root != null) {
            ClientFiles.write(root);
        }
        String token = Objects.requireNonNull(trial.lastAttempt()).token();
        Map<String, @Nullable Object> resources =
                Objects.requireNonNull(trial.lastAttempt()).usage().resources();
        try {
            Map<String, String> tracked = trackers.of(trial, directory, isOnCluster());
            JobHandle handle = executor().submit(spec(trial, token, directory, resources, tracked));
            submitted(trial, handle, executor());
            return attempt(trial, handle, new Sequences());
        } catch (SubmissionException e) {
            record(trial, new StudyEvent.JobSubmissionFailed(token, e.kind().name(), String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /** Makes a working directory that is the attempt's own, and notes when the attempt begins. */
    private void prepareWorkdir(TrialRecord trial, Path directory) throws IOException {
        AttemptMacros macros = commands.macros(trial, trial.attempt());
        Path workdir = commands.workdir(macros);
        if (!AttemptMacros.in(commands.workdir().toString()).isEmpty()) {
            Files.createDirectories(workdir);
        }
        StartMarks.make(directory, commands.rules().of(macros).outside(directory, workdir));
    }

    /** What a first attempt of a trial would be. */
    public Preview preview(TrialRecord trial) {
        reviewNodes();
        Path directory = commands.directories().directory(trial.number(), 1);
        return executor().preview(spec(trial, "preview", directory, resources(trial), Map.of()));
    }

    /** What those who would run it think of it. */
    public String test(Preview preview) throws IOException, SubmissionException {
        return executor().test(preview);
    }

    private void submitted(TrialRecord trial, JobHandle job, Executor where) {
        record(trial, new StudyEvent.JobSubmitted(job.token(), job.nativeId(), where.given(job)));
    }

    private void record(TrialRecord trial, StudyEvent event) {
        controller.record(Recording.of(event).attemptOf(trial));
    }

    private RunningAttempt attempt(TrialRecord trial, JobHandle handle, Sequences seen) {
        Instant since = trial.startedAt() == null ? clock.instant() : trial.startedAt();
        AttemptMacros macros = commands.macros(trial, trial.attempt());
        AttemptIntake intake = new AttemptIntake(
                handle.directory(),
                commands.workdir(macros),
                trial.restart(),
                since,
                commands.rules().of(macros),
                seen);
        Executor where =
                executors.get(Objects.requireNonNull(trial.lastAttempt()).executor());
        return new RunningAttempt(controller, new RunningAttempt.Job(handle, where), trial, intake, this);
    }

    /** What was run, for the error log: without the values of variables, which may be secrets. */
    List<String> command(TrialRecord trial) {
        return arguments(trial).texts();
    }

    private ArgumentVector arguments(TrialRecord trial) {
        AttemptMacros macros = AttemptMacros.of(directory(trial), trial.number(), trial.attempt());
        return commands.command().arguments(handed(trial), macros, commands.known());
    }

    private Map<String, @Nullable Object> handed(TrialRecord trial) {
        return HandedParameters.of(trial, controller.view().settings().space());
    }

    /** Where it was run. */
    Path workdir(TrialRecord trial) {
        return commands.workdir(commands.macros(trial, trial.attempt()));
    }

    private Path directory(TrialRecord trial) {
        return commands.directories().directory(trial.number(), trial.attempt());
    }

    private boolean isOnCluster() {
        return ExecutorCatalogue.installed().traits(settings.executor()).onCluster();
    }

    private JobSpec spec(
            TrialRecord trial,
            String token,
            Path directory,
            Map<String, @Nullable Object> resources,
            Map<String, String> tracked) {
        Settings study = controller.view().settings();
        AttemptMacros macros = commands.macros(trial, trial.attempt());
        OutputRules rules = commands.rules().of(macros);
        TrialVariables variables = new TrialVariables(study.executor());
        Map<String, String> environment = new HashMap<>(variables.plain());
        environment.putAll(
                ProtocolEnvironment.of(study.name(), trial.number(), trial.attempt(), token, directory, rules));
        environment.putAll(commands.known());
        Path root = study();
        if (root != null) {
            environment.put(
                    ProtocolEnvironment.CLIENTS, ClientFiles.directory(root).toString());
        }
        environment.putAll(tracked);
        environment.putAll(commands.command().variables(handed(trial), directory(trial)));
        return new JobSpec(
                token,
                study.name() + "_trial_" + trial.number(),
                variables.before(arguments(trial).toRun()),
                directory,
                commands.workdir(macros),
                environment,
                settings.timeLimit(),
                settings.grace(),
                resources);
    }
}
