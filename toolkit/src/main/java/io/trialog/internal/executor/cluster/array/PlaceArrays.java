package io.trialog.internal.executor.cluster.array;

import io.trialog.internal.executor.cluster.ClusterOptions;
import io.trialog.internal.executor.cluster.PlaceDirectory;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.QueueWatch;
import io.trialog.internal.executor.cluster.Scheduler;
import io.trialog.internal.executor.cluster.SchedulerState;
import io.trialog.internal.executor.cluster.WaitingPlaces;
import io.trialog.internal.platform.Ids;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The arrays whose tasks are a study's places on the cluster: how many are wanted, submitted in chunks of what the cluster
 * allows, one after the other so that one cap holds over all of them. Arrays carry no trials, so that one too many, after an
 * unclear answer, costs nothing but places that leave again. For use by one thread at a time.
 */
final class PlaceArrays {

    private final Scheduler scheduler;
    private final JobArrays arrays;
    private final ArraySubmission submission;
    private final PlaceBatches batches;
    private final WaitingPlaces waiting = new WaitingPlaces();
    private int allowed = Integer.MAX_VALUE;
    private long submittedNanos = Long.MIN_VALUE;
    private String throttled = "";
    private int throttledTo = -1;
    private boolean ended;
    private Set<String> avoided = Set.of();
    private long takenBack;

    PlaceArrays(ArrayExecutor.Home home, Scheduler scheduler, JobArrays arrays) {
        this.scheduler = scheduler;
        this.arrays = arrays;
        this.submission = new ArraySubmission(home, scheduler, arrays);
        this.batches = PlaceBatches.of(home.directory(), waiting);
    }

    /** Returns the directories of all arrays. */
    List<PlaceDirectory> directories() {
        return batches.directories();
    }

    /** Returns the file with what the scheduler itself said to a place that was assigned a job, or {@code null}. */
    @Nullable
    Path log(JobHandle job) {
        PlaceDirectory places = batches.holderOf(job.nativeId());
        return places == null ? null : places.log(arrays.number(job.nativeId()));
    }

    boolean isOurs(QueueRow row) {
        return row.tag().startsWith(submission.tag(""));
    }

    /** How many places there are, and which tasks have not started, by array. */
    private record Census(int present, Map<String, List<QueueRow>> pending) {}

    /**
     * Makes the number of places what it should be.
     *
     * @param jobs how many further jobs are wanted
     * @param free how many places wait for one
     * @param parallelism how many places may be there at a time
     * @param resources what each asks for
     */
    void arrange(
            int jobs, int free, int parallelism, Map<String, @Nullable Object> resources, QueueWatch.Snapshot snapshot)
            throws IOException, SubmissionException {
        List<QueueRow> ours =
                snapshot.rows().values().stream().filter(this::isOurs).toList();
        if (snapshot.begunNanos() - submittedNanos > 0) {
            batches.forgetAllBut(ours);
        }
        Census census = count(ours);
        takeBackUseless(census.pending(), snapshot);
        boolean isYounger = snapshot.begunNanos() - submittedNanos > 0 || submittedNanos == Long.MIN_VALUE;
        int room = Math.max(0, parallelism - census.present());
        int missing = jobs - free;
        if (!arrays.hasThrottle()) {
            arrangeWithoutThrottle(census, Math.min(missing, room), isYounger, resources);
        } else if (!census.pending().isEmpty()) {
            adjust(census, ours, parallelism);
        } else if (isYounger && missing > 0 && room > 0) {
            submit(Math.min(missing, largest(resources)), room, resources);
        }
    }

    /** Where nothing else keeps the cap, no more places are queued than may be there: those too many are taken back. */
    private void arrangeWithoutThrottle(
            Census census, int wanted, boolean isYounger, Map<String, @Nullable Object> resources)
            throws IOException, SubmissionException {
        List<QueueRow> queued =
                census.pending().values().stream().flatMap(List::stream).toList();
        int missing = wanted - queued.size();
        if (missing < 0) {
            takeBack(queued.subList(Math.max(0, wanted), queued.size()));
        } else if (missing > 0 && isYounger) {
            int places = Math.min(missing, largest(resources));
            submit(places, places, resources);
        }
    }

    /** How many tasks an array may have: by the cluster, by what it took before, and by the user. */
    private int largest(Map<String, @Nullable Object> resources) throws IOException, SubmissionException {
        int own = resources.get(ClusterOptions.MAX_ARRAY_SIZE) instanceof Number most
                ? most.intValue()
                : Integer.MAX_VALUE;
        return Math.min(own, Math.min(allowed, arrays.largest()));
    }

