package io.trialog.internal.protocol.report;

import io.trialog.spi.EndedAttempt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the files that the program of an attempt writes, below a directory. Outside the attempt's own directory a file counts only
 * if it was written since the attempt began. Immutable.
 *
 * @param wanted the directory: absolute, or relative to the attempt's directory or the working directory; an empty text is the
 *     attempt's directory
 * @param names which names of files
 */
record OwnFiles(String wanted, Predicate<String> names) {

    private static final int DEPTH = 8;
    private static final int MOST = 1000;

    /** The files in the order of their paths; those of a new run of a program come last, as the names of its directories have it. */
    List<Path> find(EndedAttempt attempt) throws IOException {
        Path directory = directory(attempt);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(
                directory,
                DEPTH,
                (file, attributes) -> attributes.isRegularFile() && names.test(String.valueOf(file.getFileName())))) {
            return files.filter(file -> isOwn(file, attempt))
                    .sorted()
                    .limit(MOST)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause(); // a directory that went away meanwhile
        }
    }

    private static boolean isOwn(Path file, EndedAttempt attempt) {
        try {
            return file.startsWith(attempt.directory())
                    || !Files.getLastModifiedTime(file).toInstant().isBefore(attempt.started());
        } catch (IOException e) {
            return false;
        }
    }

    /** Where they are looked for. */
    Path directory(EndedAttempt attempt) {
        Path own = attempt.directory().resolve(wanted).normalize();
        return Path.of(wanted).isAbsolute() || wanted.isEmpty() || Files.isDirectory(own)
                ? own
                : attempt.workdir().resolve(wanted).normalize();
    }

    /** Where they may be outside the attempt's directory. */
    List<Path> outside(Path directory, Path workdir) {
        Path place = workdir.resolve(wanted).normalize();
        return wanted.isEmpty() || place.startsWith(directory) ? List.of() : List.of(place);
    }
}
