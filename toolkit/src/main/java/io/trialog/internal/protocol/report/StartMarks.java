package io.trialog.internal.protocol.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When an attempt began, by the clock of the file system of each place outside its directory where its program may leave
 * results, and when what stood there was written. Only a file that is newer is the program's own. The marks are kept in the
 * attempt's directory, for a later controller.
 */
public final class StartMarks {

    private static final String FILE = "marks.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Mark> marks;
    private final Instant otherwise;

    /**
     * One of them.
     *
     * @param at when the attempt began
     * @param before when the file that stood there already was written, or {@code null} if there was none
     */
    private record Mark(Instant at, @Nullable Instant before) {}

    private StartMarks(Map<String, Mark> marks, Instant otherwise) {
        this.marks = marks;
        this.otherwise = otherwise;
    }

    /**
     * Makes the marks of an attempt that begins now.
     *
     * @param directory the attempt's own directory
     * @param places files and directories outside it, absolute; they need not exist
     */
    public static void make(Path directory, List<Path> places) throws IOException {
        Map<String, @Nullable Object> marks = new LinkedHashMap<>();
        for (Path place : places) {
            Map<String, @Nullable Object> mark = new LinkedHashMap<>();
            mark.put("at", now(place, directory).toString());
            if (Files.isRegularFile(place)) {
                mark.put("before", written(place).toString());
            }
            marks.put(place.toString(), mark);
        }
        if (!marks.isEmpty()) {
            AtomicFile.write(directory.resolve(FILE), JsonText.strict(marks) + "\n");
        }
    }

    /** The time of the file system of a place: that of a file which is made there now, and goes at once. */
    private static Instant now(Path place, Path directory) throws IOException {
        Path nearest = place;
        while (nearest != null && !Files.isDirectory(nearest)) {
            nearest = nearest.getParent();
        }
        boolean isElsewhere = nearest != null
                && Files.isWritable(nearest)
                && !Files.getFileStore(nearest).equals(Files.getFileStore(directory));
        Path mark = Files.createTempFile(isElsewhere ? nearest : directory, ".trialog-mark-", "");
        try {
            return written(mark);
        } finally {
            Files.deleteIfExists(mark);
        }
    }

    private static Instant written(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    /**
     * Reads the marks of an attempt.
     *
     * @param directory the attempt's own directory
     * @param otherwise when the attempt began, for places without a mark
     */
    static StartMarks read(Path directory, Instant otherwise) throws IOException {
        Map<String, Mark> marks = new LinkedHashMap<>();
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(directory.resolve(FILE)));
            for (Map.Entry<String, JsonNode> entry : root.properties()) {
                JsonNode before = entry.getValue().get("before");
                marks.put(
                        entry.getKey(),
                        new Mark(
                                Instant.parse(entry.getValue().path("at").asText()),
                                before == null ? null : Instant.parse(before.asText())));
            }
        } catch (NoSuchFileException e) {
            return new StartMarks(Map.of(), otherwise); // an attempt that an earlier version began
        } catch (DateTimeException e) {
            throw new IOException("The marks in " + directory.resolve(FILE) + " can't be read: " + e.getMessage(), e);
        }
        return new StartMarks(marks, otherwise);
    }

    /** When the attempt began, by the clock of the file system of a place. */
    Instant started(Path place) {
        Mark mark = marks.get(place.toString());
        return mark == null ? otherwise : mark.at();
    }

    /** Whether a file is there that was written since the attempt began. */
    boolean isFresh(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        Instant written = written(file);
        Mark mark = marks.get(file.toString());
        return !written.isBefore(started(file)) && (mark == null || !Objects.equals(mark.before(), written));
    }
}
