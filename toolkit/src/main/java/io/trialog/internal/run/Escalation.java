package io.trialog.internal.run;

import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.spi.JobState;
import io.trialog.trial.Attempt;
import io.trialog.trial.Loss;
import io.trialog.trial.LossCause;
import io.trialog.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt asks a cluster for: what the executor section says, with more memory after each attempt that ran out of
 * memory and more time after each that ran out of time, where the section asks for that ({@code escalate: 1.5}).
 */
final class Escalation {

    private static final Pattern MEMORY = Pattern.compile("([0-9]+)([KMGT]?)", Pattern.CASE_INSENSITIVE);

    /** The memory of one chunk of a request in chunks. */
    private static final Pattern CHUNK_MEMORY =
            Pattern.compile("(\\bmem=)([0-9]+)([KMGT])B\\b", Pattern.CASE_INSENSITIVE);

    private Escalation() {}

    /** Whether a job that ended like this is tried again with more. */
    static boolean applies(JobSettings settings, JobState state) {
        return settings.escalation() != null && (state == JobState.OUT_OF_MEMORY || state == JobState.TIMED_OUT);
    }

    /** The resources of the next attempt of a trial; empty for executors that know none. */
    static Map<String, @Nullable Object> of(
            JobSettings settings, Map<String, @Nullable Object> executor, TrialRecord trial) {
        if (!ExecutorCatalogue.installed().traits(executor).onCluster()) {
            return Map.of();
        }
        Map<String, @Nullable Object> resources = new LinkedHashMap<>(executor);
        Double factor = settings.escalation();
        if (factor != null) {
            double memory = StrictMath.pow(factor, count(trial, LossCause.OUT_OF_MEMORY));
            resources.computeIfPresent("mem", (key, value) -> memory(value, memory));
            resources.computeIfPresent("mem_per_cpu", (key, value) -> memory(value, memory));
            resources.computeIfPresent(
                    "select", (key, value) -> memory == 1 ? value : chunks(String.valueOf(value), memory));
            double time = StrictMath.pow(factor, count(trial, LossCause.TIMED_OUT));
            resources.computeIfPresent("time", (key, value) -> seconds(value, time));
        }
        return resources;
    }

    private static int count(TrialRecord trial, LossCause cause) {
        return (int) trial.attempts().stream()
                .filter(attempt -> endedBy(attempt, cause))
                .count();
    }

    /** One that can go on from a checkpoint needs no more than it had. */
    private static boolean endedBy(Attempt attempt, LossCause cause) {
        Loss loss = attempt.loss();
        return loss != null && loss.cause() == cause && !loss.resumable();
    }

    private static @Nullable Object memory(@Nullable Object value, double factor) {
        Matcher matcher = MEMORY.matcher(String.valueOf(value));
        if (factor == 1 || !matcher.matches()) {
            return value;
        }
        double megabytes = Long.parseLong(matcher.group(1)) * inMegabytes(matcher.group(2));
        return (long) StrictMath.ceil(megabytes * factor) + "M";
    }

    /** A request in chunks: {@code 2:ncpus=8:mem=16gb+1:mem=4gb}. */
    static String chunks(String select, double factor) {
        return CHUNK_MEMORY
                .matcher(select)
                .replaceAll(chunk -> chunk.group(1)
                        + (long) StrictMath.ceil(Long.parseLong(chunk.group(2)) * inMegabytes(chunk.group(3)) * factor)
                        + "mb");
    }

    private static double inMegabytes(String unit) {
        return switch (unit.toUpperCase(Locale.ROOT)) {
            case "K" -> 1.0 / 1024;
            case "G" -> 1024;
            case "T" -> 1024 * 1024;
            default -> 1;
        };
    }

    private static @Nullable Object seconds(@Nullable Object value, double factor) {
        return factor == 1 || !(value instanceof Number number)
                ? value
                : (Object) (long) StrictMath.ceil(number.doubleValue() * factor);
    }
}
