package io.trialog;

import io.trialog.event.StudyEvent;
import io.trialog.exception.RefusedException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.internal.display.Displays;
import io.trialog.internal.engine.Attributes;
import io.trialog.internal.engine.DiskParts;
import io.trialog.internal.engine.OpenStudies;
import io.trialog.internal.engine.Optimization;
import io.trialog.internal.engine.RecentNotes;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.internal.engine.StudyLocator;
import io.trialog.internal.engine.StudyOpener;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.launch.StudyLaunch;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.projection.files.ResultsExport;
import io.trialog.internal.remote.StudyCommands;
import io.trialog.internal.remote.StudyFollower;
import io.trialog.internal.remote.StudyRequest;
import io.trialog.internal.report.ReportWriting;
import io.trialog.internal.run.Loop;
import io.trialog.internal.run.TrialLease;
import io.trialog.internal.text.StudySummary;
import io.trialog.internal.transfer.StudyFork;
import io.trialog.plot.Plots;
import io.trialog.spi.StudyDisplay;
import io.trialog.status.JobAccount;
import io.trialog.status.StudyProgress;
import io.trialog.study.Budget;
import io.trialog.study.OpenOptions;
import io.trialog.study.RunPlan;
import io.trialog.study.Settings;
import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One optimisation of one objective (or several): Trialog's front door.
 *
 * <pre>{@code
 * Study study = Study.open("higgs");      // finds higgs.yaml, or the study that exists
 * study.optimize(50);                     // until it holds 50 finished trials; safe to call again
 * study.best();
 * study.replay().verify();                // derives every suggestion and every pruning decision again
 * }</pre>
 *
 * <p>Every ask, report, decision and tell is an event in the study's log before it has any effect; everything else is
 * derived from it. Safe for use by several threads.
 */
public final class Study implements AutoCloseable {

    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(30);

    static {
        Displays.attach();
    }

    private final StudyEngine parts;
    private final Optimization optimization;
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private volatile RunPlan plan = RunPlan.NONE;
    private volatile boolean closed;

    public Study(StudyEngine parts) {
        RecentNotes remarks = new RecentNotes();
        this.parts = parts;
        this.optimization = new Optimization(parts, remarks);
        onNotice(remarks::add);
        notes.addAll(parts.notes());
        parts.commands(new StudyCommands(this));
    }

    /**
     * Opens the study {@code name} under {@code $TRIALOG_HOME}, else {@code ./studies}; creates it from {@code name.yaml}
     * in the working directory or the studies root if it does not exist yet. A study that this JVM already has open is
     * returned as it is.
     *
     * @param name a study's name, or the path of a study directory or of a study file
     * @throws TrialogException if there is neither a study nor a study file, if another controller holds the study, or if
     *     its log is damaged; the message says what to do
     */
    public static Study open(String name) {
        return open(OpenOptions.of(name));
    }

    /** Opens a study as the options say. See {@link #open(String)}. */
    public static Study open(OpenOptions options) {
        return new StudyOpener(options.studies()).open(options);
    }

    /** Opens a study anywhere: the directory of one, or a study file. See {@link #open(String)}. */
    public static Study open(Path path) {
        return open(path.toString());
    }

    /**
     * Watches a study that another process runs, or ran: reads its log, takes no lock, changes nothing.
     *
     * @param name a study's name, or the path of a study directory or of a study file
     */
    public static FollowedStudy follow(String name) {
        OpenOptions options = OpenOptions.of(name);
        return FollowedStudy.of(StudyLocator.locate(options, options.studies()).directory());
    }

    /** Describes a study without a study file. */
    public static StudyBuilder builder(String name) {
        return new StudyBuilder(name, StudyRoot.fromEnvironment(ThisProcess.ofThisProcess()));
    }

    /** The name of the study. */
    public String name() {
        return settings().name();
    }

    /** What was asked for. */
    public Settings settings() {
        return view().settings();
    }

    /** The study's directory, or {@code null} if it lives in memory. */
    public @Nullable Path directory() {
        return parts.directory();
    }

