package io.trialog.internal.executor.cluster;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a scheduler is asked.
 *
 * @param poll how often it is asked for the states of all jobs
 * @param timeout how long a command of the scheduler may take before it is killed
 * @param lookUpPeriod how long after an unclear submission its job may still turn up
 */
public record PollSettings(Duration poll, Duration timeout, Duration lookUpPeriod) {

    /** What is polite on a shared cluster: a query every 15 s. */
    public static final PollSettings POLITE =
            new PollSettings(Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(45));

    /** For schedulers to which a query is dearer: one every 30 s. */
    public static final PollSettings RARE =
            new PollSettings(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(45));

    /**
     * Returns what the executor section of a study asks for.
     *
     * @param options the section: durations in seconds
     * @param otherwise the settings where it says nothing
     * @return the settings
     */
    public static PollSettings of(Map<String, @Nullable Object> options, PollSettings otherwise) {
        return new PollSettings(
                seconds(options, "poll", otherwise.poll),
                seconds(options, "scheduler_timeout", otherwise.timeout),
                seconds(options, "look_up", otherwise.lookUpPeriod));
    }

    private static Duration seconds(Map<String, @Nullable Object> options, String key, Duration defaultValue) {
        return options.get(key) instanceof Number seconds
                ? Duration.ofMillis(Math.round(seconds.doubleValue() * 1000))
                : defaultValue;
    }
}
