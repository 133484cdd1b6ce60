package io.trialog.internal.protocol.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a file of results may be: an absolute path is that place; a relative one is looked for in the attempt's own directory,
 * then in the working directory. Pure, but for the look.
 */
final class ResultPlaces {

    private ResultPlaces() {}

    /**
     * Finds a file of results.
     *
     * @param wanted its path
     * @param marks tell which files outside the attempt's directory are older than the attempt
     * @return the file, or {@code null} if there is none that counts
     * @throws IllegalArgumentException if a relative path leads out of its directory
     */
    static @Nullable Path find(String wanted, Path directory, Path workdir, StartMarks marks) throws IOException {
        Path own = inside(wanted, directory);
        if (isIn(own, directory) && Files.isRegularFile(own)) {
            return own;
        }
        for (Path place : outside(wanted, directory, workdir)) {
            if (marks.isFresh(place)) {
                return place;
            }
        }
        return null;
    }

    /** The places outside the attempt's own directory. */
    static List<Path> outside(String wanted, Path directory, Path workdir) {
        List<Path> places = new ArrayList<>();
        Path place = inside(wanted, workdir);
        if (!isIn(place, directory)) {
            places.add(place);
        }
        return places;
    }

    /** Why nothing was found: {@code neither in A nor, written since the trial began, in B}. */
    static String absence(String wanted, Path directory, Path workdir) {
        if (outside(wanted, directory, workdir).isEmpty()) {
            return Path.of(wanted).isAbsolute() ? "not there" : "not in " + directory;
        }
        return Path.of(wanted).isAbsolute()
                ? "not there, or older than the trial"
                : "neither in " + directory + " nor, written since the trial began, in " + workdir;
    }

    private static boolean isIn(Path file, Path directory) {
        return file.startsWith(directory.normalize());
    }

    private static Path inside(String wanted, Path directory) {
        Path inner = directory.resolve(wanted).normalize();
        boolean leaves = !inner.startsWith(directory.normalize()) || inner.equals(directory.normalize());
        if (leaves && !Path.of(wanted).isAbsolute()) {
            throw new IllegalArgumentException(
                    "The results file (" + wanted + ") must be inside the trial's directory or the working directory.");
        }
        return inner;
    }
}
