package io.trialog.spi;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the results that a program left behind, once it has ended well. A study file names a collector by {@code
 * objective.collect: {type: NAME, ...}}.
 *
 * <p>Life cycle: a {@link CollectorProvider} makes a collector when trials begin to run. {@link #collect} is called once for each
 * attempt that ended with exit code 0, and again if the controller dies before the result is in the log; so it changes nothing.
 * Safe for use by several threads.
 *
 * <pre>{@code
 * public final class AccuracyCollector implements Collector {
 *
 *     public String source() {
 *         return "the file accuracy.txt";
 *     }
 *
 *     public Map<String, Double> collect(EndedAttempt attempt) throws IOException {
 *         Path file = attempt.directory().resolve("accuracy.txt");
 *         if (!Files.exists(file)) {
 *             throw new IllegalArgumentException("There is no file " + file + ".");
 *         }
 *         return Map.of(attempt.metric(), Double.valueOf(Files.readString(file).strip()));
 *     }
 * }
 * }</pre>
 */
public interface Collector {

    /**
     * Returns where the values come from, for messages.
     *
     * @return a few words, such as {@code the results file metrics.json}
     */
    String source();

    /**
     * Reads the results of an attempt.
     *
     * @param attempt the attempt
     * @return values by metric; other names than the study's metrics are kept beside the result. A value that the program
     *     itself reported as final comes first.
     * @throws IOException if a file can't be read; the attempt has no result then
     * @throws IllegalArgumentException if the results are missing or can't be used; the message says why, and is part of the
     *     trial's error if no value is found elsewhere
     */
    Map<String, Double> collect(EndedAttempt attempt) throws IOException;

    /**
     * Begins to read the values of an attempt while its program runs. They are reports, as if the program had reported them itself,
     * and so the pruner sees them; the last one is the trial's value if there is no other.
     *
     * @param attempt the attempt, which has not ended yet
     * @return what reads them; {@code null}, as by default, if results are read at the end only
     */
    default @Nullable CollectorFeed follow(EndedAttempt attempt) {
        return null;
    }
}
