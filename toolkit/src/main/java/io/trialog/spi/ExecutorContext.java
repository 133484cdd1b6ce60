package io.trialog.spi;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an executor is made for.
 *
 * @param environment the environment variables of this process
 * @param options the executor section of the study: durations in seconds
 * @param directory the study's directory, absolute, on a file system that the cluster shares
 * @param studyId the study's id, unique for ever
 * @param studyName the study's name, for people: several studies of a user may share it
 */
public record ExecutorContext(
        Map<String, String> environment,
        Map<String, @Nullable Object> options,
        Path directory,
        String studyId,
        String studyName) {

    /**
     * Checks and copies the parts.
     *
     * @param environment the environment variables of this process
     * @param options the executor section of the study: durations in seconds
     * @param directory the study's directory, absolute, on a file system that the cluster shares
     * @param studyId the study's id, unique for ever
     * @param studyName the study's name, for people: several studies of a user may share it
     */
    public ExecutorContext {
        environment = Map.copyOf(environment);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
