package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.ClusterNodes;
import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.JobEvidence;
import io.trialog.internal.executor.cluster.Nodes;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.QueueWatch;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobStatus.FailedNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one executor knows about the nodes of a Slurm cluster. For use by one thread at a time. */
final class SlurmNodes implements ClusterNodes {

    private final SlurmScheduler slurm;
    private final FailedNodes failed;
    private final Exclusions exclusions;

    SlurmNodes(SlurmScheduler slurm, CommandRunner commands) {
        this.slurm = slurm;
        this.failed = new FailedNodes(commands);
        this.exclusions = new Exclusions(slurm);
    }

    @Override
    public Set<String> names(Map<String, @Nullable Object> resources) throws IOException {
        List<String> command = new ArrayList<>(List.of("sinfo", "-h", "-N", "-o", "%N"));
        if (resources.get("partition") != null) {
            command.add("--partition=" + resources.get("partition"));
        }
        CommandRunner.Answer answer = slurm.run(command);
        if (!answer.isOk()) {
            throw new IOException("The nodes can't be told: sinfo: " + answer.complaint());
        }
        Set<String> nodes = answer.output()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Nodes.excluded(resources).forEach(list -> nodes.removeAll(HostList.expand(list)));
        return nodes;
    }

    @Override
    public @Nullable FailedNode failedUnder(
            JobHandle job, Supplier<@Nullable Path> log, JobEvidence evidence, @Nullable QueueRow row, long answer)
            throws IOException {
        return failed.under(job, log, evidence, row, answer);
    }

    @Override
    public void submitted(String id, Collection<String> excluded) {
        exclusions.submitted(id, excluded);
    }

    @Override
    public void watch(Collection<JobHandle> jobs) {
        exclusions.watch(jobs);
    }

    @Override
    public List<String> keepAwayFrom(Set<String> nodes, QueueWatch queue) {
        return exclusions.keepAwayFrom(nodes, queue);
    }
}
