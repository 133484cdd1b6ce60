package io.trialog.optimize;

import io.trialog.event.StudyEvent;
import io.trialog.executor.Executor;
import io.trialog.executor.JobHandle;
import io.trialog.executor.JobSpec;
import io.trialog.executor.SubmissionException;
import io.trialog.optimize.intake.AttemptIntake;
import io.trialog.optimize.intake.CommandLine;
import io.trialog.optimize.intake.OutputRules;
import io.trialog.optimize.intake.ParameterFile;
import io.trialog.optimize.intake.ProtocolEnvironment;
import io.trialog.optimize.intake.Sequences;
import io.trialog.optimize.intake.TrialDirectories;
import io.trialog.study.Settings;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the attempts of command trials, and recognises those that an earlier controller submitted. */
public final class AttemptFactory {

    private final Controller controller;
    private final Executor executor;
    private final CommandTrials commands;
    private final JobSettings settings;
    private final InstantSource clock;

    /**
     * What the trials of one study run.
     *
     * @param command the command and how parameters get into it
     * @param workdir its working directory, absolute
     * @param directories where the attempts live
     * @param rules what to look for in the output
     * @param environment the variables of this process, for macros
     */
    public record CommandTrials(
            CommandLine command,
            Path workdir,
            TrialDirectories directories,
            OutputRules rules,
            Map<String, String> environment) {}

    /** A factory of the attempts of one study's command trials. */
    public AttemptFactory(
            Controller controller,
            Executor executor,
            CommandTrials commands,
            JobSettings settings,
            InstantSource clock) {
        this.controller = controller;
        this.executor = executor;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
    }

    JobSettings settings() {
        return settings;
    }

    InstantSource clock() {
        return clock;
    }

    /** How many attempts of a trial were lost through no fault of its own; interrupts by the user do not count. */
    int losses(TrialRecord trial) {
        int losses = 0;
        for (Attempt attempt : trial.attempts()) {
            if (attempt.isLost() && !attempt.reason().startsWith(Attempt.INTERRUPTED)) {
                losses++;
            }
        }
        return losses;
    }

    /** The current attempt of a trial, if the executor knows anything about its job; else {@code null}. */
    @Nullable
    RunningAttempt find(TrialRecord trial) throws IOException {
        Attempt last = trial.lastAttempt();
        if (last == null || last.number() != trial.attempt() || last.isLost()) {
            return null;
        }
        JobHandle handle = executor.find(last.token(), directory(trial));
        return handle == null ? null : attempt(trial, handle, controller.takeReportedSeqs(trial.number()));
    }

    /**
     * Submits the current attempt of a trial, whose intent is durable.
     *
     * @throws SubmissionException if it was refused; the refusal stands in the log
     */
    RunningAttempt start(TrialRecord trial) throws IOException, SubmissionException {
        Path directory = commands.directories().create(trial.number(), trial.attempt());
        ParameterFile.write(directory, commands.command().document(trial.params()));
        String token = Objects.requireNonNull(trial.lastAttempt()).token();
        try {
            JobHandle handle = executor.submit(spec(trial, token, directory));
            controller.record(
                    new StudyEvent.JobSubmitted(token, handle.nativeId()), trial.number(), trial.attempt(), -1);
            return attempt(trial, handle, new Sequences());
        } catch (SubmissionException e) {
            controller.record(
                    new StudyEvent.JobSubmissionFailed(token, e.kind().name(), String.valueOf(e.getMessage())),
                    trial.number(),
                    trial.attempt(),
                    -1);
            throw e;
        }
    }

    private RunningAttempt attempt(TrialRecord trial, JobHandle handle, Sequences seen) {
        Instant since = trial.startedAt() == null ? clock.instant() : trial.startedAt();
        AttemptIntake intake = new AttemptIntake(
                handle.directory(), commands.workdir(), trial.restart(), since, commands.rules(), seen);
        return new RunningAttempt(controller, handle, trial, intake, this);
    }

    /** What was run, for the error log. */
    List<String> command(TrialRecord trial) {
        return commands.command().arguments(trial.params(), directory(trial), commands.environment());
    }

    private Path directory(TrialRecord trial) {
        return commands.directories().directory(trial.number(), trial.attempt());
    }

    private JobSpec spec(TrialRecord trial, String token, Path directory) {
        Settings study = controller.view().settings();
        Map<String, String> environment = new HashMap<>(ProtocolEnvironment.of(
                study.name(), trial.number(), trial.attempt(), token, directory, commands.rules()));
        environment.putAll(commands.command().variables(trial.params(), directory(trial)));
        return new JobSpec(
                token,
                study.name() + "_trial_" + trial.number(),
                command(trial),
                directory,
                commands.workdir(),
                environment,
                settings.timeLimit(),
                settings.grace(),
                study.executor());
    }
}
