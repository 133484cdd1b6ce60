package io.trialog.internal.protocol.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.protocol.TrialDirectories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters as JSON: one object, name to value, names as they are, in the order of the trial. */
public final class ParameterFile {

    /** NaN and infinities as bare tokens, which Python reads; nothing else in JSON can say them as numbers. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private ParameterFile() {}

    /** Writes {@code params.json} into an attempt's directory, whole or not at all. */
    public static Path write(Path directory, Map<String, @Nullable Object> parameters) throws IOException {
        return AtomicFile.writePrivate(directory.resolve(TrialDirectories.PARAMETERS), json(parameters) + "\n");
    }

    static String json(Map<String, @Nullable Object> parameters) {
        try {
            return MAPPER.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The parameters can't be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
