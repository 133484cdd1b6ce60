package io.trialog.internal.executor.cluster;

import io.trialog.spi.JobHandle;
import io.trialog.spi.JobStatus;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What executors on a cluster share: one query about all jobs at its pace, the states that follow from the answers,
 * cancellations that go on while the scheduler is away, and what is known about nodes. The scheduler is asked on one thread, so
 * that a scheduler that does not answer stops nothing.
 */
public final class ClusterConnection implements AutoCloseable {

    private final PollSettings settings;
    private final ScheduledThreadPoolExecutor thread = newThread();
    private final QueueWatch queue;
    private final JobStates states;
    private final Cancellations cancellations;
    private final ClusterNodes nodes;

    /**
     * Opens a connection.
     *
     * @param scheduler the scheduler
     * @param settings how it is asked
     */
    public ClusterConnection(Scheduler scheduler, PollSettings settings) {
        this.settings = settings;
        this.nodes = scheduler.nodes();
        this.queue = new QueueWatch(scheduler, thread, settings.poll());
        this.states = new JobStates(scheduler, queue, nodes);
        this.cancellations = new Cancellations(scheduler, thread);
    }

    /**
     * Makes a thread on which a scheduler is asked.
     *
     * @return the thread
     */
    public static ScheduledThreadPoolExecutor newThread() {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread worker = new Thread(task, "trialog-scheduler");
            worker.setDaemon(true);
            return worker;
        });
    }

    /**
     * Returns how the scheduler is asked.
     *
     * @return the settings
     */
    public PollSettings settings() {
        return settings;
    }

    /**
     * Returns the watch over all jobs of the user.
     *
     * @return the watch
     */
    public QueueWatch queue() {
        return queue;
    }

    /**
     * Returns what the scheduler was asked so far, for people.
     *
     * @return the text
     */
    public String activity() {
        return queue.activity();
    }

    /**
     * Notes that a job was submitted just now.
     *
     * @param token the job's token
     */
    public void submitted(String token) {
        states.submitted(token);
    }

    /**
     * Notes that a job was submitted just now, kept away from nodes.
     *
     * @param job the job
     * @param resources what it asks for
     */
    void submitted(JobHandle job, Map<String, @Nullable Object> resources) {
        states.submitted(job.token());
        nodes.submitted(job.nativeId(), Nodes.excluded(resources));
    }

    /**
     * Returns the states of jobs by token.
     *
     * @param jobs the jobs
     * @param matcher how an executor knows its own jobs
     * @return the states
     * @throws IOException if the files of a job can't be read
     */
    public Map<String, JobStatus> poll(Collection<JobHandle> jobs, JobMatcher matcher) throws IOException {
        nodes.watch(jobs);
        return states.of(jobs, matcher);
    }

    /**
     * Returns the names of the nodes that a job may get.
     *
     * @param resources what the job asks for
     * @return the names; none where jobs can't be kept away from nodes
     * @throws IOException if the scheduler does not answer
     */
    public Set<String> nodes(Map<String, @Nullable Object> resources) throws IOException {
        return nodes.names(resources);
    }

    /**
     * Keeps jobs that wait away from nodes.
     *
     * @param avoided the nodes
     * @return what a user should know
     */
    public List<String> avoid(Set<String> avoided) {
        return nodes.keepAwayFrom(avoided, queue);
    }

    /**
     * Ends jobs, now or as soon as the scheduler hears it.
     *
     * @param jobs the jobs
     * @throws IOException if the files of a job can't be written
     */
    public void cancel(Collection<JobHandle> jobs) throws IOException {
        cancellations.begin(jobs);
    }

    /** Ends this process's thread, once the scheduler was told what is to be cancelled; jobs go on. */
    @Override
    public void close() {
        cancellations.finish();
        thread.shutdownNow();
        try {
            thread.awaitTermination(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
