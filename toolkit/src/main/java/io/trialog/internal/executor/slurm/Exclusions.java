package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.QueueWatch;
import io.trialog.spi.JobHandle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Keeps jobs that wait away from nodes that are to be avoided since. What a job is kept away from already is asked of the
 * scheduler, so that the user's own list stays, and what counts in the end is what can be read back. Nothing is asked while no
 * job waits that may start on such a node; then two queries and an update, at most once per answer of the queue.
 * For use by one thread at a time.
 */
final class Exclusions {

    private static final List<String> QUERY = List.of("squeue", "--me", "-h", "-r", "-t", "PENDING", "-o", "%i|%x");
    private static final int FORGETTING = 1_000;

    private final SlurmScheduler slurm;
    private final Map<String, Set<String>> settled = new HashMap<>();
    private Set<String> jobs = Set.of();
    private long considered;
    private boolean noted;

    Exclusions(SlurmScheduler slurm) {
        this.slurm = slurm;
    }

    /** Notes that a job was submitted, kept away from these nodes. */
    void submitted(String id, Collection<String> lists) {
        Set<String> nodes = new HashSet<>();
        lists.forEach(list -> nodes.addAll(HostList.expand(list)));
        if (!nodes.isEmpty()) {
            settled.put(id, nodes);
        }
    }

    /** Notes the jobs that there are. */
    void watch(Collection<JobHandle> handles) {
        jobs = handles.stream().map(JobHandle::nativeId).collect(Collectors.toSet());
        if (settled.size() > FORGETTING + 2 * jobs.size()) {
            settled.keySet().retainAll(jobs);
        }
    }

    /** Keeps waiting jobs away from these nodes; returns what a user should know: once, if the scheduler refuses that. */
    List<String> keepAwayFrom(Set<String> nodes, QueueWatch queue) {
        QueueWatch.Snapshot snapshot = nodes.isEmpty() || jobs.isEmpty() ? null : queue.latest();
        if (snapshot == null || snapshot.number() == considered) {
            return List.of();
        }
        considered = snapshot.number();
        Set<String> late = snapshot.rows().values().stream()
                .filter(row -> row.word().equals("PENDING") && jobs.contains(row.id()))
                .map(QueueRow::id)
                .filter(id -> !settled.getOrDefault(id, Set.of()).containsAll(nodes))
                .collect(Collectors.toCollection(TreeSet::new));
        try {
            return late.isEmpty() ? List.of() : update(late, nodes);
        } catch (IOException e) {
            return List.of(); // the scheduler does not answer: with its next answer
        }
    }

    private List<String> update(Set<String> late, Set<String> nodes) throws IOException {
        Map<String, List<String>> wanted = new TreeMap<>();
        lists(late).forEach((id, list) -> {
            Set<String> missing = new TreeSet<>(nodes);
            missing.removeAll(HostList.expand(list));
            if (missing.isEmpty()) {
                settled.put(id, nodes);
            } else {
                String all = (list.isEmpty() ? "" : list + ",") + String.join(",", missing);
                wanted.computeIfAbsent(all, any -> new ArrayList<>()).add(id);
            }
        });
        String complaint = "";
        for (Map.Entry<String, List<String>> one : wanted.entrySet()) {
            CommandRunner.Answer answer = slurm.run(List.of(
                    "scontrol", "update", "JobId=" + String.join(",", one.getValue()), "ExcNodeList=" + one.getKey()));
            complaint = answer.isOk() ? complaint : answer.complaint();
        }
        return wanted.isEmpty() ? List.of() : readBack(late, nodes, complaint);
    }

    private List<String> readBack(Set<String> late, Set<String> nodes, String complaint) throws IOException {
        Set<String> refused = new TreeSet<>();
        lists(late).forEach((id, list) -> {
            if (!HostList.expand(list).containsAll(nodes)) {
                refused.add(id);
            }
            settled.put(id, nodes);
        });
        if (refused.isEmpty() || noted) {
            return List.of();
        }
        noted = true;
        return List.of("Jobs that wait (" + String.join(", ", refused) + ") may start on " + String.join(", ", nodes)
                + " all the same, since their lists of excluded nodes can't be changed: "
                + (complaint.isEmpty() ? "scontrol update has no effect" : complaint));
    }

    /** What those of these jobs are kept away from that still wait. */
    private Map<String, String> lists(Set<String> ids) throws IOException {
        CommandRunner.Answer answer = slurm.run(QUERY);
        if (!answer.isOk()) {
            throw new IOException("The queue can't be read: " + answer.complaint());
        }
        Map<String, String> lists = new TreeMap<>();
        answer.output().lines().forEach(line -> {
            String[] fields = line.split("\\|", 2);
            if (fields.length == 2 && ids.contains(fields[0].strip())) {
                lists.put(fields[0].strip(), SqueueRows.known(fields[1]));
            }
        });
        return lists;
    }
}
