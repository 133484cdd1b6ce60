package io.trialog.internal.executor.slurm.array;

import io.trialog.internal.executor.Nodes;
import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.QueueWatch;
import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.executor.slurm.JobIds;
import io.trialog.internal.executor.slurm.SbatchOptions;
import io.trialog.internal.executor.slurm.SlurmConnection;
import io.trialog.internal.executor.slurm.SlurmScript;
import io.trialog.internal.executor.slurm.SubmissionErrors;
import io.trialog.internal.format.ShellWords;
import io.trialog.internal.platform.Ids;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arrays whose tasks are a study's places on the cluster: how many are wanted, submitted in chunks of what the cluster
 * allows, one after the other so that one cap holds over all of them. Arrays carry no trials, so that one too many, after an
 * unclear answer, costs nothing but places that leave again. For use by one thread at a time.
 */
public final class PlaceArrays {

    private static final Pattern MAX_ARRAY_SIZE = Pattern.compile("MaxArraySize\\s*=\\s*(\\d+)");
    private static final int SLURMS_DEFAULT = 1001;
    private static final String SCRIPT = "slot.sh";

    /** How the comments of arrays of places begin; the owner follows. */
    public static final String COMMENT = "trialog-slots:";

    private final SlurmArrayExecutor.Home home;
    private final SlurmConnection slurm;
    private final ArrayThrottle throttle;
    private final Map<String, PlaceDirectory> batches = new TreeMap<>();
    private final WaitingPlaces waiting = new WaitingPlaces();
    private @Nullable Integer largest;
    private int allowed = Integer.MAX_VALUE;
    private long submittedNanos = Long.MIN_VALUE;
    private String throttled = "";
    private int throttledTo = -1;
    private boolean ended;
    private Set<String> avoided = Set.of();
    private long takenBack;

    PlaceArrays(SlurmArrayExecutor.Home home, SlurmConnection slurm) {
        this.home = home;
        this.slurm = slurm;
        this.throttle = new ArrayThrottle(slurm);
        adopt();
    }

