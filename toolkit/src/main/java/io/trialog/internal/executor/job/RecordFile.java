package io.trialog.internal.executor.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the small JSON files that a wrapper publishes by rename. */
final class RecordFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RecordFile() {}

    /**
     * The object in the file, or {@code null} if there is no file, or one that was never completed (the machine
     * stopped before its content reached the disk).
     */
    static @Nullable JsonNode read(Path file) throws IOException {
        byte[] bytes;
        if (!Files.isRegularFile(file)) {
            return null; // a pipe or a device would hold up whoever opens it
        }
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
        try {
            JsonNode node = MAPPER.readTree(bytes);
            return node != null && node.isObject() ? node : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    static @Nullable Integer integer(JsonNode node, String key) {
        JsonNode value = node.get(key);
        return value == null || !value.isInt() ? null : value.intValue();
    }
}
