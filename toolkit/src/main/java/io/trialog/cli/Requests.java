package io.trialog.cli;

import io.trialog.internal.remote.StudyRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a study for something, whoever runs it. */
final class Requests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Requests() {}

    /** The answer to a request; an error in it, or none in time, is thrown. */
    static Map<String, @Nullable Object> send(
            Path directory, String kind, Map<String, ? extends @Nullable Object> arguments) {
        return new StudyRequest(directory, kind, new LinkedHashMap<>(arguments)).send(PATIENCE);
    }
}