    /** Those of earlier controllers. */
    private void adopt() {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home.directory())) {
            for (Path entry : entries) {
                batches.put(entry.getFileName().toString(), new PlaceDirectory(entry));
            }
            waiting.look(slots());
        } catch (NoSuchFileException e) {
            return; // the first controller
        } catch (IOException e) {
            throw new UncheckedIOException("The places in " + home.directory() + " can't be read: " + e, e);
        }
    }

    /** The directories of all arrays. */
    List<PlaceDirectory> slots() {
        return List.copyOf(batches.values());
    }

    /** The comment by which an array is known as one of this study's. */
    private String comment(String batch) {
        return COMMENT + home.owner() + ":" + batch;
    }

    boolean isOurs(QueueRow row) {
        return row.comment().startsWith(COMMENT + home.owner() + ":");
    }

    /** What Slurm itself said to a place that was given a job, or {@code null} if there is none such. */
    @Nullable
    Path log(JobHandle job) {
        for (PlaceDirectory slots : batches.values()) {
            if (slots.hasJob(job.nativeId())) {
                return slots.log(task(job.nativeId()));
            }
        }
        return null;
    }

    /**
     * Makes the number of places what it should be.
     *
     * @param jobs how many further jobs are wanted
     * @param waiting how many places wait for one
     * @param parallel how many places may be there at a time
     * @param resources what each asks for
     */
    void arrange(
            int jobs, int waiting, int parallel, Map<String, @Nullable Object> resources, QueueWatch.Snapshot snapshot)
            throws IOException, SubmissionException {
        List<QueueRow> ours =
                snapshot.rows().values().stream().filter(this::isOurs).toList();
        forget(ours, snapshot);
        Map<String, List<QueueRow>> pending = new TreeMap<>();
        int present = 0;
        for (QueueRow row : ours) {
            if (isGiven(row) && !row.state().isFinal()) {
                present++; // also one that the scheduler starts again
                continue;
            }
            switch (row.state()) {
                case QUEUED, HELD ->
                    pending.computeIfAbsent(array(row.id()), array -> new ArrayList<>())
                            .add(row);
                case RUNNING, SUSPENDED, FINISHING, UNKNOWN -> present++;
                default -> {} // over
            }
        }
        takeBackUseless(pending, snapshot);
        if (!pending.isEmpty()) {
            List<List<QueueRow>> arrays = List.copyOf(pending.values());
            adjust(array(arrays.get(0).get(0).id()), ours, parallel, present);
            for (List<QueueRow> rest : arrays.subList(1, arrays.size())) {
                takeBack(rest); // one cap over all of them needs one that grows
            }
        } else if (snapshot.begunNanos() - submittedNanos > 0 || submittedNanos == Long.MIN_VALUE) {
            int free = Math.max(0, parallel - present);
            int missing = jobs - waiting;
            if (missing > 0 && free > 0) {
                submit(Math.min(missing, Math.min(allowed, largest())), Math.min(parallel, free), resources);
            }
        }
    }

    /** Nodes on which no further place should wait. */
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
            PlaceDirectory slots = slots(rows.get(0));
            if (slots == null || slots.isClosed() || !slots.avoids(avoided)) {
                late.addAll(rows);
                pending.remove(array(rows.get(0).id()));
            }
        }
        if (snapshot.number() > takenBack) { // once per answer
            takenBack = snapshot.number();
            takeBack(late);
        }
    }

    private void adjust(String array, List<QueueRow> ours, int parallel, int present) throws IOException {
        int elsewhere = 0;
        for (QueueRow row : ours) {
            boolean isThere = switch (row.state()) {
                case RUNNING, SUSPENDED, FINISHING -> true;
                default -> false;
            };
            elsewhere += isThere && !array(row.id()).equals(array) ? 1 : 0;
        }
        int wanted = Math.max(0, parallel - Math.min(elsewhere, present));
        if (!array.equals(throttled) || wanted != throttledTo) {
            if (throttle.set(array, wanted)) {
                throttled = array;
                throttledTo = wanted;
            }
        }
    }

    /** The array that a task belongs to. */
    public static String array(String id) {
        int end = id.indexOf('_');
        return end < 0 ? id : id.substring(0, end);
    }

    /** How many tasks an array may have: the highest index is one less than Slurm's limit. */
    private int largest() throws IOException, SubmissionException {
        if (largest == null) {
            CommandRunner.Answer config = slurm.run(List.of("scontrol", "show", "config"));
            Matcher matcher = MAX_ARRAY_SIZE.matcher(config.output());
            if (!config.isOk()) {
                throw new SubmissionException(
                        Kind.TRANSIENT, "The cluster's limits can't be read: " + config.complaint());
            }
            largest = matcher.find() ? Integer.valueOf(matcher.group(1)) : Integer.valueOf(SLURMS_DEFAULT);
        }
        if (largest == 0) {
            throw new SubmissionException(
                    Kind.PERMANENT,
                    "This cluster allows no job arrays (MaxArraySize=0).\nMaybe use executor.type: slurm.");
        }
        return largest;
    }

    /** The array for a single job, and as its script both: that of the place and, behind it, that of the job. */
    Preview preview(JobSpec spec, Map<String, @Nullable Object> resources) {
        PlaceDirectory slots = new PlaceDirectory(home.directory().resolve("preview"));
        SbatchOptions options = SbatchOptions.forSlots(home.name(), comment("preview"), slots.home(), 1, 1, resources);
        List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
        command.addAll(options.arguments());
        String job = SlurmScript.render(spec, "", SlurmArrayExecutor.JOB_WORD);
        return new Preview(
                command, script(options, slots, resources) + "\n# ---- what a place is given to run ----\n" + job);
    }

    private void submit(int tasks, int parallel, Map<String, @Nullable Object> resources)
            throws IOException, SubmissionException {
        String batch = Ids.nextShort();
        PlaceDirectory slots = PlaceDirectory.create(home.directory().resolve(batch));
        batches.put(batch, slots);
        ended = false;
        SbatchOptions options;
        try {
            Map<String, @Nullable Object> elsewhere = Nodes.without(avoided, resources);
            options = SbatchOptions.forSlots(home.name(), comment(batch), slots.home(), tasks, parallel, elsewhere);
        } catch (IllegalArgumentException e) {
            throw new SubmissionException(Kind.PERMANENT, "The places can't be submitted: " + e.getMessage());
        }
        slots.avoid(avoided);
        Path script = slots.home().resolve(SCRIPT);
        Files.writeString(script, script(options, slots, resources), StandardCharsets.UTF_8);
        List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
        command.addAll(options.arguments());
        CommandRunner.Answer answer;
        try {
            answer = slurm.submit(command, script);
        } finally {
            submittedNanos = System.nanoTime(); // a query begun before may have missed it
        }
        if (answer.isOk()) {
            throttled = String.valueOf(JobIds.parse(answer.output()));
            throttledTo = parallel;
            allowed = Integer.MAX_VALUE;
            return;
        }
        refused(answer, tasks);
    }

    private void refused(CommandRunner.Answer answer, int tasks) throws SubmissionException {
        Kind kind = SubmissionErrors.classify(answer);
        if (kind == Kind.QUOTA) {
            allowed = Math.max(1, tasks / 2); // limits count every task
        }
        throw new SubmissionException(
                kind,
                "An array of " + tasks + " places was not submitted: " + SubmissionErrors.firstLine(answer.errors()));
    }

    private static String script(SbatchOptions options, PlaceDirectory slots, Map<String, @Nullable Object> resources) {
        Object patience = resources.get("slot_wait");
        long seconds = patience instanceof Number number ? Math.max(1, number.longValue()) : 300;
        return JobScript.fill(
                PlaceArrays.class,
                SCRIPT,
                Map.of(
                        "directives", options.lines(),
                        "home", ShellWords.quote(slots.home().toString()),
                        "patience", Long.toString(seconds)));
    }

    /** Sends home who waits, and takes back what has not started. */
    void end() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        for (PlaceDirectory slots : batches.values()) {
            slots.close();
        }
        CommandRunner.Answer queue = slurm.run(QueueWatch.QUERY);
        takeBack(QueueRow.parse(queue.output()).values().stream()
                .filter(row -> isOurs(row) && row.word().equals("PENDING"))
                .toList());
    }

    /**
     * Places that have not started; never one that has a job, which waits for the scheduler to start it again. Not by {@code
     * --state=PENDING}, which takes all pending tasks of an array for one job.
     */
    private void takeBack(List<QueueRow> places) throws IOException {
        List<String> command = new ArrayList<>(List.of("scancel"));
        List<QueueRow> free = places.stream().filter(row -> !isGiven(row)).toList();
        free.stream()
                .collect(Collectors.groupingBy(row -> array(row.id()), TreeMap::new, Collectors.toList()))
                .forEach((array, rows) -> command.add(array + "_[" + tasks(rows) + "]"));
        if (command.size() > 1 && slurm.run(command).isOk()) {
            // one that has started since the scheduler was asked must not get a job any more
            for (QueueRow row : free) {
                PlaceDirectory slots = slots(row);
                if (slots != null) {
                    slots.sendHome(row.id());
                }
            }
        }
    }

    private static String tasks(List<QueueRow> rows) {
        return rows.stream().map(row -> task(row.id())).collect(Collectors.joining(","));
    }

    private static String task(String id) {
        return id.substring(id.indexOf('_') + 1);
    }

    private boolean isGiven(QueueRow row) {
        PlaceDirectory slots = slots(row);
        return slots != null && slots.hasJob(row.id());
    }

    private @Nullable PlaceDirectory slots(QueueRow row) {
        return batches.get(row.comment().substring(row.comment().lastIndexOf(':') + 1));
    }

    /** The places to which a job can be given now, by array. */
    Map<PlaceDirectory, List<String>> free(QueueWatch.Snapshot snapshot) throws IOException {
        return waiting.free(slots(), snapshot, avoided);
    }

    /** Directories of arrays that are over are removed. */
    private void forget(List<QueueRow> ours, QueueWatch.Snapshot snapshot) {
        if (batches.size() < 2 || snapshot.begunNanos() - submittedNanos <= 0) {
            return;
        }
        for (String batch : List.copyOf(batches.keySet())) {
            boolean lives = ours.stream()
                    .anyMatch(row ->
                            row.comment().equals(comment(batch)) && !row.state().isFinal());
            PlaceDirectory slots = batches.get(batch);
            if (!lives && slots != null && slots.delete()) {
                batches.remove(batch);
            }
        }
    }
}
