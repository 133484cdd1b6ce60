package io.trialog.internal.engine;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.run.SharedResults;
import io.trialog.internal.yaml.Objection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a study file has that was let in before and is refused now. New studies and changed files are refused; a study that exists
 * goes on as before with a file that is as it was, and its user is told. How many trials run where may change in between.
 */
final class Objections {

    private static final String EXECUTOR = "executor.";

    private Objections() {}

    /**
     * Refuses a file for a new study, before anything is made.
     *
     * @throws StudyFileException if there is anything to object to; the message names all of it
     */
    static void requireNone(@Nullable StudyFile file) {
        if (file != null && !all(file).isEmpty()) {
            throw new StudyFileException(
                    all(file).stream().map(Objection::toString).collect(Collectors.joining("\n")));
        }
    }

    /**
     * Refuses a changed file for a study that exists.
     *
     * @param directory the study's directory
     * @param differences what the file asks for that the study does not do yet
     * @return what to tell about a file that is as it was
     * @throws StudyFileException if there is anything to object to in a changed file
     */
    static List<String> check(@Nullable StudyFile file, Path directory, List<String> differences) {
        if (file == null || all(file).isEmpty()) {
            return List.of();
        }
        boolean isOnlyWhere = differences.stream().allMatch(line -> line.startsWith(EXECUTOR));
        if (!differences.isEmpty() && !(isOnlyWhere && recorded(directory).containsAll(texts(file)))) {
            requireNone(file);
        }
        return all(file).stream().map(Objections::note).toList();
    }

    /** What there is to object to: in the file by itself, and in how its trials would run here. */
    private static List<Objection> all(StudyFile file) {
        List<Objection> objections = new ArrayList<>(file.objections());
        String shared = SharedResults.refusal(file.settings(0));
        if (shared != null) {
            objections.add(new Objection(file.source().toString(), shared));
        }
        return objections;
    }

    private static String note(Objection objection) {
        String rule = objection.text().lines().findFirst().orElse("");
        return objection.place() + ": " + rule + " A new study is refused for that; this one goes on as before.";
    }

    private static List<String> texts(StudyFile file) {
        return all(file).stream().map(Objection::text).toList();
    }

    /** What there was to object to in the file with which the study was made or run last. */
    private static Set<String> recorded(Path directory) {
        Path file = directory.resolve(RecordedStudyFile.STUDY_FILE);
        try {
            return Files.isRegularFile(file) ? new HashSet<>(texts(StudyFileReader.read(file))) : Set.of();
        } catch (StudyFileException e) {
            return Set.of();
        }
    }
}