    private Census count(List<QueueRow> ours) {
        Map<String, List<QueueRow>> pending = new TreeMap<>();
        int present = 0;
        for (QueueRow row : ours) {
            if (row.state().isFinal()) {
                continue;
            }
            if (row.state().isWaiting() && !batches.isDecided(row)) { // one that the scheduler starts again has one
                pending.computeIfAbsent(arrays.array(row.id()), any -> new ArrayList<>())
                        .add(row);
            } else {
                present++;
            }
        }
        return new Census(present, pending);
    }

    /** Notes nodes on which no further place should wait. */
    void avoid(Set<String> nodes) {
        avoided = nodes;
    }

    /**
     * Others are queued in the stead of places that might start on a node that is to be avoided since, and of those that would
     * leave at once: a controller was killed when it had closed their array, or lost it.
     */
    private void takeBackUseless(Map<String, List<QueueRow>> pending, QueueWatch.Snapshot snapshot) throws IOException {
        List<QueueRow> late = new ArrayList<>();
        for (List<QueueRow> rows : List.copyOf(pending.values())) {
            PlaceDirectory places = batches.of(rows.get(0));
            if (places == null || places.isClosed() || !places.avoids(avoided)) {
                late.addAll(rows);
                pending.remove(arrays.array(rows.get(0).id()));
            }
        }
        if (snapshot.number() > takenBack) { // once per answer
            takenBack = snapshot.number();
            takeBack(late);
        }
    }

    /** Sets the throttle of the first array that has pending tasks, and takes back the others: one cap over all of them. */
    private void adjust(Census census, List<QueueRow> ours, int parallelism) throws IOException {
        List<List<QueueRow>> queued = List.copyOf(census.pending().values());
        String array = arrays.array(queued.get(0).get(0).id());
        int elsewhere = (int) ours.stream()
                .filter(row -> isThere(row.state()))
                .filter(row -> !arrays.array(row.id()).equals(array))
                .count();
        int wanted = Math.max(0, parallelism - Math.min(elsewhere, census.present()));
        if (!array.equals(throttled) || wanted != throttledTo) {
            if (arrays.throttle(array, wanted)) {
                throttled = array;
                throttledTo = wanted;
            }
        }
        for (List<QueueRow> rest : queued.subList(1, queued.size())) {
            takeBack(rest);
        }
    }

    private static boolean isThere(SchedulerState state) {
        return switch (state) {
            case RUNNING, SUSPENDED, FINISHING -> true;
            default -> false;
        };
    }

    /** Returns what would be submitted for a single job. */
    Preview preview(JobSpec spec, Map<String, @Nullable Object> resources) {
        return submission.preview(spec, resources);
    }

    private void submit(int tasks, int parallelism, Map<String, @Nullable Object> resources)
            throws IOException, SubmissionException {
        String batch = Ids.nextShort();
        PlaceDirectory places = batches.create(batch);
        ended = false;
        try {
            throttled = submission.submit(places, tasks, parallelism, resources, avoided);
            throttledTo = parallelism;
            allowed = Integer.MAX_VALUE;
        } catch (SubmissionException e) {
            if (e.kind() == Kind.QUOTA) {
                allowed = Math.max(1, tasks / 2); // limits count every task
            }
            throw e;
        } finally {
            submittedNanos = System.nanoTime(); // a query begun before may have missed it
        }
    }

    /** Releases the places that wait, and takes back what has not started. */
    void end() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        for (PlaceDirectory places : batches.directories()) {
            places.close();
        }
        takeBack(pending());
    }

    /** The places that wait in the queue; none where it can't be read: they leave by themselves. */
    private List<QueueRow> pending() {
        try {
            return scheduler.jobs().values().stream()
                    .filter(row -> row.state().isWaiting() && isOurs(row))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Takes back places that have not started; never one that has a job, which waits for the scheduler to start it again. */
    private void takeBack(List<QueueRow> rows) throws IOException {
        List<QueueRow> free =
                rows.stream().filter(row -> !batches.isDecided(row)).toList();
        if (!arrays.cancel(free)) {
            return;
        }
        for (QueueRow row : free) { // one that has started since the scheduler was asked must not get a job any more
            PlaceDirectory places = batches.of(row);
            if (places != null) {
                places.release(row.id());
            }
        }
    }

    /** Returns the places to which a job can be assigned now, by array. */
    Map<PlaceDirectory, List<String>> free(QueueWatch.Snapshot snapshot) throws IOException {
        return waiting.free(batches.directories(), snapshot, avoided);
    }
}