    /** What the user should know about how the study was opened: repairs, file systems, changed settings. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Carries out a request as if another process had made it; see {@link StudyRequest}. */
    public Map<String, @Nullable Object> execute(String id, String kind, Map<String, @Nullable Object> arguments) {
        return new StudyCommands(this).execute(id, kind, arguments);
    }

    /** How far the study file wants the study to be run. */
    public RunPlan plan() {
        return plan;
    }

    /**
     * Remembers until how many finished trials the study is to run: {@code trialog resume} goes on to that.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public void planTrials(int trials) {
        if (trials < 1) {
            throw new IllegalArgumentException("The number of trials must be at least 1, but is " + trials + ".");
        }
        plan = new RunPlan(trials, plan.timeout(), plan.target(), plan.enumerates());
        Path directory = parts.directory();
        if (directory != null) {
            RecordedStudyFile.recordTrials(directory, trials);
        }
    }

    public void plan(RunPlan newPlan) {
        plan = newPlan;
    }

    public void note(List<String> more) {
        notes.addAll(more);
    }

    /** The study as it stands. */
    public StudyView view() {
        return parts.controller().view();
    }

    /** Where the study stands, with what is going on in it at this moment. */
    public StudyProgress progress() {
        Path directory = parts.directory();
        return optimization.progress(
                directory == null ? name() : directory.getFileName().toString());
    }

    /**
     * Shows a fresh card of the study in the running notebook cell. While the study is optimised, it is kept up to date. Does
     * nothing outside a notebook.
     */
    public void show() {
        StudyDisplay.Card card = Displays.show(this::progress);
        if (!progress().isActive()) {
            card.close();
        }
    }

    /**
     * Runs the study file's command until the study holds {@code n} finished (COMPLETE or PRUNED) trials.
     *
     * @return this study
     * @throws TrialogException if the study has no command, or too many trials failed in a row
     */
    public Study optimize(int n) {
        return optimize(budget(n));
    }

    /** Until {@code n} trials are finished, within what the study file says about time, target and failures in a row. */
    public Budget budget(int n) {
        return plan.budget(n, settings());
    }

    /** As {@link #optimize(int)}, and no longer than {@code timeout}. */
    public Study optimize(int n, Duration timeout) {
        return optimize(budget(n).within(timeout));
    }

    /** Runs the study file's command until the budget is used up. */
    public Study optimize(Budget budget) {
        return run(budget, optimization.command(budget));
    }

    /** Runs a Java objective, one trial at a time, until the study holds {@code n} finished trials. */
    public Study optimize(int n, Objective objective) {
        return optimize(budget(n), 1, objective);
    }

    /** As {@link #optimize(int, Objective)}, and no longer than {@code timeout}. */
    public Study optimize(int n, Duration timeout, Objective objective) {
        return optimize(budget(n).within(timeout), 1, objective);
    }

    /**
     * Runs a Java objective on several threads.
     *
     * @param threads how many trials at a time
     */
    public Study optimize(Budget budget, int threads, Objective objective) {
        return optimizeMulti(budget, threads, trial -> new double[] {objective.evaluate(trial)});
    }

    /** Runs a Java objective with several values, one per direction of the study. */
    public Study optimizeMulti(Budget budget, int threads, MultiObjective objective) {
        return run(budget, optimization.objective(budget, threads, objective));
    }

    /** Runs the study file's command for {@code n} finished trials more than there are now. */
    public Study optimizeMore(int n) {
        return optimize(finishedTrials() + n);
    }

    /** Runs a Java objective for {@code n} finished trials more than there are now. */
    public Study optimizeMore(int n, Objective objective) {
        return optimize(finishedTrials() + n, objective);
    }

    /** As {@link #optimize(int)}, in the background: returns at once. The card goes on after the cell has ended. */
    public BackgroundRun optimizeAsync(int n) {
        Budget budget = budget(n);
        return runInBackground(budget, optimization.command(budget));
    }

