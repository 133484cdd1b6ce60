package io.trialog.internal.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How command trials are run.
 *
 * @param parallelism how many at a time
 * @param timeLimit how long an attempt may take, or {@code null}
 * @param grace time between TERM and KILL
 * @param pruneGrace how long a pruned trial may take to end by itself before it gets TERM
 * @param retries how many new attempts a trial gets after losses that were not its fault
 * @param poll how often reports and jobs are looked at
 * @param onInterrupt what becomes of running trials at an interrupt
 * @param onTimeout what becomes of a trial that ran out of time
 * @param batch so many trials are started together and waited for; 0 starts one whenever a place is free
 * @param escalation the factor by which an attempt gets more of what the one before ran out of, or {@code null} for never
 * @param canary whether the first trial runs alone until it has reported or succeeded
 * @param executor the type of executor
 * @param retryFailed how often a trial whose program failed runs again by itself
 */
record JobSettings(
        int parallelism,
        @Nullable Duration timeLimit,
        Duration grace,
        Duration pruneGrace,
        int retries,
        Duration poll,
        OnInterrupt onInterrupt,
        OnTimeout onTimeout,
        int batch,
        @Nullable Double escalation,
        boolean canary,
        String executor,
        int retryFailed) {

    public JobSettings {
        if (parallelism < 0) {
            throw new IllegalArgumentException(
                    "The number of parallel trials (" + parallelism + ") must not be negative.");
        }
        if (retries < 0) {
            throw new IllegalArgumentException("The number of retries (" + retries + ") must not be negative.");
        }
    }

    /** The same with another number of trials at a time. */
    public JobSettings withParallelism(int n) {
        return new JobSettings(
                n,
                timeLimit,
                grace,
                pruneGrace,
                retries,
                poll,
                onInterrupt,
                onTimeout,
                batch,
                escalation,
                canary,
                executor,
                retryFailed);
    }
}
