package io.trialog.internal.executor.cluster;

import java.time.Duration;

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
}
