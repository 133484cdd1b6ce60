package io.trialog.internal.run;

import io.trialog.exception.RefusedException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.control.Controller;
import io.trialog.internal.display.Displays;
import io.trialog.internal.executor.AutomaticExecutor;
import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.executor.Executors;
import io.trialog.internal.platform.ThisJvm;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.protocol.TrialDirectories;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.internal.protocol.command.ProtocolEnvironment;
import io.trialog.internal.stage.Staging;
import io.trialog.spi.Check;
import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.Preview;
import io.trialog.spi.Reproduction;
import io.trialog.spi.SubmissionException;
import io.trialog.study.Budget;
import io.trialog.study.Settings;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the loops that run a study's command, from the settings in force. */
public final class JobFactory implements AutoCloseable {

    private final Controller controller;
    private final Path directory;
    private final InstantSource clock;
    private final Executors executors = new Executors(this::executor);
    private final BooleanSupplier isLaunched;
    private final Consumer<String> notes;
    private final TrackerVariables trackers;
    private volatile int parallelism;
    private volatile String stagedTo = "";

    /**
     * Makes loops for a study.
     *
     * @param isLaunched whether jobs of a cluster are the study's controllers at the moment
     * @param notes is told what a user should know while the study runs
     * @param trackers variables that the programs of trials get for trackers
     */
    public JobFactory(
            Controller controller,
            Path directory,
            InstantSource clock,
            BooleanSupplier isLaunched,
            Consumer<String> notes,
            TrackerVariables trackers) {
        this.controller = controller;
        this.directory = directory;
        this.clock = clock;
        this.isLaunched = isLaunched;
        this.notes = notes;
        this.trackers = trackers;
    }

