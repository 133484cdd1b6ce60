package io.trialog.internal.executor.cluster;

import io.trialog.internal.file.ClaimedName;
import io.trialog.internal.file.FileTree;
import io.trialog.internal.platform.Ids;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The directory in which places on the cluster (tasks of one array) and the controller meet; {@code slot.sh} is the other
 * side. A place that has started says so in {@code waiting/}. What it does is decided once, by whoever is first: a directory that
 * holds the name of the job's script gets the name of the place in {@code decisions/}, by one rename. The controller writes the script
 * of a job, or nothing; the place that leaves writes nothing. So a place that is taken has its job.
 *
 * <p>Toolkits of 0.1 took a place in {@code decided/} and wrote its job into {@code jobs/} afterwards. What stands in such a
 * directory is read, so that its jobs are found; no further job is assigned there.
 *
 * @param home the directory, absolute
 */
public record PlaceDirectory(Path home) {

    /** The file that takes what the scheduler itself says to a place: {@link Submission#log}. */
    public static final String LOG = "slot-" + Submission.TASK + ".log";

    private static final String WAITING = "waiting";
    private static final String OFFERS = "offers";
    private static final String DECISIONS = "decisions";
    private static final String SCRIPT = "script";
    private static final String JOBS_OF_01 = "jobs";
    private static final String CLOSED = "closed";
    private static final String AVOIDED = "avoided";

    /**
     * Returns the file that takes what the scheduler itself says to a task.
     *
     * @param task the number of the task
     * @return the file
     */
    public Path log(String task) {
        return home.resolve(LOG.replace(Submission.TASK, task));
    }

    /**
     * Makes the directories.
     *
     * @param home where, absolute
     * @return the directory
     * @throws IOException if they can't be made
     */
    public static PlaceDirectory create(Path home) throws IOException {
        for (String name : List.of(WAITING, OFFERS, DECISIONS)) {
            Files.createDirectories(home.resolve(name));
        }
        return new PlaceDirectory(home);
    }

    /** The places that have started and wait for a job, those that have waited longest by number first. */
    List<String> waiting() throws IOException {
        List<String> places = new ArrayList<>();
        if (isClosed()) {
            return List.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home.resolve(WAITING), "[0-9]*")) {
            for (Path entry : entries) {
                String place = entry.getFileName().toString();
                if (!isDecided(place)) {
                    places.add(place);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        places.sort((a, b) -> a.length() == b.length() ? a.compareTo(b) : a.length() - b.length());
        return places;
    }

    /**
     * Assigns a script to a place.
     *
     * @param place the place
     * @param script what it is to run
     * @return false if it is decided already what the place does
     * @throws IOException if the directory can't be written; the place may have the script all the same
     */
    public boolean assign(String place, Path script) throws IOException {
        return decide(place, script.toString());
    }

    /**
     * Releases a place that has no job: it leaves, also one that does not wait yet.
     *
     * @param place the place
     * @throws IOException if the directory can't be written
     */
    public void release(String place) throws IOException {
        decide(place, "");
    }

    /** Returns whether this is the decision about the place; what was decided before stands. */
    private boolean decide(String place, String script) throws IOException {
        if (!isOf01()) {
            Path offer = home.resolve(OFFERS).resolve(place + "-" + Ids.nextShort());
            Files.createDirectories(offer);
            Files.writeString(offer.resolve(SCRIPT), script + "\n");
            if (!ClaimedName.claim(offer, home.resolve(DECISIONS).resolve(place))) {
                FileTree.delete(offer);
            }
            Files.deleteIfExists(home.resolve(WAITING).resolve(place));
        }
        return isDecided(place) && decision(place).equals(script);
    }

    /**
     * Returns whether a toolkit of 0.1 queued the array: none of its places gets a job from here.
     *
     * @return whether it did
     */
    public boolean isOf01() {
        return Files.exists(home.resolve(JOBS_OF_01));
    }

    /** Returns the script that a place runs, or an empty text if it leaves. */
    private String decision(String place) throws IOException {
        return Files.readString(fileOf(place)).strip();
    }

    private Path fileOf(String place) {
        return isOf01()
                ? home.resolve(JOBS_OF_01).resolve(place)
                : home.resolve(DECISIONS).resolve(place).resolve(SCRIPT);
    }

    /** Returns the node on which a place waits, or an empty text. */
    String nodeOf(String place) throws IOException {
        try {
            return Files.readString(home.resolve(WAITING).resolve(place)).strip();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /**
     * Notes which nodes the places are kept away from.
     *
     * @param nodes the nodes
     * @throws IOException if the directory can't be written
     */
    public void avoid(Set<String> nodes) throws IOException {
        Files.write(home.resolve(AVOIDED), nodes);
    }

    /**
     * Returns whether the places are kept away from all of these nodes.
     *
     * @param nodes the nodes
     * @return whether they are
     * @throws IOException if the directory can't be read
     */
    public boolean avoids(Set<String> nodes) throws IOException {
        Path file = home.resolve(AVOIDED);
        return nodes.isEmpty() || Files.exists(file) && Files.readAllLines(file).containsAll(nodes);
    }

    /**
     * Returns whether a place was assigned a job, or leaves.
     *
     * @param place the place
     * @return whether that is decided
     */
    public boolean isDecided(String place) {
        return Files.exists(fileOf(place));
    }

    /**
     * Releases the places that wait, and those that start later.
     *
     * @throws IOException if the directory can't be written
     */
    public void close() throws IOException {
        for (String place : waiting()) {
            release(place);
        }
        Path closed = home.resolve(CLOSED);
        if (Files.isDirectory(home) && !Files.exists(closed)) {
            Files.createFile(closed);
        }
    }

    /**
     * Returns whether places that start now leave at once.
     *
     * @return whether they do
     */
    public boolean isClosed() {
        return Files.exists(home.resolve(CLOSED));
    }

    /**
     * Returns the place to which a script was assigned.
     *
     * @param script the script
     * @return the place, or an empty text
     * @throws IOException if the directory can't be read
     */
    public String holderOf(Path script) throws IOException {
        Path decisions = home.resolve(isOf01() ? JOBS_OF_01 : DECISIONS);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(decisions, "[0-9]*")) {
            for (Path entry : entries) {
                String place = entry.getFileName().toString();
                if (decision(place).equals(script.toString())) {
                    return place;
                }
            }
        } catch (NoSuchFileException e) {
            return "";
        }
        return "";
    }

    /**
     * Removes everything.
     *
     * @return false if that can't be now, since something is still written, or open, there
     */
    public boolean delete() {
        try {
            FileTree.delete(home);
        } catch (IOException e) {
            return Files.notExists(home);
        }
        return true;
    }
}
