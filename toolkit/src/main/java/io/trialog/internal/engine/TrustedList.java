package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileAccess;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.platform.ThisUser;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directories and files that a user trusts although others can write them: a file in the user's own settings, one absolute path per line,
 * and the variable {@code TRIALOG_TRUST}. What lies below a trusted directory is trusted.
 */
final class TrustedList {

    private static final String VARIABLE = StudyTrust.VARIABLE;

    private final @Nullable Path file;
    private final String variable;

    /** The list of the user with these variables. */
    TrustedList(Map<String, String> environment) {
        Path settings = ThisUser.settings(environment);
        this.file = settings == null ? null : settings.resolve("trialog").resolve("trusted");
        this.variable = environment.getOrDefault(VARIABLE, "");
    }

    /** Returns whether a path or one above it is on the list. */
    boolean contains(Path path) {
        Path real = real(path);
        return entries().stream().anyMatch(entry -> real.startsWith(real(entry)));
    }

    /** Puts a path on the list. */
    void add(Path path) {
        Path target = file;
        if (target == null) {
            throw new TrialogException(
                    "Trust is kept below the home directory, but this user has none.\nMaybe $" + VARIABLE + ".");
        }
        String added = real(path).toString();
        if (added.chars().anyMatch(Character::isISOControl)) {
            throw new TrialogException("A path must be one line to be trusted, but is '" + added.strip() + "'.");
        }
        try {
            List<String> lines = new ArrayList<>(isOurs(target) ? Files.readAllLines(target) : List.of());
            if (!lines.contains(added)) {
                lines.add(added);
                Files.createDirectories(target.getParent());
                AtomicFile.writePrivate(target, String.join("\n", lines) + "\n");
            }
        } catch (IOException e) {
            throw new TrialogException(
                    "The list of what this user trusts, " + target + ", must be writable, but is not: "
                            + FileProblem.words(e)
                            + "\nMaybe $" + VARIABLE + ".",
                    e);
        }
    }

    private List<Path> entries() {
        List<String> lines = new ArrayList<>(List.of(variable.split(File.pathSeparator, -1)));
        Path list = file;
        try {
            if (list != null && isOurs(list)) {
                lines.addAll(Files.readAllLines(list, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return List.of(); // a list that can't be read trusts nothing
        }
        return lines.stream().map(TrustedList::path).flatMap(Optional::stream).toList();
    }

    /** A list that others can write is not the user's word. */
    private static boolean isOurs(Path list) throws IOException {
        try {
            FileAccess access = FileAccess.of(list);
            return access.isOursOrRoots() && !access.isWritableByGroup() && !access.isWritableByOthers();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Optional<Path> path(String line) {
        try {
            Path path = Path.of(line.strip());
            return path.isAbsolute() ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