    /**
     * How many trials run at a time in loops that begin from now on, whatever the settings say.
     *
     * @throws IllegalArgumentException if it is negative
     * @throws io.trialog.exception.RefusedException if they would share a results file
     */
    public void parallelism(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    "The number of trials at a time must not be negative, but is " + n + ".");
        }
        SharedResults.require(controller.view().settings(), n);
        parallelism = n;
    }

    /**
     * A loop for the settings in force.
     *
     * @throws TrialogException if the study has no command, or one that could not be run
     */
    public JobLoop loop(Budget budget) {
        stage();
        AttemptFactory attempts = attempts();
        if (controller.view().succeededCount() < budget.finished()) {
            requireProgram(attempts.settings().executor());
        }
        return new JobLoop(controller, attempts, budget, number -> true, notes);
    }

    /**
     * A loop that ends trials of earlier controllers whose end is decided, and starts none.
     *
     * @param trials which
     * @throws TrialogException if the study has no command
     */
    public JobLoop ending(Collection<Integer> trials) {
        return new JobLoop(controller, attempts(), Budget.trials(0), Set.copyOf(trials)::contains, notes);
    }

    /** A program that is not there is one message, not a row of failures. The nodes of a cluster may have what is not here. */
    private void requireProgram(String executor) {
        Settings settings = controller.view().settings();
        CommandTrials trials = trials(settings, true);
        ProgramCheck check = new ProgramCheck(
                ObjectiveSettings.of(settings.objective()),
                trials.workdir(),
                trials.environment(),
                settings.executor());
        List<Check> problems = new ArrayList<>();
        if (!ExecutorCatalogue.installed().traits(executor).onCluster()) {
            problems.addAll(check.missingVariables());
            problems.addAll(check.problems());
        }
        String refusal = problems.isEmpty() ? "" : ProgramCheck.refusal(settings.name(), problems);
        if (!refusal.isEmpty() && controller.view().running().isEmpty()) {
            throw new RefusedException(refusal);
        } else if (!refusal.isEmpty()) {
            notes.accept(refusal); // what runs already is looked after all the same
        }
    }

    /** What a first attempt of a trial would be. */
    public Preview preview(TrialRecord trial) {
        try {
            stage();
            return attempts().preview(trial);
        } catch (IllegalArgumentException e) {
            throw new TrialogException("The trials can't be submitted: " + e.getMessage(), e);
        }
    }

    /** What those who would run it think of it. */
    public SchedulerAnswer test(Preview preview) {
        try {
            return SchedulerAnswer.accepted(attempts().test(preview));
        } catch (SubmissionException e) {
            return SchedulerAnswer.refused(e);
        } catch (UnsupportedOperationException e) {
            throw new TrialogException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new TrialogException("The scheduler can't be asked: " + e.getMessage(), e);
        }
    }

    /** Settles where staged data is, or says what is wrong with it. */
    private void stage() {
        Path target = staging().directory();
        stagedTo = target == null ? "" : target.toString();
    }

    /** Whether the study has a command to run. */
    public boolean isProgram() {
        return ObjectiveSettings.of(controller.view().settings().objective()).isProgram();
    }

    private AttemptFactory attempts() {
        Settings settings = controller.view().settings();
        if (!isProgram()) {
            throw new TrialogException("The study '" + settings.name() + "' has no command to run.\n"
                    + "Maybe call optimize with a Java objective: study.optimize(50,"
                    + " trial -> ...), or give its study file an objective: {command:"
                    + " [python, train.py]} or {class: com.acme.MyObjective}.");
        }
        JobSettings how =
                JobSettingsReader.read(resolved(settings.executor(), isLaunched.getAsBoolean()), ThisJvm.processors());
        int n = parallelism;
        JobSettings chosen = n > 0 ? how.withParallelism(n) : how;
        return new AttemptFactory(
                controller, executors, trials(settings, chosen.parallelism() > 1), chosen, clock, trackers);
    }

    /** How a trial's program is run again with the same parameters; {@code null} for a Java objective. */
    public @Nullable Reproduction reproduction(TrialRecord trial) {
        Settings settings = controller.view().settings();
        if (!isProgram()) {
            return null;
        }
        try {
            return ProgramAgain.of(trial, settings, trials(settings, true), staged());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Where staged data is, as far as this process knows; else an empty text. */
    private String staged() {
        if (!stagedTo.isEmpty()) {
            return stagedTo;
        }
        try {
            Path target = staging().directory();
            return target == null ? "" : target.toString();
        } catch (TrialogException e) {
            return ""; // it names a variable of another machine
        }
    }

    /** The section with {@code auto} made a type of this place. */
    static Map<String, @Nullable Object> resolved(Map<String, @Nullable Object> executor, boolean isLaunched) {
        if (!ExecutorCatalogue.AUTO.equals(ExecutorCatalogue.type(executor))) {
            return executor;
        }
        AutomaticExecutor.Choice choice = AutomaticExecutor.choose(
                new ExecutorEnvironment(ThisProcess.ofThisProcess(), Displays.inNotebook(), isLaunched));
        return ExecutorCatalogue.withType(executor, choice.type());
    }

    private Executor executor(String type) {
        Settings settings = controller.view().settings();
        return ExecutorCatalogue.installed()
                .get(type)
                .create(new ExecutorContext(
                        ThisProcess.ofThisProcess(),
                        settings.executor(),
                        directory,
                        controller.studyId(),
                        settings.name()));
    }

    /** What the trials run; {@code parallel} says whether several do at a time. */
    private CommandTrials trials(Settings settings, boolean parallel) {
        ObjectiveSettings objective = ObjectiveSettings.of(settings.objective());
        return new CommandTrials(
                objective.commandLine().inStudy(settings.name()),
                Objects.requireNonNullElse(objective.workdir(), directory),
                new TrialDirectories(directory.resolve("trials")),
                objective.outputRules(
                        settings, parallel && !objective.sharedFiles().isEmpty()),
                environment());
    }

    /** What the study file as it was recorded last wants to be copied. */
    public Staging staging() {
        Path file = directory.resolve(RecordedStudyFile.STUDY_FILE);
        return new Staging(
                Files.isRegularFile(file) ? StudyFileReader.read(file).stage() : Map.of(),
                directory,
                ThisProcess.ofThisProcess());
    }

    /** That of this process, and where staged data is. */
    private Map<String, String> environment() {
        String target = stagedTo;
        Map<String, String> environment = ThisProcess.ofThisProcess();
        if (!target.isEmpty()) {
            environment.put(ProtocolEnvironment.STAGE, target);
        }
        return environment;
    }

    @Override
    public void close() {
        executors.close();
    }
}
