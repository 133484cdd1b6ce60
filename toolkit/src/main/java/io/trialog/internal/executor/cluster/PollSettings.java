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

    /**
     * Returns what the executor section of a study asks for; polite where it says nothing.
     *
     * @param options the section: durations in seconds
     * @return the settings
     */
    public static PollSettings of(Map<String, @Nullable Object> options) {
        return new PollSettings(
                seconds(options, "poll", POLITE.poll),
                seconds(options, "scheduler_timeout", POLITE.timeout),
                seconds(options, "look_up", POLITE.lookUpPeriod));
    }

    private static Duration seconds(Map<String, @Nullable Object> options, String key, Duration defaultValue) {
        return options.get(key) instanceof Number seconds
                ? Duration.ofMillis(Math.round(seconds.doubleValue() * 1000))
                : defaultValue;
    }
}
