package io.trialog.internal.executor.cluster;

import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The directory in which places on the cluster (tasks of one array) and the controller meet; {@code slot.sh} is the other
 * side. A place that has started stands in {@code waiting/}; whoever makes its directory in {@code decided/} first decides:
 * the controller, which then writes the script that it is to run into {@code jobs/}, or the place, which leaves.
 *
 * @param home the directory, absolute
 */
public record PlaceDirectory(Path home) {

    /** The file that takes what the scheduler itself says to a place: {@link Submission#log}. */
    public static final String LOG = "slot-" + Submission.TASK + ".log";

    private static final String WAITING = "waiting";
    private static final String DECIDED = "decided";
    private static final String JOBS = "jobs";
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
        for (String name : List.of(WAITING, DECIDED, JOBS)) {
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
                places.add(entry.getFileName().toString());
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
     * @throws IOException if the directory can't be written
     */
    public boolean assign(String place, Path script) throws IOException {
        try {
            Files.createDirectory(home.resolve(DECIDED).resolve(place));
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        write(place, script.toString());
        Files.deleteIfExists(home.resolve(WAITING).resolve(place));
        return true;
    }

    private void write(String place, String line) throws IOException {
        AtomicFile.write(home.resolve(JOBS).resolve(place), line + "\n");
    }

    /** Whether a place that waits leaves, or was taken by a controller that ended before it gave it a job. */
    boolean isDecided(String place) {
        return Files.exists(home.resolve(DECIDED).resolve(place));
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
     * Releases a place that has no job: it leaves, also one that does not wait yet.
     *
     * @param place the place
     * @throws IOException if the directory can't be written
     */
    public void release(String place) throws IOException {
        Files.createDirectories(home.resolve(DECIDED).resolve(place));
        if (!hasJob(place)) {
            write(place, "");
        }
        Files.deleteIfExists(home.resolve(WAITING).resolve(place));
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
     * Returns whether a place was assigned a job, or released.
     *
     * @param place the place
     * @return whether it was
     */
    public boolean hasJob(String place) {
        return Files.exists(home.resolve(JOBS).resolve(place));
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
        try (DirectoryStream<Path> jobs = Files.newDirectoryStream(home.resolve(JOBS), "[0-9]*")) {
            for (Path job : jobs) {
                if (Files.readString(job).strip().equals(script.toString())) {
                    return job.getFileName().toString();
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
