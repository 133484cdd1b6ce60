package io.trialog.internal.executor.cluster;

import io.trialog.internal.executor.slurm.FailedNodes;
import io.trialog.internal.executor.slurm.SacctRows;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.spi.JobStatus.FailedNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The states of jobs, from their own files and from the last answer of the scheduler. Remembers how often in a row a job was
 * seen in a state, since one answer alone proves no end. For use by one thread at a time.
 */
public final class JobStates {

    /** So many finished jobs may be remembered. */
    private static final int FORGETTING = 1_000;

    private final QueueWatch queue;
    private final SacctRows accounting;
    private final FailedNodes failedNodes;
    private final Map<String, Sighting> sightings = new HashMap<>();

    /**
     * What an executor knows of its own jobs.
     *
     * @param isSame whether a row with the id of a job is that job: ids are used again after years
     * @param log the file that takes what Slurm itself says to a job, or {@code null}
     */
    public record Own(BiPredicate<JobHandle, QueueRow> isSame, Function<JobHandle, @Nullable Path> log) {}

    /**
     * How a job was seen.
     *
     * @param afterNanos only queries begun after this moment may tell that it is missing
     * @param answer the number of the last answer that was taken into account
     * @param word the state in it; empty if the job was missing
     * @param inARow in how many answers in a row that was so
     */
    private record Sighting(long afterNanos, long answer, String word, int inARow) {

        boolean isBefore(QueueWatch.Snapshot snapshot) {
            return afterNanos == Long.MIN_VALUE || snapshot.begunNanos() - afterNanos > 0;
        }

        Sighting next(long newAnswer, String newWord) {
            return new Sighting(afterNanos, newAnswer, newWord, newWord.equals(word) && answer > 0 ? inARow + 1 : 1);
        }
    }

    public JobStates(CommandRunner commands, QueueWatch queue) {
        this.queue = queue;
        this.accounting = new SacctRows(commands);
        this.failedNodes = new FailedNodes(commands);
    }

    /** A job was submitted just now: only later answers of the scheduler may tell that it is missing. */
    public void submitted(String token) {
        sightings.put(token, new Sighting(System.nanoTime(), 0, "", 0));
    }

    /** The states of jobs by token. */
    public Map<String, JobStatus> of(Collection<JobHandle> jobs, Own own) throws IOException {
        QueueWatch.Snapshot snapshot = queue.latest();
        Map<String, JobStatus> states = new LinkedHashMap<>();
        for (JobHandle job : jobs) {
            states.put(job.token(), status(job, snapshot, own));
        }
        if (sightings.size() > FORGETTING + 4 * states.size()) {
            sightings.keySet().retainAll(states.keySet());
        }
        return states;
    }

    private JobStatus status(JobHandle job, QueueWatch.@Nullable Snapshot snapshot, Own own) throws IOException {
        JobEvidence evidence = JobEvidence.of(job);
        Sighting before = sightings.computeIfAbsent(job.token(), token -> new Sighting(Long.MIN_VALUE, 0, "", 0));
        if (snapshot == null || !before.isBefore(snapshot)) {
            return JobVerdict.unasked(evidence, queue.trouble());
        }
        QueueRow row = snapshot.rows().get(job.nativeId());
        if (row != null && !row.comment().isEmpty() && !own.isSame().test(job, row)) {
            row = null;
        }
        Sighting now = snapshot.number() == before.answer()
                ? before
                : before.next(snapshot.number(), row == null ? "" : row.word());
        sightings.put(job.token(), now);
        if (row == null && now.inARow() >= JobVerdict.ANSWERS && !evidence.isConclusive()) {
            row = accounting.find(job.nativeId(), snapshot.number());
        }
        JobStatus status = row == null
                ? JobVerdict.absent(evidence, now.inARow())
                : on(row.node(), JobVerdict.seen(evidence, row, now.inARow()));
        FailedNode failed = failedNodes.under(job, own.log(), evidence, row, snapshot.number());
        return failed == null ? status : status.after(failed);
    }

    /** A job that waits is nowhere, whatever node the scheduler still shows. */
    private static JobStatus on(String node, JobStatus status) {
        boolean waits = status.state() == JobState.QUEUED || status.state() == JobState.HELD;
        return waits || node.isEmpty() ? status : status.on(node);
    }
}
