package io.trialog.internal.executor.cluster;

import io.trialog.internal.platform.Ids;
import io.trialog.spi.ControllerJob;
import io.trialog.spi.ControllerJobs;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Controllers as jobs of a cluster's scheduler, known by their tag. They are never requeued: a successor waits for the end of
 * each, so that a controller that lost its node is followed by another job and not by itself. Safe for use by several threads.
 */
public final class ClusterControllerJobs implements ControllerJobs {

    private static final int SHORT_ID = 8;
    private static final String LOG = Submission.JOB + ".log";

    private final Scheduler scheduler;
    private final Duration lookUpPeriod;

    /**
     * Makes the controllers' side of a scheduler.
     *
     * @param scheduler the scheduler
     * @param settings how long an unclear submission is looked up
     */
    public ClusterControllerJobs(Scheduler scheduler, PollSettings settings) {
        this.scheduler = scheduler;
        this.lookUpPeriod = settings.lookUpPeriod();
    }

    @Override
    public String submit(Order order) throws SubmissionException {
        String tag = JobTags.controllers(order.owner()) + Ids.next();
        try {
            return scheduler.submit(scheduler.command(submission(order, tag)), order.script());
        } catch (IllegalArgumentException e) {
            throw new SubmissionException(Kind.PERMANENT, "The controller can't be submitted: " + e.getMessage());
        } catch (SubmissionException e) {
            String found = e.kind() == Kind.AMBIGUOUS ? lookUp(tag) : null;
            if (found == null) {
                throw new SubmissionException(e.kind(), "The controller was not submitted: " + e.getMessage());
            }
            return found;
        }
    }

    /** Names of studies may be shared by several of one user, so that the id comes first. */
    private static Submission submission(Order order, String tag) {
        String id = order.owner();
        String name = "trialog-" + id.substring(0, Math.min(SHORT_ID, id.length())) + "-" + order.name();
        return new Submission(tag, name, order.directory(), LOG, resources(order), order.after());
    }

    private static Map<String, @Nullable Object> resources(Order order) {
        Map<String, @Nullable Object> resources = new LinkedHashMap<>(order.resources());
        Object cpus = resources.remove("cpus");
        resources.put("cpus_per_task", cpus);
        resources.put("nodes", 1);
        resources.put("ntasks", 1);
        resources.put("requeue", false);
        return resources;
    }

    /** A job whose answer was lost turns up within this period, if it exists. */
    private @Nullable String lookUp(String tag) {
        long deadline = System.nanoTime() + lookUpPeriod.toNanos();
        do {
            try {
                TimeUnit.SECONDS.sleep(1);
                String id = scheduler.find(tag);
                if (id != null) {
                    return id;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            } catch (IOException e) {
                continue; // the scheduler does not answer yet
            }
        } while (System.nanoTime() < deadline);
        return null;
    }

    @Override
    public List<ControllerJob> of(String owner) throws IOException {
        return scheduler.controllers(JobTags.controllers(owner)).stream()
                .filter(job -> !job.state().isFinal())
                .toList();
    }

    @Override
    public List<String> living(String owner, Collection<String> jobs) throws IOException {
        String places = JobTags.places(owner);
        return scheduler.jobs().values().stream()
                .filter(row -> !row.state().isFinal())
                .filter(row -> jobs.contains(row.id()) || row.tag().startsWith(places))
                .map(QueueRow::id)
                .toList();
    }

    @Override
    public String ending(String job) throws IOException {
        QueueRow seen = scheduler.jobs().get(job);
        QueueRow row = seen == null ? scheduler.account(job) : seen;
        return row == null || !row.state().isFinal() ? "" : row.text();
    }

    @Override
    public List<String> command(Order order) throws SubmissionException {
        try {
            String tag = JobTags.controllers(order.owner()) + "preview";
            return scheduler.command(submission(order, tag)).words();
        } catch (IllegalArgumentException e) {
            throw new SubmissionException(Kind.PERMANENT, "The controller can't be submitted: " + e.getMessage());
        }
    }

    @Override
    public String beginning(Path directory) {
        return scheduler.beginning(directory.resolve(LOG));
    }

    @Override
    public String ownJob() {
        return scheduler.ownJob();
    }

    @Override
    public boolean isOver(String cluster, String job) {
        return scheduler.isOver(cluster, job);
    }

    @Override
    public void cancel(Collection<String> jobs) throws IOException {
        if (!jobs.isEmpty()) {
            scheduler.cancel(jobs);
        }
    }

    @Override
    public void cancelPending(String owner) throws IOException {
        scheduler.cancelPending(JobTags.places(owner));
    }
}