    /** As {@link #optimize(int, Objective)}, in the background: returns at once. */
    public BackgroundRun optimizeAsync(int n, Objective objective) {
        return optimizeAsync(budget(n), 1, objective);
    }

    /** As {@link #optimize(Budget, int, Objective)}, in the background: returns at once. */
    public BackgroundRun optimizeAsync(Budget budget, int threads, Objective objective) {
        return runInBackground(
                budget, optimization.objective(budget, threads, trial -> new double[] {objective.evaluate(trial)}));
    }

    private Study run(Budget budget, Supplier<Loop> loops) {
        Loop loop = begin(budget, loops);
        runShown(loop, Displays.show(this::progress));
        return this;
    }

    private BackgroundRun runInBackground(Budget budget, Supplier<Loop> loops) {
        Loop loop = begin(budget, loops);
        StudyDisplay.Card card = Displays.show(this::progress);
        return BackgroundRun.of(this, () -> runShown(loop, card));
    }

    private void runShown(Loop loop, StudyDisplay.Card card) {
        try {
            optimization.run(loop);
        } finally {
            card.close();
        }
    }

    private Loop begin(Budget budget, Supplier<Loop> loops) {
        controller();
        Path directory = parts.directory();
        if (directory != null) {
            StudyLaunch.requireMine(directory);
        }
        return optimization.begin(loops, budget);
    }

    /** Asks a running {@code optimize} of this study to start no further trial; returns at once. */
    public void stop() {
        optimization.stop();
    }

    /**
     * Ends a running command trial as FAIL: stop file first, then TERM, then KILL. One that waits for its submission, since the
     * scheduler is away or no place is free, is not submitted any more; if it may have been, its job is looked up and ended.
     *
     * @throws IllegalArgumentException if there is no such trial
     * @throws TrialogException if it does not run as a command
     */
    public void cancel(int number) {
        optimization.cancel(trial(number).number());
    }

    /** Asks a running {@code optimize} to start no further trial and ends all its command trials as FAIL. */
    public void cancel() {
        optimization.stop();
        view().running().forEach(trial -> optimization.cancelIfRunning(trial.number()));
    }

    /**
     * Ends a running {@code optimize} as an interrupt of its thread would, and waits for that: command trials are stopped
     * and get a new attempt when the study goes on, unless the executor's {@code on_interrupt} says {@code fail} or {@code
     * leave}.
     *
     * @param patience how long to wait at most
     */
    public void interrupt(Duration patience) {
        optimization.interrupt(patience);
    }

    /**
     * Ends a running {@code optimize} and waits for that, as {@link #interrupt}, but leaves the jobs of a cluster running,
     * whatever {@code on_interrupt} says: another controller goes on with them.
     *
     * @param patience how long to wait at most
     */
    public void handOver(Duration patience) {
        optimization.handOver(patience);
    }

    /**
     * Closes this study and gives it to a controller that is a job of the cluster, as the section {@code controller} of the
     * study file says; running jobs go on and are found again. A study that a job runs already is left to it.
     *
     * @return which jobs run it; {@link #follow()} waits for the end
     * @throws TrialogException if local trials run, if the study has no command or no end, or if the job is refused
     */
    public LaunchedStudy launch() {
        return StudyLaunch.launch(this, () -> {
            handOver(CLOSING_PATIENCE);
            close();
        });
    }

    /** Returns when the study is done, whoever runs it; see {@link #follow(Consumer)}. */
    public StudyProgress follow() throws InterruptedException {
        return follow(progress -> {});
    }

    /**
     * Reads the log of this study, which another process runs, and returns when the study is done. An interrupt ends the
     * following and not the study.
     *
     * @param listener is told where the study stands whenever that has changed
     * @throws TrialogException if the study is open here, lives in memory, or is not done and nobody runs it
     */
    public StudyProgress follow(Consumer<StudyProgress> listener) throws InterruptedException {
        Path directory = parts.directory();
        if (!closed || directory == null) {
            throw new TrialogException(
                    "The study '" + name() + "' is open in this process, so that there is nobody to follow."
                            + "\nMaybe study.launch() first, or study.close().");
        }
        return new StudyFollower(directory, listener).await();
    }

