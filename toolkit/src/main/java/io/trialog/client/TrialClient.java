package io.trialog.client;

import io.trialog.exception.TrialogException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial's line to its study.
 *
 * <pre>{@code
 * try (TrialClient trial = TrialClient.open()) {
 *     double rate = trial.params().get("lr") instanceof Number n ? n.doubleValue() : 0.1;
 *     for (int epoch = 0; epoch < 20; epoch++) {
 *         trial.log("val_auc", train(rate), epoch);   // throws PrunedException when the study stops this trial
 *     }
 *     trial.finish(Map.of("val_auc", auc, "test_auc", testAuc));
 * }
 * }</pre>
 *
 * <p>Outside of a study (no {@code TRIALOG_REPORT} in the environment) values are printed instead. With several ranks only rank 0
 * writes, while {@code log} throws on every rank that calls it. Safe to use from several threads. Failures to write are
 * {@link TrialogException}s.
 */
public final class TrialClient implements AutoCloseable {

    private static final List<String> RANKS = List.of("RANK", "OMPI_COMM_WORLD_RANK", "PMI_RANK", "SLURM_PROCID");

    private final Map<String, String> environment;
    private final PrintStream out;
    private final boolean silent;
    private final @Nullable ReportFile report;
    private final StopFile stop;
    private boolean ended;
    private long lastStep = -1;

    private TrialClient(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
        this.silent = RANKS.stream()
                .map(name -> environment.getOrDefault(name, "").strip())
                .anyMatch(rank -> !rank.isEmpty() && !rank.equals("0"));
        this.report = environment.containsKey("TRIALOG_REPORT")
                ? new ReportFile(Path.of(environment.getOrDefault("TRIALOG_REPORT", "")))
                : null;
        this.stop = new StopFile(environment.get("TRIALOG_PRUNE"));
    }

    /**
     * Returns the client of the trial that this process belongs to, or one that prints to standard output.
     *
     * @return the client
     */
    public static TrialClient open() {
        return new TrialClient(System.getenv(), System.out);
    }

    /**
     * Returns a client with another environment than the process's.
     *
     * @param environment variables by name
     * @param out where it prints if there is no {@code TRIALOG_REPORT}
     * @return the client
     */
    public static TrialClient of(Map<String, String> environment, PrintStream out) {
        return new TrialClient(Map.copyOf(environment), out);
    }

    /**
     * Returns the parameters by name, in the order of the study's.
     *
     * @return values: String, Long, Double, BigInteger, Boolean, List, Map or null; empty outside of a study
     * @throws TrialogException if they can't be read
     */
    public Map<String, @Nullable Object> params() {
        return Json.file(environment.get("TRIALOG_PARAMS"));
    }

