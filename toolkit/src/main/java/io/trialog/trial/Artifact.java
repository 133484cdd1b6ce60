package io.trialog.trial;

/**
 * A file that belongs to a trial. What is known of it is what its program said.
 *
 * @param name what it is called
 * @param path where it lies, relative to the directory of the study unless it lies outside
 * @param bytes its size
 * @param sha256 the hash of its bytes, in hexadecimal digits
 */
public record Artifact(String name, String path, long bytes, String sha256) {}
