package io.trialog;

import io.trialog.event.StudyListener;
import io.trialog.exception.RefusedException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Ending;
import io.trialog.internal.display.Displays;
import io.trialog.internal.engine.BestByMetric;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.engine.FixedTrial;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.internal.engine.StudyLocator;
import io.trialog.internal.engine.StudyOpener;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.engine.TrialSession;
import io.trialog.internal.launch.StudyLaunch;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.projection.files.ResultsExport;
import io.trialog.internal.remote.CommandService;
import io.trialog.internal.remote.StudyFollower;
import io.trialog.internal.report.ReportWriting;
import io.trialog.internal.run.Loop;
import io.trialog.internal.text.StudySummary;
import io.trialog.internal.transfer.StudyFork;
import io.trialog.plot.Plots;
import io.trialog.space.RecordSpace;
import io.trialog.spi.ControllerJob;
import io.trialog.spi.StudyDisplay;
import io.trialog.status.JobAccount;
import io.trialog.status.StudyProgress;
import io.trialog.study.Budget;
import io.trialog.study.Direction;
import io.trialog.study.OpenOptions;
import io.trialog.study.RunPlan;
import io.trialog.study.Settings;
import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import io.trialog.study.TrialComparison;
import io.trialog.study.Viewable;
import io.trialog.trial.TrialOutput;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One optimization of one objective (or several): Trialog's front door.
 *
 * <pre>{@code
 * Study study = Study.open("higgs");      // finds higgs.yaml, or the study that exists
 * study.optimize(50);                     // until it holds 50 finished trials; safe to call again
 * study.best();
 * study.replay().verify();                // derives every suggestion and every pruning decision again
 * }</pre>
 *
 * <p>Every ask, report, decision and tell is an event in the study's log before it has any effect; everything else is
 * derived from it. A study that was closed can be read, and refuses to be changed. Safe for use by several threads.
 */
public final class Study implements AutoCloseable, Viewable {

    static {
        Displays.attach();
    }

    private final StudyEngine engine;

    private Study(StudyEngine engine) {
        this.engine = engine;
        engine.optimization().loops().atEnd(() -> ReportWriting.plots(engine));
    }

    /** Returns the study of an engine, always the same one, and lets other processes send it commands from now on. */
    static Study of(StudyEngine engine) {
        CommandService.serve(engine);
        return engine.handle(Study.class, Study::new);
    }

    /**
     * Opens the study {@code name} under {@code $TRIALOG_HOME}, else {@code ./studies}; creates it from {@code name.yaml}
     * in the working directory or the studies root if it does not exist yet. A study that this JVM already has open is
     * returned as it is.
     *
     * @param name a study's name, or the path of a study directory or of a study file
     * @return the study, open
     * @throws TrialogException if there is neither a study nor a study file, if another controller holds the study, if its
     *     log is damaged, or if its edited file asks for what can't be changed; the message says what to do
     */
    public static Study open(String name) {
        return open(OpenOptions.of(name));
    }

    /**
     * Opens a study as the options say.
     *
     * @param options which study, and how
     * @return the study, open
     * @throws TrialogException as {@link #open(String)}
     */
    public static Study open(OpenOptions options) {
        return of(new StudyOpener(StudyRoot.of(options)).open(options));
    }

    /**
     * Opens a study anywhere.
     *
     * @param path the directory of a study, or a study file
     * @return the study, open
     * @throws TrialogException as {@link #open(String)}
     */
    public static Study open(Path path) {
        return open(path.toString());
    }

    /**
     * Watches a study that another process runs, or ran: reads its log, takes no lock, changes nothing.
     *
     * @param name a study's name, or the path of a study directory or of a study file
     * @return the study, watched until it is closed
     * @throws TrialogException if there is no study, or its log is damaged
     */
    public static FollowedStudy follow(String name) {
        OpenOptions options = OpenOptions.of(name);
        return FollowedStudy.of(StudyLocator.locate(options).directory());
    }

    /**
     * Describes a study without a study file.
     *
     * @param name the study's name
     * @return the description, with defaults for all else
     * @throws TrialogException if the name can't be that of a directory
     */
    public static StudyBuilder builder(String name) {
        return new StudyBuilder(name, StudyRoot.fromEnvironment(ThisProcess.ofThisProcess()));
    }

    /** {@return the name of the study} */
    public String name() {
        return engine.name();
    }

