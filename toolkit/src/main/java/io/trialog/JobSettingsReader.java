package io.trialog;

import io.trialog.optimize.JobSettings;
import io.trialog.optimize.OnInterrupt;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the executor section of a study says, with the defaults filled in. */
final class JobSettingsReader {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int RETRIES = 2;

    private JobSettingsReader() {}

    /**
     * @param executor the section as it stands in the settings: durations in seconds
     * @param processors how many trials run at a time if the section does not say
     */
    static JobSettings read(Map<String, @Nullable Object> executor, int processors) {
        return new JobSettings(
                integer(executor, "parallel", processors),
                duration(executor, "time_limit"),
                orElse(duration(executor, "grace"), GRACE),
                orElse(duration(executor, "prune_grace"), GRACE),
                integer(executor, "retries", RETRIES),
                orElse(duration(executor, "poll"), POLL),
                onInterrupt(executor.get("on_interrupt")));
    }

    private static OnInterrupt onInterrupt(@Nullable Object word) {
        return word == null
                ? OnInterrupt.RETRY
                : OnInterrupt.valueOf(word.toString().toUpperCase(Locale.ROOT));
    }

    private static int integer(Map<String, @Nullable Object> map, String key, int otherwise) {
        return map.get(key) instanceof Number number ? number.intValue() : otherwise;
    }

    private static @Nullable Duration duration(Map<String, @Nullable Object> map, String key) {
        return map.get(key) instanceof Number seconds ? Duration.ofMillis((long) (seconds.doubleValue() * 1000)) : null;
    }

    private static Duration orElse(@Nullable Duration duration, Duration otherwise) {
        return duration == null ? otherwise : duration;
    }
}
