package io.trialog.internal.executor.cluster;

import io.trialog.spi.JobHandle;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.spi.JobStatus.FailedNode;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the states of jobs, from their own files and from the last answer of the scheduler. Remembers how often in a row a job was
 * seen in a state, since one answer alone proves no end. For use by one thread at a time.
 */
final class JobStates {

    /** So many finished jobs may be remembered. */
    private static final int FORGETTING = 1_000;

    private final QueueWatch queue;
    private final AccountedJobs accounting;
    private final ClusterNodes nodes;
    private final Map<String, Observation> observations = new HashMap<>();

    /**
     * How a job was seen.
     *
     * @param afterNanos only queries begun after this moment may tell that it is missing
     * @param answer the number of the last answer that was taken into account
     * @param word the state in it; empty if the job was missing
     * @param inARow in how many answers in a row that was so
     */
    private record Observation(long afterNanos, long answer, String word, int inARow) {

        boolean isBefore(QueueWatch.Snapshot snapshot) {
            return afterNanos == Long.MIN_VALUE || snapshot.begunNanos() - afterNanos > 0;
        }

        Observation next(long newAnswer, String newWord) {
            return new Observation(afterNanos, newAnswer, newWord, newWord.equals(word) && answer > 0 ? inARow + 1 : 1);
        }
    }

    JobStates(Scheduler scheduler, QueueWatch queue, ClusterNodes nodes) {
        this.queue = queue;
        this.accounting = new AccountedJobs(scheduler);
        this.nodes = nodes;
    }

    /** Notes that a job was submitted just now: only later answers of the scheduler may tell that it is missing. */
    void submitted(String token) {
        observations.put(token, new Observation(System.nanoTime(), 0, "", 0));
    }

    /** Returns the states of jobs by token. */
    Map<String, JobStatus> of(Collection<JobHandle> jobs, JobMatcher matcher) throws IOException {
        QueueWatch.Snapshot snapshot = queue.latest();
        Map<String, JobStatus> states = new LinkedHashMap<>();
        for (JobHandle job : jobs) {
            states.put(job.token(), status(job, snapshot, matcher));
        }
        if (observations.size() > FORGETTING + 4 * states.size()) {
            observations.keySet().retainAll(states.keySet());
        }
        return states;
    }

    private JobStatus status(JobHandle job, QueueWatch.@Nullable Snapshot snapshot, JobMatcher matcher)
            throws IOException {
        JobEvidence evidence = JobEvidence.of(job);
        Observation before =
                observations.computeIfAbsent(job.token(), token -> new Observation(Long.MIN_VALUE, 0, "", 0));
        if (snapshot == null || !before.isBefore(snapshot)) {
            return JobVerdict.unasked(evidence, queue.trouble());
        }
        QueueRow row = snapshot.rows().get(job.nativeId());
        if (row != null && !row.tag().isEmpty() && !matcher.isSame().test(job, row)) {
            row = null;
        }
        Observation now = snapshot.number() == before.answer()
                ? before
                : before.next(snapshot.number(), row == null ? "" : row.word());
        observations.put(job.token(), now);
        if (row == null && now.inARow() >= JobVerdict.ANSWERS && !evidence.isConclusive()) {
            row = accounting.find(job.nativeId(), snapshot.number());
        }
        JobStatus status = row == null
                ? JobVerdict.absent(evidence, now.inARow())
                : on(row.node(), JobVerdict.seen(evidence, row, now.inARow()));
        FailedNode failed = nodes.failedUnder(job, () -> matcher.log().apply(job), evidence, row, snapshot.number());
        return failed == null ? status : status.after(failed);
    }

    /** A job that waits is nowhere, whatever node the scheduler still shows. */
    private static JobStatus on(String node, JobStatus status) {
        boolean waits = status.state() == JobState.QUEUED || status.state() == JobState.HELD;
        return waits || node.isEmpty() ? status : status.on(node);
    }
}