    /** {@return the settings in force} */
    public Settings settings() {
        return engine.settings();
    }

    /** {@return the study's directory, or {@code null} if it lives in memory} */
    public @Nullable Path directory() {
        return engine.directory();
    }

    /** {@return what the user should know about how the study was opened: repairs, file systems, changed settings} */
    public List<String> notes() {
        return engine.notes();
    }

    /** {@return how far the study file wants the study to be run} */
    public RunPlan plan() {
        return engine.plan();
    }

    /**
     * Remembers until how many finished trials the study is to run: {@code trialog resume} goes on to that.
     *
     * @param trials how many, at least 1
     * @throws IllegalArgumentException if the number is less than 1
     */
    public void planTrials(int trials) {
        if (trials < 1) {
            throw new IllegalArgumentException("The number of trials must be at least 1, but is " + trials + ".");
        }
        engine.planTrials(trials);
    }

    /**
     * Lifts the rules that have stopped the study ({@code stop_when}), until {@code more} further trials are finished. Without
     * effect if none has.
     *
     * @param more how many trials more, at least 1
     * @throws TrialogException if the study was closed
     */
    public void liftStop(int more) {
        engine.writer().stops().lift(finishedTrials() + more);
    }

    /** {@return the study as it stands} */
    @Override
    public StudyView view() {
        return engine.view();
    }

    /** {@return where the study stands, with what is going on in it at this moment} */
    public StudyProgress progress() {
        return engine.progress();
    }

    /**
     * Shows a fresh card of the study in the running notebook cell. While the study is optimized, it is kept up to date. Does
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
     * @param n how many finished trials
     * @return this study
     * @throws TrialogException if the study has no command, is optimized already, is run by jobs of a cluster, or too many
     *     trials failed in a row
     */
    public Study optimize(int n) {
        return optimize(budget(n));
    }

    /**
     * Returns a budget of {@code n} finished trials, within what the study file says about time, target and failures.
     *
     * @param n how many finished trials
     * @return the budget
     */
    public Budget budget(int n) {
        return engine.plan().budget(n, settings());
    }

    /**
     * Runs the study file's command, as {@link #optimize(int)}, for a limited time.
     *
     * @param n how many finished trials
     * @param timeout how long at most
     * @return this study
     */
    public Study optimize(int n, Duration timeout) {
        return optimize(budget(n).within(timeout));
    }

    /**
     * Runs the study file's command until a budget is used up; otherwise as {@link #optimize(int)}.
     *
     * @param budget how far
     * @return this study
     */
    public Study optimize(Budget budget) {
        return run(budget, engine.optimization().loops().command(budget));
    }

    /**
     * Runs a Java objective, one trial at a time, until the study holds {@code n} finished trials.
     *
     * @param n how many finished trials
     * @param objective what is optimized
     * @return this study
     * @throws TrialogException if the study is optimized already, or too many trials failed in a row
     */
    public Study optimize(int n, Objective objective) {
        return optimize(budget(n), objective);
    }

    /**
     * Runs a Java objective on several threads; otherwise as {@link #optimize(int, Objective)}.
     *
     * @param n how many finished trials
     * @param objective what is optimized
     * @param threads how many trials at a time
     * @return this study
     * @throws IllegalArgumentException if there is no thread
     */
    public Study optimize(int n, Objective objective, int threads) {
        return optimize(budget(n), threads, objective);
    }

    /**
     * Runs a Java objective on threads that the caller's executor lends, for one trial each; otherwise as {@link #optimize(int,
     * Objective, int)}.
     *
     * @param n how many finished trials
     * @param objective what is optimized
     * @param threads how many trials at a time, if the executor has as many threads
     * @param executor lends the threads; it is not shut down
     * @return this study
     */
    public Study optimize(int n, Objective objective, int threads, Executor executor) {
        Budget budget = budget(n);
        return run(budget, evaluation(budget, threads, executor, severalOf(objective)));
    }

    /**
     * Runs a Java objective until a budget is used up, as many trials at a time as {@link #parallelism} said, else one.
     *
     * @param budget how far, such as {@code study.budget(50).until(0.01)}
     * @param objective what is optimized
     * @return this study
     */
    public Study optimize(Budget budget, Objective objective) {
        return run(budget, evaluation(budget, severalOf(objective)));
    }

