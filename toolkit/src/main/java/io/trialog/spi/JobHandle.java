package io.trialog.spi;

import java.nio.file.Path;

/**
 * A submitted job.
 *
 * @param token the token with which it was submitted
 * @param nativeId how the executor knows it: {@code pid:starttime} locally, the scheduler's id on a cluster
 * @param directory the job's own directory
 */
public record JobHandle(String token, String nativeId, Path directory) {}
