package io.trialog.study;

import io.trialog.internal.json.FlatJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small note of how a log stood: the study, and sequence number and hash of its last event. The hash of an event holds those of
 * all events before it. Whoever keeps a seal where nobody else can write sees later whether the log was changed up to that event.
 * The format is described in {@code log-format.md}. Immutable, and so safe for use by several threads.
 *
 * @param studyId what identifies the study for ever
 * @param name the name of the study, for people; it is not compared
 * @param seq the sequence number of the last event
 * @param hash the hash of that event, 64 hexadecimal digits
 * @param at the time that the event names, for people; it is not compared
 */
public record Seal(String studyId, String name, long seq, String hash, Instant at) {

    private static final String KIND = "trialog-seal";
    private static final int LARGEST = 64 * 1024;

    /**
     * Reads a seal.
     *
     * @param file a file that {@link #write} or {@code trialog seal} wrote
     * @return the seal
     * @throws IllegalArgumentException if the file can't be read, or is no seal
     */
    public static Seal read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw notOne(file, "there is no such file, or no small one");
            }
            Map<String, @Nullable Object> document = FlatJson.read(Files.readAllBytes(file));
            Seal seal = new Seal(
                    FlatJson.text(document, "study"),
                    FlatJson.text(document, "name"),
                    document.get("seq") instanceof Long seq ? seq : -1,
                    FlatJson.text(document, "hash"),
                    Instant.parse(FlatJson.text(document, "at")));
            if (!KIND.equals(document.get("kind")) || seal.seq < 0 || !seal.hash.matches("[0-9a-f]{64}")) {
                throw notOne(file, "it has no \"kind\":\"" + KIND + "\", seq or hash");
            }
            return seal;
        } catch (IOException e) {
            throw notOne(file, String.valueOf(e.getMessage()));
        } catch (DateTimeParseException e) {
            throw notOne(file, "its time can't be read");
        }
    }

    private static IllegalArgumentException notOne(Path file, String why) {
        return new IllegalArgumentException("The file " + file + " must be a seal, but is none: " + why
                + ".\nMaybe 'trialog seal NAME' writes one.");
    }

    /**
     * Writes the seal; a file that is there is replaced.
     *
     * @param file where to; keep it where nobody can write who can write the study
     * @throws UncheckedIOException if the file can't be written
     */
    public void write(Path file) {
        try {
            Files.writeString(file, text());
        } catch (IOException e) {
            throw new UncheckedIOException("The seal could not be written to " + file, e);
        }
    }

    /**
     * Returns the content of the file: one line of JSON.
     *
     * @return the line, with its end
     */
    public String text() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("kind", KIND);
        document.put("v", 1L);
        document.put("study", studyId);
        document.put("name", name);
        document.put("seq", seq);
        document.put("hash", hash);
        document.put("at", at.toString());
        return new String(FlatJson.write(document), StandardCharsets.UTF_8);
    }
}
