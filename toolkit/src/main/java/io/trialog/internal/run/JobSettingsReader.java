package io.trialog.internal.run;

import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.option.ExecutorOptions;
import io.trialog.spi.ExecutorTraits;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the executor section of a study says, with the defaults filled in. */
final class JobSettingsReader {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int RETRIES = 2;

    /** The executor says how many there is room for. */
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final int CLUSTER_PARALLEL = 4;
    private static final Duration FILES = Duration.ofSeconds(1);

    private JobSettingsReader() {}

    /**
     * @param executor the section as it stands in the settings: durations in seconds
     * @param processors how many trials run at a time if the section does not say
     */
    static JobSettings read(Map<String, @Nullable Object> executor, int processors) {
        ExecutorTraits traits = ExecutorCatalogue.installed().traits(executor);
        boolean onCluster = traits.onCluster();
        return new JobSettings(
                integer(
                        executor,
                        "parallel",
                        traits.knowsCapacity() || sharesDevices(executor, onCluster)
                                ? UNBOUNDED
                                : onCluster ? CLUSTER_PARALLEL : processors),
                duration(executor, "time_limit"),
                orElse(duration(executor, "grace"), GRACE),
                orElse(duration(executor, "prune_grace"), GRACE),
                integer(executor, "retries", RETRIES),
                onCluster ? filePeriod(duration(executor, "poll")) : orElse(duration(executor, "poll"), POLL),
                onInterrupt(executor, traits),
                onTimeout(executor.get("on_timeout")),
                integer(executor, "batch", 0),
                executor.get("escalate") instanceof Number factor ? factor.doubleValue() : null,
                Boolean.TRUE.equals(executor.get(ExecutorOptions.CANARY)),
                ExecutorCatalogue.type(executor),
                integer(executor, ExecutorOptions.RETRY_FAILED, 0));
    }

    /** Devices of this machine say by themselves how many trials have room. */
    private static boolean sharesDevices(Map<String, @Nullable Object> executor, boolean onCluster) {
        return !onCluster && (executor.containsKey("gpus") || executor.containsKey("devices"));
    }

    /** On clusters {@code poll} is for the scheduler; what trials write is looked at more often. */
    private static Duration filePeriod(@Nullable Duration poll) {
        return poll == null || poll.compareTo(FILES) > 0 ? FILES : poll;
    }

    private static OnTimeout onTimeout(@Nullable Object word) {
        return word == null ? OnTimeout.FAIL : OnTimeout.valueOf(word.toString().toUpperCase(Locale.ROOT));
    }

    private static OnInterrupt onInterrupt(Map<String, @Nullable Object> executor, ExecutorTraits traits) {
        Object word = executor.get("on_interrupt");
        if (word == null) {
            return traits.outlivesController() ? OnInterrupt.LEAVE : OnInterrupt.RETRY;
        }
        return OnInterrupt.valueOf(word.toString().toUpperCase(Locale.ROOT));
    }

    private static int integer(Map<String, @Nullable Object> map, String key, int defaultValue) {
        return map.get(key) instanceof Number number ? number.intValue() : defaultValue;
    }

    private static @Nullable Duration duration(Map<String, @Nullable Object> map, String key) {
        return map.get(key) instanceof Number seconds ? Duration.ofMillis((long) (seconds.doubleValue() * 1000)) : null;
    }

    private static Duration orElse(@Nullable Duration duration, Duration defaultValue) {
        return duration == null ? defaultValue : duration;
    }
}