    /** Why the last {@code optimize} ended, or {@code null} before the first. */
    public @Nullable StopReason stopReason() {
        return optimization.lastReason();
    }

    /** How many command trials run at a time from now on: running ones are not stopped, 0 starts none for a while. */
    public void parallelism(int n) {
        optimization.parallel(n);
    }

    /** Is told what a user should know while the study runs: adopted trials, new attempts, files that can't be written. */
    public void onNotice(Consumer<String> listener) {
        DiskParts disk = parts.disk();
        if (disk != null) {
            disk.notices().add(listener);
        }
    }

    /** Is called with every trial that ends, after its end is durable, by the thread that told it. */
    public void onTrialFinished(Consumer<TrialRecord> listener) {
        controller().onFinished(listener);
    }

    /**
     * Starts a trial that the caller evaluates and {@linkplain #tell(Trial, double...) tells}.
     *
     * @throws TrialogException if the sampler has nothing left to propose
     */
    public Trial ask() {
        TrialRecord record = controller().ask("manual");
        if (record == null) {
            throw new TrialogException("The sampler has nothing left to propose: every point of the grid was tried.");
        }
        controller().commit();
        return new Trial(controller(), record, TrialLease.ofManualTrial(record.number()));
    }

    /** Ends a trial with its values, one per direction. */
    public TrialRecord tell(Trial trial, double... values) {
        return tell(trial.number(), values);
    }

    /**
     * Ends a trial with its values, one per direction. NaN ends it as FAIL.
     *
     * @throws IllegalArgumentException if there is no such trial, or there are more or fewer values; the trial still runs
     *     then
     * @throws TrialogException if the trial is not running
     */
    public TrialRecord tell(int number, double... values) {
        int wanted = settings().directions().size();
        if (values.length != wanted) {
            throw new IllegalArgumentException(
                    "Trial " + number + " must be told " + wanted + (wanted == 1 ? " value" : " values")
                            + ", one per direction, but was told " + values.length + ".");
        }
        List<Double> list = Arrays.stream(values).boxed().toList();
        return controller().tell(number, Ending.complete(list, wanted, Map.of()));
    }

    /**
     * Ends a trial without a value.
     *
     * @param state PRUNED or FAIL
     * @throws IllegalArgumentException if there is no such trial, or the state is another one
     * @throws TrialogException if the trial is not running
     */
    public TrialRecord tell(int number, TrialState state) {
        Ending ending = switch (state) {
            case PRUNED -> Ending.pruned(controller().trial(number), Map.of());
            case FAIL -> Ending.fail("told by the user");
            default ->
                throw new IllegalArgumentException(
                        "A trial without a value must end in PRUNED or FAIL, but not in " + state + ".");
        };
        return controller().tell(number, ending);
    }

    /**
     * Puts a trial with values for some or all parameters at the end of the queue.
     *
     * @param params values by the names of parameters; a declared space has those names and their bounds
     * @return its number
     * @throws IllegalArgumentException if a name is not declared, a value is out of its bounds, or there is no map
     */
    @SuppressWarnings("ConstantValue") // callers need not be null-checked
    public int enqueue(Map<String, ?> params) {
        if (params == null) {
            throw new IllegalArgumentException(
                    "The values of an enqueued trial must be a map by parameter, but are null."
                            + "\nMaybe Map.of(\"x\", 0.5); an empty map leaves all of them to the sampler.");
        }
        return controller().enqueue(new LinkedHashMap<String, @Nullable Object>(params), Map.of());
    }

    /** Attaches something to the study: a text, a number, a boolean, a list or a map of these. */
    public void setUserAttribute(String key, @Nullable Object value) {
        controller().record(Recording.of(new StudyEvent.AttributeSet("user", key, Attributes.checked(key, value))));
        controller().commit();
    }