    /**
     * Runs a Java objective, as {@link #optimize(int, Objective)}, for a limited time.
     *
     * @param n how many finished trials
     * @param timeout how long at most
     * @param objective what is optimized
     * @return this study
     */
    public Study optimize(int n, Duration timeout, Objective objective) {
        return optimize(budget(n).within(timeout), objective);
    }

    /**
     * Runs a Java objective on several threads; otherwise as {@link #optimize(int, Objective)}.
     *
     * @param budget how far
     * @param threads how many trials at a time
     * @param objective what is optimized
     * @return this study
     * @throws IllegalArgumentException if there is no thread
     */
    public Study optimize(Budget budget, int threads, Objective objective) {
        return optimizeMulti(budget, threads, severalOf(objective));
    }

    /**
     * Runs a Java objective with several values; otherwise as {@link #optimize(Budget, int, Objective)}.
     *
     * @param budget how far
     * @param threads how many trials at a time
     * @param objective what is optimized: one value per direction of the study
     * @return this study
     */
    public Study optimizeMulti(Budget budget, int threads, MultiObjective objective) {
        return run(budget, evaluation(budget, threads, null, objective));
    }

    /**
     * Runs a Java objective with several values; otherwise as {@link #optimize(int, Objective)}.
     *
     * @param n how many finished trials
     * @param objective what is optimized: one value per direction of the study
     * @return this study
     */
    public Study optimizeMulti(int n, MultiObjective objective) {
        Budget budget = budget(n);
        return run(budget, evaluation(budget, objective));
    }

    /**
     * Runs a Java objective with several values on several threads; otherwise as {@link #optimize(int, Objective, int)}.
     *
     * @param n how many finished trials
     * @param objective what is optimized: one value per direction of the study
     * @param threads how many trials at a time
     * @return this study
     */
    public Study optimizeMulti(int n, MultiObjective objective, int threads) {
        return optimizeMulti(budget(n), threads, objective);
    }

    /**
     * Runs the study file's command for {@code n} finished trials more than there are now; see {@link #optimize(int)}.
     *
     * @param n how many more
     * @return this study
     */
    public Study optimizeMore(int n) {
        liftStop(n);
        return optimize(finishedTrials() + n);
    }

    /**
     * Runs a Java objective for {@code n} finished trials more than there are now; see {@link #optimize(int, Objective)}.
     *
     * @param n how many more
     * @param objective what is optimized
     * @return this study
     */
    public Study optimizeMore(int n, Objective objective) {
        liftStop(n);
        return optimize(finishedTrials() + n, objective);
    }

    /**
     * Runs the study file's command in the background, as {@link #optimize(int)}. A notebook's card goes on after the cell
     * has ended.
     *
     * @param n how many finished trials
     * @return the run, at once
     */
    public BackgroundRun optimizeAsync(int n) {
        Budget budget = budget(n);
        return runInBackground(budget, engine.optimization().loops().command(budget));
    }

    /**
     * Runs a Java objective in the background, as {@link #optimize(int, Objective)}.
     *
     * @param n how many finished trials
     * @param objective what is optimized
     * @return the run, at once
     */
    public BackgroundRun optimizeAsync(int n, Objective objective) {
        Budget budget = budget(n);
        return runInBackground(budget, evaluation(budget, severalOf(objective)));
    }

    /**
     * Runs a Java objective in the background, as {@link #optimize(Budget, int, Objective)}.
     *
     * @param budget how far
     * @param threads how many trials at a time
     * @param objective what is optimized
     * @return the run, at once
     */
    public BackgroundRun optimizeAsync(Budget budget, int threads, Objective objective) {
        return runInBackground(budget, evaluation(budget, threads, null, severalOf(objective)));
    }

    /**
     * Runs a Java objective with several values in the background, as {@link #optimizeMulti(Budget, int, MultiObjective)}.
     *
     * @param budget how far
     * @param threads how many trials at a time
     * @param objective what is optimized: one value per direction of the study
     * @return the run, at once
     */
    public BackgroundRun optimizeMultiAsync(Budget budget, int threads, MultiObjective objective) {
        return runInBackground(budget, evaluation(budget, threads, null, objective));
    }

    private static MultiObjective severalOf(Objective objective) {
        return trial -> new double[] {objective.evaluate(trial)};
    }

    private Supplier<Loop> evaluation(Budget budget, MultiObjective objective) {
        return engine.optimization().loops().evaluation(budget, session -> evaluate(session, objective));
    }

