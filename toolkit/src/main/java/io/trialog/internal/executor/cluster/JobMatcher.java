package io.trialog.internal.executor.cluster;

import io.trialog.spi.JobHandle;
import java.nio.file.Path;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an executor knows of its own jobs.
 *
 * @param isSame whether a row with the id of a job is that job: ids are used again after years
 * @param log gives the file that takes what the scheduler itself says to a job, or {@code null}
 */
public record JobMatcher(BiPredicate<JobHandle, QueueRow> isSame, Function<JobHandle, @Nullable Path> log) {}
