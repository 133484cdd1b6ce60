package io.trialog.internal.engine;

import io.trialog.exception.StudyFileException;
import io.trialog.exception.StudyNotFoundException;
import io.trialog.exception.UnknownTypeException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.config.StudyName;
import io.trialog.study.OpenOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a user means: a study directory, the study file that describes it, or both.
 *
 * @param directory the study's directory, absolute; it need not exist
 * @param file what the study file asks for, or {@code null} if there is none
 */
public record StudyLocator(Path directory, @Nullable StudyFile file) {

    private static final String EXAMPLE = """
        A study file has at least four lines, for example:
          objective: {command: [python, train.py]}
          metric: {name: val_auc, goal: maximize}
          parameters:
            learning_rate: {distribution: log_uniform_values, min: 0.0001, max: 0.1}\
        """;

    /**
     * Finds a study where the options, or else the environment, say that studies live.
     *
     * @throws StudyNotFoundException if there is neither a study nor a study file; the message names the places
     */
    public static StudyLocator locate(OpenOptions options) {
        return locate(options, StudyRoot.of(options));
    }

    /**
     * Finds a study.
     *
     * @throws StudyNotFoundException if there is neither a study nor a study file; the message names the places
     */
    public static StudyLocator locate(OpenOptions options, StudyRoot root) {
        try {
            return find(options, root);
        } catch (UnknownTypeException e) {
            throw RecordedPlugIns.explained(e, options, root);
        }
    }

    private static StudyLocator find(OpenOptions options, StudyRoot root) {
        ForeignTarget.refuseUrl(options.target());
        Path path = asPath(options.target());
        if (path != null && Files.isRegularFile(path)) {
            return described(readOfUser(path, options), options, root);
        }
        if (path != null && isDirectoryOfStudy(path, options.target())) {
            Path directory = path.toAbsolutePath().normalize();
            return new StudyLocator(directory, recorded(directory, options));
        }
        if (path != null && isPath(options.target())) {
            throw new StudyNotFoundException(nothingAt(path.toAbsolutePath().normalize()));
        }
        String name = StudyName.check(options.target());
        Path file = root.studyFile(name);
        if (file != null) {
            return described(readOfUser(file, options), options, root);
        }
        Path directory = root.studyOrSweep(options.name() == null ? name : options.name());
        if (StudyRoot.isStudy(directory)) {
            return new StudyLocator(directory, recorded(directory, options));
        }
        throw new StudyNotFoundException(notFound(name, directory, root));
    }

    /**
     * Returns the directory of the study that a user means by a name or path, the same as {@link #locate} finds; it need not
     * exist. A study file that can't be read any more does not hide the study of its own name.
     *
     * @param target a study's name, or the path of a study directory or of a study file
     */
    public static Path directory(String target, StudyRoot root) {
        OpenOptions options = OpenOptions.of(target);
        Path path = asPath(target);
        if (path != null && isPath(target) && !Files.isRegularFile(path)) {
            return path.toAbsolutePath().normalize();
        }
        try {
            return locate(options, root).directory();
        } catch (StudyNotFoundException e) {
            return root.studyOrSweep(target);
        } catch (StudyFileException e) {
            if (path != null && Files.isRegularFile(path) || !StudyRoot.isStudy(root.study(target))) {
                throw e;
            }
            return root.study(target);
        }
    }

    /** Returns what the study file asks for, or else what was asked for when the study was made; {@code null} if nobody knows. */
    public @Nullable StudyFile fileOrRecorded() {
        Path recorded = directory.resolve(RecordedStudyFile.STUDY_FILE);
        return file != null || !Files.isRegularFile(recorded) ? file : StudyFileReader.read(recorded);
    }

    private static StudyLocator described(StudyFile file, OpenOptions options, StudyRoot root) {
        String name = options.name() == null ? file.name() : StudyName.check(options.name());
        return new StudyLocator(root.study(name), file);
    }

    private static StudyFile readOfUser(Path path, OpenOptions options) {
        Path file = path.toAbsolutePath().normalize();
        return StudyFileReader.readOfUser(file, options.overrides(), options.usesProject());
    }

    private static StudyFile read(Path path, OpenOptions options) {
        return StudyFileReader.read(path.toAbsolutePath().normalize(), options.overrides());
    }

    /** Without a file of the user's, overrides are laid over what was asked for when the study was made. */
    private static @Nullable StudyFile recorded(Path directory, OpenOptions options) {
        Path file = directory.resolve(RecordedStudyFile.STUDY_FILE);
        return options.overrides().isEmpty() || !Files.isRegularFile(file) ? null : read(file, options);
    }

    /** A bare name is looked up under the root first; {@code ./name} and longer paths are meant as they stand. */
    private static boolean isDirectoryOfStudy(Path path, String target) {
        return isPath(target) && StudyRoot.isStudy(path);
    }

    private static boolean isPath(String target) {
        return target.contains("/") || target.contains("\\");
    }

    private static @Nullable Path asPath(String target) {
        try {
            return Path.of(target);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** A path is meant as it stands, so that no rule for names is broken by it. */
    private static String nothingAt(Path path) {
        if (Files.isDirectory(path)) {
            return "There is no study in the directory " + path
                    + ", and it is no study file.\nMaybe name a study file in it: " + path.resolve("NAME.yaml") + ".";
        }
        Path above = path.getParent();
        boolean isDirectoryThere = above == null || Files.isDirectory(above);
        return (isStudyFile(path.toString())
                        ? "There is no study file " + path + "."
                        : "There is no study, and no study file, at " + path + ".")
                + (isDirectoryThere ? "" : " There is no directory " + above + " either.")
                + "\nMaybe look at the path; "
                + "a relative one is meant from " + Path.of("").toAbsolutePath() + ".";
    }

    private static boolean isStudyFile(String target) {
        return target.endsWith(".yaml") || target.endsWith(".yml") || target.endsWith(".json");
    }

    private static String notFound(String name, Path directory, StudyRoot root) {
        List<Path> places = root.studyFiles(name);
        String what = isStudyFile(name)
                ? "There is no study file '" + name + "'. These were looked for:\n  "
                : "There is no study '" + name + "' and no study file for it. These were looked for:\n  " + directory
                        + "\n  ";
        return what + places.stream().map(Path::toString).collect(Collectors.joining("\n  ")) + "\n" + EXAMPLE;
    }
}
