package io.trialog.client;

import io.trialog.exception.TrialogException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    private final @Nullable Path stop;
    private boolean ended;

    private TrialClient(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
        this.silent = RANKS.stream()
                .map(name -> environment.getOrDefault(name, "").strip())
                .anyMatch(rank -> !rank.isEmpty() && !rank.equals("0"));
        this.report = environment.containsKey("TRIALOG_REPORT")
                ? new ReportFile(Path.of(environment.getOrDefault("TRIALOG_REPORT", "")))
                : null;
        this.stop = environment.containsKey("TRIALOG_PRUNE")
                ? Path.of(environment.getOrDefault("TRIALOG_PRUNE", ""))
                : null;
    }

    /** The client of the trial that this process belongs to, or one that prints to standard output. */
    public static TrialClient open() {
        return new TrialClient(System.getenv(), System.out);
    }

    /** A client with another environment than the process's; without {@code TRIALOG_REPORT} it prints to {@code out}. */
    public static TrialClient of(Map<String, String> environment, PrintStream out) {
        return new TrialClient(Map.copyOf(environment), out);
    }

    /**
     * The parameters by name, in the order of the study's: String, Long, Double, BigInteger, Boolean, List, Map or null. Empty
     * outside of a study.
     */
    public Map<String, @Nullable Object> params() {
        String file = environment.get("TRIALOG_PARAMS");
        if (file == null) {
            return Map.of();
        }
        try {
            return Json.object(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new TrialogException("The parameters can't be read from " + file + ": " + e, e);
        }
    }

    /** Reports one intermediate value of the objective metric. */
    public void log(double value, long step) {
        log(Map.of(metric(), value), step);
    }

    /** Reports one intermediate value. */
    public void log(String metric, double value, long step) {
        log(Map.of(metric, value), step);
    }

    /**
     * Reports intermediate values; NaN and infinities are recorded.
     *
     * @param step 0 or more
     * @throws PrunedException when the values are written and the study stops this trial
     */
    public void log(Map<String, ? extends Number> values, long step) {
        if (step < 0) {
            throw new IllegalArgumentException("A step must be 0 or more but is " + step + ".");
        }
        Map<String, Double> metrics = checked(values);
        append("\"step\":" + step + ",\"values\":" + Json.text(metrics), "step " + step + ": " + words(metrics));
        if (shouldPrune()) {
            throw new PrunedException(reason());
        }
    }

    /** Reports the final value of the objective metric. */
    public void finish(double value) {
        finish(Map.of(metric(), value));
    }

    /** Reports the final values, once: nothing can be reported afterwards ({@link IllegalStateException}). */
    public synchronized void finish(Map<String, ? extends Number> values) {
        Map<String, Double> metrics = checked(values);
        String words = metrics.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining("\n"));
        append("\"final\":" + Json.text(metrics), words);
        ended = true;
    }

    /** Whether the final values were reported. */
    synchronized boolean isFinished() {
        return ended;
    }

    /** Attaches a note to the trial: a String, Number, Boolean, null, or Lists and Maps of these. */
    public void attr(String key, @Nullable Object value) {
        append("\"attr\":{" + Json.text(key) + ":" + Json.text(value) + "}", key + ": " + value);
    }

    /** Reports a constraint, which is violated if the value is positive. */
    public void constraint(String name, double value) {
        append("\"constraint\":{" + Json.text(name) + ":" + Json.text(value) + "}", "constraint " + name + "=" + value);
    }

    /** Whether the study wants this trial to stop. */
    public boolean shouldPrune() {
        return stop != null && Files.exists(stop);
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

    private static Map<String, Double> checked(Map<String, ? extends Number> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("At least one metric must be given, but the map is empty.");
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        values.forEach((name, value) -> metrics.put(name, value.doubleValue()));
        if (metrics.containsKey("")) {
            throw new IllegalArgumentException("A metric's name must not be empty.");
        }
        return metrics;
    }

    private static String words(Map<String, Double> metrics) {
        return metrics.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private String reason() {
        try {
            return stop == null
                    ? ""
                    : Files.readString(stop, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "its stop file can't be read: " + e;
        }
    }
}