    /**
     * Returns the parameters, and values for those that the study does not set, such as all outside of a study.
     *
     * @param defaults values by name, as {@link #params()} gives them
     * @return the defaults, overlaid by the parameters
     */
    public Map<String, @Nullable Object> params(Map<String, ? extends @Nullable Object> defaults) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(defaults);
        values.putAll(params());
        return values;
    }

    /**
     * Reports one intermediate value of the objective metric at the step after the last one, from 0.
     *
     * @param value may be NaN or infinite
     * @throws PrunedException when the value is written and the study stops this trial
     */
    public void log(double value) {
        log(Map.of(metric(), value));
    }

    /**
     * Reports intermediate values at the step after the last one, from 0; otherwise as {@link #log(Map, long)}.
     *
     * @param values values by metric
     * @throws PrunedException when the values are written and the study stops this trial
     */
    public void log(Map<String, ? extends Number> values) {
        report(values, null);
    }

    /**
     * Reports one intermediate value of the objective metric.
     *
     * @param value may be NaN or infinite
     * @param step the epoch, or how far the program has come; 0 or more
     * @throws PrunedException when the value is written and the study stops this trial
     */
    public void log(double value, long step) {
        log(Map.of(metric(), value), step);
    }

    /**
     * Reports one intermediate value of a metric.
     *
     * @param metric the name of the metric
     * @param value may be NaN or infinite
     * @param step 0 or more
     * @throws PrunedException when the value is written and the study stops this trial
     */
    public void log(String metric, double value, long step) {
        log(Map.of(metric, value), step);
    }

    /**
     * Reports intermediate values; NaN and infinities are recorded.
     *
     * @param values values by metric
     * @param step 0 or more
     * @throws IllegalArgumentException if the step is negative, or there is no value
     * @throws PrunedException when the values are written and the study stops this trial
     */
    public void log(Map<String, ? extends Number> values, long step) {
        if (step < 0) {
            throw new IllegalArgumentException("A step must be 0 or more but is " + step + ".");
        }
        report(values, step);
    }

    private void report(Map<String, ? extends Number> values, @Nullable Long step) {
        Map<String, Double> metrics = Metrics.checked(values);
        synchronized (this) {
            long at = step == null ? lastStep + 1 : step;
            append(
                    "\"step\":" + at + ",\"values\":" + Json.text(metrics),
                    "step " + at + ": " + Metrics.words(metrics));
            lastStep = at;
        }
        if (shouldPrune()) {
            throw new PrunedException(stop.reason());
        }
    }

    /**
     * Reports the final value of the objective metric, once.
     *
     * @param value the value; NaN makes the trial FAIL
     */
    public void finish(double value) {
        finish(Map.of(metric(), value));
    }

    /**
     * Reports the final values, once: nothing can be reported afterwards.
     *
     * @param values values by metric
     * @throws IllegalStateException if they were reported, or the client is closed
     */
    public synchronized void finish(Map<String, ? extends Number> values) {
        Map<String, Double> metrics = Metrics.checked(values);
        append("\"final\":" + Json.text(metrics), Metrics.lines(metrics));
        ended = true;
    }

    /** Whether the final values were reported. */
    synchronized boolean isFinished() {
        return ended;
    }

    /**
     * Attaches a note to the trial.
     *
     * @param key under which name
     * @param value a String, Number, Boolean, null, or Lists and Maps of these
     */
    public void attr(String key, @Nullable Object value) {
        append("\"attr\":{" + Json.text(key) + ":" + Json.text(value) + "}", key + ": " + value);
    }

    /**
     * Records a file that belongs to the trial, such as a model, under the name of the file. Call it when the file is whole; it stays where it is.
     *
     * @param file the file
     * @throws TrialogException if it can't be read
     */
    public void artifact(Path file) {
        artifact(file, String.valueOf(file.getFileName()));
    }

    /**
     * Records a file that belongs to the trial: its path, its size and its SHA-256. The same name again replaces the record.
     *
     * @param file the file
     * @param name what it is called
     * @throws TrialogException if it can't be read
     */
    public void artifact(Path file, String name) {
        append("\"artifact\":" + Json.text(Artifacts.record(file, name)), "artifact " + name + ": " + file);
    }

    /**
     * Reports a constraint, which is violated if the value is positive.
     *
     * @param name its name
     * @param value its value
     */
    public void constraint(String name, double value) {
        constraint(Map.of(name, value));
    }

    /**
     * Reports constraints; each is violated if its value is positive.
     *
     * @param values values by the names of constraints
     */
    public void constraint(Map<String, ? extends Number> values) {
        Map<String, Double> constraints = Metrics.checked(values);
        append("\"constraint\":" + Json.text(constraints), "constraint " + Metrics.words(constraints));
    }

    /**
     * Returns the directory for checkpoints, which all attempts of this trial share; makes it if it is not there.
     *
     * @return the directory, or {@code null} outside of a study
     * @throws TrialogException if it can't be made
     */
    public @Nullable Path checkpointDir() {
        return Checkpoints.directory(environment.getOrDefault("TRIALOG_CHECKPOINT_DIR", ""));
    }

    /**
     * Says that this trial can go on from its checkpoint, should it be ended by a time limit or for another job's sake. It then
     * gets a new attempt, which uses up no retry. Call it when a checkpoint is written. Does nothing outside of a study.
     *
     * @throws TrialogException if nothing can be written
     */
    public void canResume() {
        Checkpoints.markResumable(environment.getOrDefault("TRIALOG_RESUME", ""));
    }

    /**
     * Returns whether the study wants this trial to stop.
     *
     * @return whether the program should end soon
     */
    public boolean shouldPrune() {
        return stop.exists();
    }

    /** Ends the client; what was reported is in the file already. */
    @Override
    public synchronized void close() {
        ended = true;
    }

    private synchronized void append(String fields, String words) {
        if (ended) {
            throw new IllegalStateException(
                    "Nothing can be reported after finish() or close(), but this was: " + words);
        }
        if (silent) {
            return;
        }
        if (report == null) {
            out.println(words);
            out.flush();
        } else {
            report.append(fields);
        }
    }

    private String metric() {
        return environment.getOrDefault("TRIALOG_METRIC", "value");
    }
}
