package io.trialog.internal.executor.cluster.array;

import io.trialog.internal.executor.cluster.JobTags;
import io.trialog.internal.executor.cluster.Nodes;
import io.trialog.internal.executor.cluster.PlaceDirectory;
import io.trialog.internal.executor.cluster.Scheduler;
import io.trialog.internal.executor.cluster.Submission;
import io.trialog.internal.executor.cluster.SubmitCommand;
import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.format.ShellWords;
import io.trialog.spi.JobSpec;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Submits arrays of places. */
final class ArraySubmission {

    private static final String SCRIPT = "slot.sh";
    private static final long WAIT_SECONDS = 300;

    private final ArrayExecutor.Home home;
    private final Scheduler scheduler;
    private final JobArrays arrays;

    ArraySubmission(ArrayExecutor.Home home, Scheduler scheduler, JobArrays arrays) {
        this.home = home;
        this.scheduler = scheduler;
        this.arrays = arrays;
    }

    /** Returns the tag by which an array is known as one of this study's. */
    String tag(String batch) {
        return JobTags.places(home.owner()) + batch;
    }

    /**
     * Submits an array.
     *
     * @param tasks how many places
     * @param parallelism how many of them may run at a time
     * @param avoided nodes that the places are kept away from
     * @return its id
     */
    String submit(
            PlaceDirectory places,
            int tasks,
            int parallelism,
            Map<String, @Nullable Object> resources,
            Set<String> avoided)
            throws IOException, SubmissionException {
        SubmitCommand command;
        try {
            command = command(places, tasks, parallelism, Nodes.without(avoided, resources));
        } catch (IllegalArgumentException e) {
            throw new SubmissionException(Kind.PERMANENT, "The places can't be submitted: " + e.getMessage());
        }
        places.avoid(avoided);
        Path script = places.home().resolve(SCRIPT);
        AtomicFile.writePrivate(script, script(command, places, resources));
        try {
            return scheduler.submit(command, script);
        } catch (SubmissionException e) {
            throw new SubmissionException(
                    e.kind(), "An array of " + tasks + " places was not submitted: " + e.getMessage());
        }
    }

    /** Returns the array for a single job, and as its script both: that of the place and, behind it, that of the job. */
    Preview preview(JobSpec spec, Map<String, @Nullable Object> resources) {
        PlaceDirectory places = new PlaceDirectory(home.directory().resolve("preview"));
        SubmitCommand command = command(places, 1, 1, resources);
        String job = arrays.script(spec);
        return new Preview(
                command.words(),
                script(command, places, resources) + "\n# ---- what a place is given to run ----\n" + job);
    }

    private SubmitCommand command(
            PlaceDirectory places, int tasks, int parallelism, Map<String, @Nullable Object> resources) {
        String batch = places.home().getFileName().toString();
        Submission submission = new Submission(
                tag(batch), home.name() + "_trials", places.home(), PlaceDirectory.LOG, resources, List.of());
        return arrays.command(submission, tasks, parallelism);
    }

    private String script(SubmitCommand command, PlaceDirectory places, Map<String, @Nullable Object> resources) {
        Object wait = resources.get("slot_wait");
        long seconds = wait instanceof Number number ? Math.max(1, number.longValue()) : WAIT_SECONDS;
        JobArrays.Place place = arrays.place();
        return JobScript.fill(
                ArraySubmission.class,
                SCRIPT,
                Map.of(
                        "directives", command.directives(),
                        "beginning", scheduler.beginning(places.home().resolve(PlaceDirectory.LOG)),
                        "place", place.id(),
                        "node", place.node(),
                        "home", ShellWords.quote(places.home().toString()),
                        "patience", Long.toString(seconds)));
    }
}
