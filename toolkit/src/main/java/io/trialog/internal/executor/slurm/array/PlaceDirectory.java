package io.trialog.internal.executor.slurm.array;

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

    /** The file that takes what Slurm itself says to a place, by {@code sbatch}'s pattern for the number of its task. */
    public static final String LOG = "slot-%a.log";

    private static final String WAITING = "waiting";
    private static final String DECIDED = "decided";
    private static final String JOBS = "jobs";
    private static final String CLOSED = "closed";
    private static final String AVOIDED = "avoided";

    /** The file that takes what Slurm itself says to a task. */
    Path log(String task) {
        return home.resolve(LOG.replace("%a", task));
    }

    /** Makes the directories. */
    static PlaceDirectory create(Path home) throws IOException {
        for (String name : List.of(WAITING, DECIDED, JOBS)) {
            Files.createDirectories(home.resolve(name));
        }
        return new PlaceDirectory(home);
    }

    /** The places that have started and wait for a job, those that have waited longest by number first. */
    List<String> waiting() throws IOException {
        List<String> slots = new ArrayList<>();
        if (isClosed()) {
            return List.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home.resolve(WAITING), "[0-9]*")) {
            for (Path entry : entries) {
                slots.add(entry.getFileName().toString());
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        slots.sort((a, b) -> a.length() == b.length() ? a.compareTo(b) : a.length() - b.length());
        return slots;
    }

    /** Gives a place a script to run; false if that is decided already. */
    boolean give(String slot, Path script) throws IOException {
        try {
            Files.createDirectory(home.resolve(DECIDED).resolve(slot));
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        write(slot, script.toString());
        Files.deleteIfExists(home.resolve(WAITING).resolve(slot));
        return true;
    }

    private void write(String slot, String line) throws IOException {
        AtomicFile.write(home.resolve(JOBS).resolve(slot), line + "\n");
    }

    /** Whether a place that waits leaves, or was taken by a controller that ended before it gave it a job. */
    boolean isDecided(String slot) {
        return Files.exists(home.resolve(DECIDED).resolve(slot));
    }

    /** The node on which a place waits, or an empty text. */
    String nodeOf(String slot) throws IOException {
        try {
            return Files.readString(home.resolve(WAITING).resolve(slot)).strip();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Gives a place nothing to run, unless it has a job: it leaves, also one that does not wait yet. */
    void sendHome(String slot) throws IOException {
        Files.createDirectories(home.resolve(DECIDED).resolve(slot));
        if (!hasJob(slot)) {
            write(slot, "");
        }
        Files.deleteIfExists(home.resolve(WAITING).resolve(slot));
    }

    /** Notes which nodes the places are kept away from. */
    void avoid(Set<String> nodes) throws IOException {
        Files.write(home.resolve(AVOIDED), nodes);
    }

    /** Whether the places are kept away from all of these nodes. */
    boolean avoids(Set<String> nodes) throws IOException {
        Path file = home.resolve(AVOIDED);
        return nodes.isEmpty() || Files.exists(file) && Files.readAllLines(file).containsAll(nodes);
    }

    /** Whether a place was given a job, or sent home. */
    public boolean hasJob(String slot) {
        return Files.exists(home.resolve(JOBS).resolve(slot));
    }

    /** Sends home the places that wait, and those that start later. */
    void close() throws IOException {
        for (String slot : waiting()) {
            sendHome(slot);
        }
        Path closed = home.resolve(CLOSED);
        if (Files.isDirectory(home) && !Files.exists(closed)) {
            Files.createFile(closed);
        }
    }

    /** Whether places that start now leave at once. */
    boolean isClosed() {
        return Files.exists(home.resolve(CLOSED));
    }

    /** The place that was given this script, or an empty text. */
    String holderOf(Path script) throws IOException {
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

    /** Removes everything; false if that can't be now, since something is still written, or open, there. */
    boolean delete() {
        try {
            FileTree.delete(home);
        } catch (IOException e) {
            return Files.notExists(home);
        }
        return true;
    }
}