    /**
     * Declares a finished trial void: samplers, pruners, counts and the best trial leave it out from now on.
     *
     * @param reason why; it stands in the log
     * @throws IllegalArgumentException if there is no such trial, or the reason is blank
     * @throws TrialogException if the trial has not ended, or is void already
     */
    public void voidTrial(int number, String reason) {
        controller().makeVoid(number, reason);
    }

    /**
     * The best COMPLETE feasible trial; with several objectives, the one of {@link #bestTrials()} whose first value is best.
     *
     * @throws TrialogException if no trial is complete yet
     */
    public TrialRecord best() {
        TrialRecord best = view().best();
        if (best == null) {
            throw new TrialogException("The study '" + name() + "' has no complete trial yet.");
        }
        return best;
    }

    /**
     * The COMPLETE feasible trials that no other one dominates, by number: with several objectives, the Pareto front; with
     * one, all that have the best value. Empty if no trial is complete yet.
     */
    public TrialTable bestTrials() {
        return new TrialTable(view().bestTrials(), settings().metrics());
    }

    /** All trials, by number. */
    public TrialTable trials() {
        return new TrialTable(view().trials(), settings().metrics());
    }

    /**
     * One trial.
     *
     * @param number 0-based
     * @throws IllegalArgumentException if there is no such trial
     */
    public TrialRecord trial(int number) {
        return parts.controller().trial(number);
    }

    /** The study as it was after the event {@code seq}. */
    public StudyView at(long seq) {
        return parts.timeTravel().at(seq);
    }

    /** The study as it was at an instant. */
    public StudyView at(Instant instant) {
        return parts.timeTravel().at(instant);
    }

    /**
     * Starts a new study beside this one that begins with its history up to the event {@code seq}, copied byte for byte.
     *
     * @return the new study, open
     * @throws RefusedException if the name is taken
     * @throws TrialogException if this study has no directory
     */
    public Study fork(String name, long seq) {
        Path directory = parts.directory();
        Path root = directory == null ? null : directory.getParent();
        if (directory == null || root == null) {
            throw new TrialogException("Only a study with a directory can be forked, but this one lives in memory.");
        }
        controller().commit();
        return StudyFork.fork(directory, new StudyRoot(root), name, seq);
    }

    /** Derives the log's decisions again. */
    public StudyReplay replay() {
        controller().commit();
        return new StudyReplay(parts);
    }

    /** What the study's jobs on a cluster waited and worked for until now. */
    public JobAccount account() {
        return JobAccount.of(view(), parts.clock().instant());
    }

    /** The plots of the study as it stands; {@code Plots.of(study.at(seq))} are those of the study as it was. */
    public Plots plots() {
        return Plots.of(view());
    }

    /**
     * Writes the report, a page for a browser that needs no network; into a directory that exists, with single plots beside it.
     *
     * @return the page
     */
    public Path report(Path target) {
        return ReportWriting.write(parts, target);
    }

    /** Writes one line per trial. */
    public void exportCsv(Path file) {
        ResultsExport.csv(view(), file);
    }

    /** Writes the study with all its trials as JSON. */
    public void exportJson(Path file) {
        ResultsExport.json(view(), file);
    }

    /** How many trials are finished: COMPLETE or PRUNED. */
    public int finishedTrials() {
        StudyView view = view();
        return view.count(TrialState.COMPLETE) + view.count(TrialState.PRUNED);
    }

    /** Where the study stands, in a few lines. */
    @Override
    public String toString() {
        return StudySummary.of(view(), parts.directory());
    }

    /** Stops a running {@code optimize}, brings everything derived up to date and releases the study. Idempotent. */
    @Override
    public void close() {
        optimization.interrupt(CLOSING_PATIENCE);
        closed = true;
        OpenStudies.closed(parts.directory());
        parts.close();
    }

    /** For whatever changes the study. */
    public Controller controller() {
        if (closed) {
            throw new TrialogException("The study '" + name() + "' was closed, and nothing can be added to it."
                    + (parts.directory() == null
                            ? " It lived in memory."
                            : "\nMaybe open it again: Study.open(\""
                                    + progress().name() + "\")"));
        }
        return parts.controller();
    }
}
