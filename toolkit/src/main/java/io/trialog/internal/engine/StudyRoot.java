package io.trialog.internal.engine;

import io.trialog.exception.RefusedException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.config.StudyName;
import io.trialog.internal.config.SweepId;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.study.OpenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where studies live: {@code $TRIALOG_HOME}, else {@code ./studies}, else what is named explicitly.
 *
 * @param directory the root; it need not exist yet
 */
public record StudyRoot(Path directory) {

    /** The root that the environment names. */
    public static StudyRoot fromEnvironment(Map<String, String> environment) {
        String home = environment.get("TRIALOG_HOME");
        return new StudyRoot(
                home == null || home.isBlank()
                        ? Path.of("studies").toAbsolutePath()
                        : Path.of(home).toAbsolutePath());
    }

    /** Returns where these options look for studies: the root that they name, else the one of the environment. */
    public static StudyRoot of(OpenOptions options) {
        Path root = options.root();
        return root == null
                ? fromEnvironment(ThisProcess.ofThisProcess())
                : new StudyRoot(root.toAbsolutePath().normalize());
    }

    /** The directory of the study {@code name}, which may not exist. */
    public Path study(String name) {
        return directory.resolve(StudyName.check(name));
    }

    /**
     * The directory of the study {@code name}, which may not exist; for the stem of a sweep file, that of its newest sweep.
     */
    Path studyOrSweep(String name) {
        Path own = study(name);
        if (isStudy(own)) {
            return own;
        }
        return names().stream()
                .filter(other -> SweepId.isOf(name, other))
                .map(this::study)
                .max(Comparator.comparing(StudyRoot::lastStart))
                .orElse(own);
    }

    /** When its last controller began, as far as the file system knows. */
    private static FileTime lastStart(Path study) {
        try {
            return Files.getLastModifiedTime(study.resolve("ledger"));
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /**
     * The directory of a study that is to be made.
     *
     * @throws RefusedException if there is something by that name already
     */
    public Path free(String name) {
        Path target = study(name);
        if (Files.exists(target)) {
            throw new RefusedException("There must be no study '" + name + "' yet, but " + target + " exists."
                    + "\nMaybe choose another name.");
        }
        return target;
    }

    /** The names of the studies here, sorted. */
    public List<String> names() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(StudyRoot::isStudy)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new TrialogException("The studies in " + directory + " can't be listed: " + e.getMessage() + ".", e);
        }
    }

    /** Whether a study was created in this directory. */
    public static boolean isStudy(Path directory) {
        return Files.isDirectory(directory.resolve("ledger")) || Files.isDirectory(directory.resolve("queue"));
    }

    /** The study file {@code name.yaml} (or .yml) in the working directory or here, or {@code null}. */
    @Nullable
    Path studyFile(String name) {
        for (Path candidate : studyFiles(name)) {
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    /** The places where a study file is looked for, in order. */
    List<Path> studyFiles(String name) {
        List<Path> candidates = new ArrayList<>();
        boolean whole = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
        for (Path place : List.of(Path.of("").toAbsolutePath(), directory)) {
            if (whole) {
                candidates.add(place.resolve(name));
                continue;
            }
            candidates.add(place.resolve(name + ".yaml"));
            candidates.add(place.resolve(name + ".yml"));
        }
        return candidates;
    }
}