    private Supplier<Loop> evaluation(
            Budget budget, int threads, @Nullable Executor executor, MultiObjective objective) {
        return engine.optimization()
                .loops()
                .evaluation(budget, threads, executor, session -> evaluate(session, objective));
    }

    private static Ending evaluate(TrialSession session, MultiObjective objective) throws Exception {
        try {
            return session.complete(objective.evaluate(new Trial(session)));
        } catch (TrialPruned e) {
            return session.pruned();
        }
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

    private Loop begin(Budget budget, Supplier<Loop> loops) {
        engine.writer();
        Path directory = directory();
        if (directory != null) {
            StudyLaunch.requireMine(directory);
        }
        return engine.optimization().begin(loops, budget);
    }

    private void runShown(Loop loop, StudyDisplay.Card card) {
        try {
            engine.optimization().run(loop);
        } finally {
            card.close();
        }
    }

    /** Asks a running {@code optimize} of this study to start no further trial; returns at once. */
    public void stop() {
        engine.optimization().stop();
    }

    /**
     * Ends a running command trial as FAIL: stop file first, then TERM, then KILL. One that waits for its submission, since the
     * scheduler is away or no place is free, is not submitted any more; if it may have been, its job is looked up and ended.
     *
     * @param number the trial
     * @throws IllegalArgumentException if there is no such trial
     * @throws TrialogException if it does not run as a command
     */
    public void cancel(int number) {
        engine.cancel(number);
    }

    /**
     * Asks a running {@code optimize} to start no further trial and ends all its command trials as FAIL. Trials whose controller is
     * gone are ended here, with their jobs, and waited for.
     */
    public void cancel() {
        engine.cancel();
    }

    /**
     * Ends a running {@code optimize} as an interrupt of its thread would, and waits for that: command trials are stopped
     * and get a new attempt when the study goes on, unless the executor's {@code on_interrupt} says {@code fail} or {@code
     * leave}.
     *
     * @param timeout how long to wait at most
     */
    public void interrupt(Duration timeout) {
        engine.optimization().interrupt(timeout);
    }

    /**
     * Ends a running {@code optimize} and waits for that, as {@link #interrupt}, but leaves the jobs of a cluster running,
     * whatever {@code on_interrupt} says: another controller goes on with them.
     *
     * @param timeout how long to wait at most
     */
    public void handOver(Duration timeout) {
        engine.optimization().handOver(timeout);
    }

    /**
     * Closes this study and gives it to a controller that is a job of the cluster, as the section {@code controller} of the
     * study file says; running jobs go on and are found again. If a job already runs the study, nothing changes.
     *
     * @return which jobs run it; {@link #follow()} waits for the end
     * @throws TrialogException if local trials run, if the study has no command or no end, or if the job is refused
     */
    public LaunchedStudy launch() {
        List<ControllerJob> jobs = StudyLaunch.launch(engine);
        return new LaunchedStudy(Objects.requireNonNull(directory()), jobs);
    }

    /**
     * Waits until the study is done, whoever runs it; see {@link #follow(Consumer)}.
     *
     * @return where it stands then
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public StudyProgress follow() throws InterruptedException {
        return follow(progress -> {});
    }

    /**
     * Reads the log of this study, which another process runs, until the study is done. An interrupt ends the following and
     * not the study.
     *
     * @param listener is told where the study stands whenever that has changed
     * @return where it stands in the end
     * @throws TrialogException if the study is open here, lives in memory, or is not done and nobody runs it
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public StudyProgress follow(Consumer<StudyProgress> listener) throws InterruptedException {
        Path directory = directory();
        if (!engine.isClosed() || directory == null) {
            throw new TrialogException(
                    "The study '" + name() + "' is open in this process, so that there is nobody to follow."
                            + "\nMaybe study.launch() first, or study.close().");
        }
        return new StudyFollower(directory, listener).await();
    }

    /** {@return why the last {@code optimize} ended, or {@code null} before the first} */
    public @Nullable StopReason stopReason() {
        return engine.optimization().lastReason();
    }

    /**
     * Sets how many trials run at a time from now on, those of commands and those of Java objectives. Running ones are not
     * stopped.
     *
     * @param n how many; 0 starts none for a while
     * @throws IllegalArgumentException if the number is negative
     */
    public void parallelism(int n) {
        engine.optimization().parallel(n);
    }

    /**
     * Tells a listener what a user should know while the study runs: adopted trials, new attempts, files that can't be
     * written.
     *
     * @param listener is told
     */
    public void onNotice(Consumer<String> listener) {
        engine.onNotice(listener);
    }

    /**
     * Tells a listener what happens in the study from now on, in its order, after it is durable, on a thread of Trialog's own.
     * {@code optimize} waits for the listener at its end, ten seconds at most.
     *
     * @param listener is called
     */
    public void listen(StudyListener listener) {
        listen(listener, Runnable::run);
    }

    /**
     * Tells a listener what happens in the study from now on, after it is durable.
     *
     * @param listener is called
     * @param executor runs the calls, which are handed to it in the order of what happened; the caller ends it
     */
    public void listen(StudyListener listener, Executor executor) {
        engine.listeners().add(listener, executor);
    }

    /**
     * Tells a listener nothing any more, but for calls that were handed to its executor already.
     *
     * @param listener a listener of this study
     */
    public void unlisten(StudyListener listener) {
        engine.listeners().remove(listener);
    }

    /**
     * Calls a listener with every trial that ends, after its end is durable, on the thread that told it.
     *
     * @param listener is called
     */
    public void onTrialFinished(Consumer<TrialRecord> listener) {
        engine.writer().onFinished(listener);
    }

    /**
     * Starts a trial that the caller evaluates and {@linkplain #tell(Trial, double...) tells}.
     *
     * @return the trial
     * @throws TrialogException if the sampler has nothing left to propose
     */
    public Trial ask() {
        return new Trial(engine.manualTrials().ask());
    }

    /**
     * Ends a trial with its values; see {@link #tell(int, double...)}.
     *
     * @param trial the trial
     * @param values one per direction
     * @return how it ended
     */
    public TrialRecord tell(Trial trial, double... values) {
        return tell(trial.number(), values);
    }

    /**
     * Ends a trial with its values, one per direction. NaN ends it as FAIL.
     *
     * @param number the trial
     * @param values one per direction
     * @return how it ended
     * @throws IllegalArgumentException if there is no such trial, or there are more or fewer values; the trial still runs
     *     then
     * @throws TrialogException if the trial is not running
     */
    public TrialRecord tell(int number, double... values) {
        return engine.manualTrials().tell(number, values);
    }

    /**
     * Ends a trial as PRUNED; the last reported value becomes its value.
     *
     * @param trial the trial
     * @return how it ended
     * @throws TrialogException if the trial is not running
     */
    public TrialRecord tellPruned(Trial trial) {
        return tell(trial.number(), TrialState.PRUNED);
    }

    /**
     * Ends a trial as FAIL.
     *
     * @param trial the trial
     * @return how it ended
     * @throws TrialogException if the trial is not running
     */
    public TrialRecord tellFailed(Trial trial) {
        return tell(trial.number(), TrialState.FAIL);
    }

    /**
     * Ends a trial without a value.
     *
     * @param number the trial
     * @param state PRUNED or FAIL
     * @return how it ended
     * @throws IllegalArgumentException if there is no such trial, or the state is another one
     * @throws TrialogException if the trial is not running
     */
    public TrialRecord tell(int number, TrialState state) {
        return engine.manualTrials().tell(number, state);
    }

    /**
     * Calls an objective with the values that a trial has, such as to keep the model of the best one. Nothing of it is recorded.
     *
     * @param number the trial
     * @param objective what is called
     * @return what it returns
     * @throws IllegalArgumentException if there is no such trial, or the objective asks for a parameter that it lacks
     * @throws Exception what the objective throws
     */
    public double rerun(int number, Objective objective) throws Exception {
        return objective.evaluate(new Trial(new FixedTrial(number, trial(number).params())));
    }

    /**
     * Puts a trial with the values of a record at the end of the queue; see {@link io.trialog.space.RecordSpace}.
     *
     * @param params the record; components that are {@code null} are left to the sampler
     * @return its number
     * @throws IllegalArgumentException as {@link #enqueue(Map)}
     */
    public int enqueue(Record params) {
        return enqueue(RecordSpace.values(params));
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
        return engine.manualTrials().enqueue(params);
    }

    /** {@return what was attached to the study, by key} */
    public Map<String, @Nullable Object> userAttributes() {
        return view().userAttributes();
    }

    /**
     * Attaches something to the study.
     *
     * @param key under which name
     * @param value a text, a number, a boolean, a list or a map of these
     * @throws IllegalArgumentException if the value is something else
     */
    public void setUserAttribute(String key, @Nullable Object value) {
        engine.setUserAttribute(key, value);
    }

    /**
     * Declares a finished trial void: samplers, pruners, counts and the best trial leave it out from now on.
     *
     * @param number the trial
     * @param reason why; it stands in the log
     * @throws IllegalArgumentException if there is no such trial, or the reason is blank
     * @throws TrialogException if the trial has not ended, or is void already
     */
    public void voidTrial(int number, String reason) {
        engine.writer().amendments().makeVoid(number, reason);
    }

    /**
     * Lets failed trials run again, with the same numbers and values and as their next attempts. The running optimization, or the next one, begins
     * with them; a trial that was asked for by hand is told once more.
     *
     * @param numbers the trials; none means every trial that failed
     * @return the trials that run again
     * @throws IllegalArgumentException if there is no such trial
     * @throws TrialogException if one did not fail, or is void; nothing is retried then
     */
    public List<Integer> retry(int... numbers) {
        return engine.manualTrials().retry(Arrays.stream(numbers).boxed().toList());
    }

    /**
     * Returns the best COMPLETE feasible trial of a study with one objective. With several, see {@link #bestTrials()}.
     *
     * @return the trial
     * @throws TrialogException if no trial is complete yet, or the study has several objectives
     */
    public TrialRecord best() {
        if (settings().metrics().size() > 1) {
            throw new TrialogException(
                    "The best trial must be that of one objective, but the study '" + name() + "' has "
                            + StudySummary.objectives(settings()) + ".\nMaybe study.bestTrials(), its Pareto front.");
        }
        TrialRecord best = view().best();
        if (best == null) {
            throw new TrialogException("The study '" + name() + "' has " + StudySummary.none(view()) + ".");
        }
        return best;
    }

    /**
     * Returns the best COMPLETE feasible trial by any metric that trials told. Which values are better is what the study says of an
     * objective, else what a constraint wants, else what the name says: large values of {@code acc}, small ones of {@code val_loss}.
     *
     * @param metric the metric
     * @return the trial
     * @throws TrialogException if no such trial told the metric, or nothing says which values are better
     */
    public TrialRecord best(String metric) {
        return BestByMetric.of(view(), metric, null).trial();
    }

    /**
     * Returns the best COMPLETE feasible trial by any metric that trials told.
     *
     * @param metric the metric
     * @param direction which values are better
     * @return the trial
     * @throws TrialogException if no such trial told the metric
     */
    public TrialRecord best(String metric, Direction direction) {
        return BestByMetric.of(view(), metric, direction).trial();
    }

    /**
     * Returns the COMPLETE feasible trials that no other one dominates: with several objectives, the Pareto front; with one,
     * all that have the best value.
     *
     * @return the trials by number; none if no trial is complete yet
     */
    public TrialTable bestTrials() {
        StudyView now = view();
        return TrialTable.of(now, now.bestTrials());
    }

    /** {@return all trials, by number} */
    public TrialTable trials() {
        StudyView now = view();
        return TrialTable.of(now, now.trials());
    }

    /**
     * Returns one trial. In a notebook it shows its story: how it differs from the best, its curve, why it was pruned or what it
     * survived, its attempts and times, and the end of what it printed.
     *
     * @param number 0-based
     * @return the trial as it stands
     * @throws IllegalArgumentException if there is no such trial
     */
    public TrialRecord trial(int number) {
        return engine.stories().trial(number);
    }

    /**
     * Compares trials: how they ended, and in what they differ.
     *
     * @param numbers two trials or more, by number
     * @return the trials side by side
     * @throws IllegalArgumentException if there is no such trial, or fewer than two are named
     */
    public TrialComparison compare(int... numbers) {
        return engine.stories().compare(numbers);
    }

    /**
     * Returns what a trial printed, be it a program or a Java objective. Of a Java objective that is what its thread and the
     * threads that it started printed to {@code System.out} and {@code System.err}, and the stack of what it threw; in a notebook
     * that is kept out of the cell.
     *
     * @param number the trial
     * @return what its last attempt printed until now; of a very long output the end
     * @throws IllegalArgumentException if there is no such trial
     */
    public TrialOutput logs(int number) {
        return engine.stories().output(number, null);
    }

    /**
     * Returns what an attempt of a trial printed; see {@link #logs(int)}.
     *
     * @param number the trial
     * @param attempt which attempt, from 1
     * @return what it printed until now
     * @throws IllegalArgumentException if there is no such trial or attempt
     */
    public TrialOutput logs(int number, int attempt) {
        return engine.stories().output(number, attempt);
    }

    /**
     * Returns how important each parameter is for reaching good values of the first objective, as the plots show it.
     *
     * @return shares by parameter, the largest first, with the sum 1; empty if no trial is complete
     */
    public Map<String, Double> importances() {
        return importances(settings().metric());
    }

    /**
     * Returns how important each parameter is for reaching good values of an objective.
     *
     * @param metric the objective
     * @return shares by parameter, the largest first, with the sum 1; empty if no trial is complete
     * @throws TrialogException if the study has no objective of that name
     */
    public Map<String, Double> importances(String metric) {
        return plots().objective(metric).importanceShares();
    }

    /**
     * Returns the study as it was after an event.
     *
     * @param seq which event
     * @return the study as it was
     */
    public StudyView at(long seq) {
        return engine.timeTravel().at(seq);
    }

    /**
     * Returns the study as it was at an instant.
     *
     * @param instant when
     * @return the study as it was
     */
    public StudyView at(Instant instant) {
        return engine.timeTravel().at(instant);
    }

    /**
     * Starts a new study beside this one that begins with its history up to the event {@code seq}, copied byte for byte.
     *
     * @param name the new study's name
     * @param seq the last event to copy
     * @return the new study, open
     * @throws RefusedException if the name is taken
     * @throws TrialogException if this study has no directory
     */
    public Study fork(String name, long seq) {
        return of(StudyFork.fork(engine, name, seq));
    }

    /** {@return what derives the log's decisions again} */
    public StudyReplay replay() {
        engine.writer().commit();
        return new StudyReplay(engine);
    }

    /** {@return what the study's jobs on a cluster waited and worked for until now} */
    public JobAccount account() {
        return ClusterJobs.account(view(), engine.clock().instant());
    }

    /** {@return the plots of the study as it stands; {@code Plots.of(study.at(seq))} are those of the study as it was} */
    public Plots plots() {
        return Plots.of(view());
    }

    /**
     * Writes the report, a page for a browser that needs no network; into a directory that exists, with single plots beside it.
     *
     * @param target a file, or a directory
     * @return the page
     * @throws TrialogException if it can't be written
     */
    public Path report(Path target) {
        return ReportWriting.write(engine, target);
    }

    /**
     * Writes one line per trial.
     *
     * @param file where to
     * @throws TrialogException if it can't be written
     */
    public void exportCsv(Path file) {
        exportCsv(file, false);
    }

    /**
     * Writes one line per trial, in a form that is safe to open in a spreadsheet.
     *
     * @param file the file to write; one that is there is replaced
     * @param forSpreadsheets whether a text that begins with {@code =}, {@code +}, {@code -} or {@code @}, which a spreadsheet takes for a
     *     formula, gets an apostrophe in front
     * @throws TrialogException if the file can't be written
     */
    public void exportCsv(Path file, boolean forSpreadsheets) {
        ResultsExport.csv(view(), file, forSpreadsheets);
    }

    /**
     * Writes all intermediate values of all metrics as CSV: a line per value, with {@code number}, {@code step}, {@code metric} and
     * {@code value}.
     *
     * @param file the file, which is replaced
     */
    public void exportSteps(Path file) {
        ResultsExport.steps(view(), file, false);
    }

    /**
     * Writes the study with all its trials as JSON.
     *
     * @param file where to
     * @throws TrialogException if it can't be written
     */
    public void exportJson(Path file) {
        ResultsExport.json(view(), file);
    }

    /** {@return how many trials are finished: COMPLETE or PRUNED} */
    public int finishedTrials() {
        return view().succeededCount();
    }

    /** {@return where the study stands, in a few lines} */
    @Override
    public String toString() {
        StudyView now = view();
        return StudySummary.of(now, ClusterJobs.running(now), directory());
    }

    /**
     * Stops a running {@code optimize}, brings everything derived up to date and releases the study. A study that is closed
     * already stays closed, and one that was opened again since then stays open.
     */
    @Override
    public void close() {
        engine.close();
    }
}
