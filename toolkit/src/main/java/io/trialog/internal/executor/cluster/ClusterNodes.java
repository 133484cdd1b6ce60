package io.trialog.internal.executor.cluster;

import io.trialog.spi.JobHandle;
import io.trialog.spi.JobStatus.FailedNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an executor knows about the nodes of its cluster: their names, which of them failed, and which of them jobs are kept
 * away from. A scheduler that can tell none of it leaves the methods as they are. For use by one thread at a time.
 */
public interface ClusterNodes {

    /**
     * Returns the names of the nodes that a job may get.
     *
     * @param resources what the job asks for
     * @return the names; none where jobs can't be kept away from nodes
     * @throws IOException if the scheduler does not answer
     */
    default Set<String> names(Map<String, @Nullable Object> resources) throws IOException {
        return Set.of();
    }

    /**
     * Returns the node that failed last under an earlier run of a job, or under the one after which it waits.
     *
     * @param job the job
     * @param log gives the file that takes what the scheduler itself says to the job, or {@code null}
     * @param evidence the job's own files
     * @param row the job in the last answer of the scheduler, or {@code null}
     * @param answer the number of that answer
     * @return the node; {@code null} if none failed or it can't be known
     * @throws IOException if the job's files can't be read
     */
    default @Nullable FailedNode failedUnder(
            JobHandle job, Supplier<@Nullable Path> log, JobEvidence evidence, @Nullable QueueRow row, long answer)
            throws IOException {
        return null;
    }

    /**
     * Notes that a job was submitted.
     *
     * @param id the job's id
     * @param excluded the nodes that it is kept away from, or lists of them as the scheduler writes them
     */
    default void submitted(String id, Collection<String> excluded) {}

    /**
     * Notes the jobs that there are.
     *
     * @param jobs the jobs
     */
    default void watch(Collection<JobHandle> jobs) {}

    /**
     * Keeps jobs that wait away from nodes.
     *
     * @param nodes the nodes
     * @param queue gives the last answer of the scheduler; asked only if it is needed
     * @return what a user should know
     */
    default List<String> keepAwayFrom(Set<String> nodes, QueueWatch queue) {
        return List.of();
    }
}
