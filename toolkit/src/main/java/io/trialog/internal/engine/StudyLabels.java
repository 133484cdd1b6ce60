package io.trialog.internal.engine;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.StudyFileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people noted about a study. */
public final class StudyLabels {

    private StudyLabels() {}

    /**
     * Reads what people noted, without reading the log.
     *
     * @param directory the directory of the study
     * @return {@code tags}, {@code group}, {@code description}; empty if nothing
     */
    public static Map<String, @Nullable Object> of(Path directory) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        try {
            Path file = directory.resolve(RecordedStudyFile.STUDY_FILE);
            Map<String, @Nullable Object> labels =
                    Files.isRegularFile(file) ? StudyFileReader.read(file).labels() : Map.of();
            if (labels.get("metadata") instanceof Map<?, ?> map) {
                map.forEach((key, value) -> metadata.put(String.valueOf(key), value));
            }
            if (labels.get("description") != null) {
                metadata.putIfAbsent("description", labels.get("description"));
            }
        } catch (StudyFileException e) {
            return Map.of(); // a study file that can't be read any more says nothing
        }
        return metadata;
    }
}
