package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.json.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the controllers of a launched study tell each other: {@code controller/launch.json}. Not the truth about the study,
 * which is its log, but about how it is to be run.
 *
 * @param deadline when no further trial is to be started, or {@code null}
 * @param ended why no controller is to follow any more, or an empty text
 * @param job the job that ran the study last
 * @param inOrder whether that job ended, or was ended, in good order
 * @param deaths how many jobs in a row died while no trial was finished
 * @param finished how many trials were finished when that job began
 */
public record LaunchRecord(
        @Nullable Instant deadline, String ended, String job, boolean inOrder, int deaths, int finished) {

    /** Where the record, and whatever else belongs to the controllers, stands in the directory of a study. */
    public static final String DIRECTORY = "controller";

    private static final String FILE = "launch.json";

    /** A study that was just launched. */
    public static LaunchRecord launched(@Nullable Instant deadline) {
        return new LaunchRecord(deadline, "", "", true, 0, 0);
    }

    /** Returns whether a study was launched and is to be run by jobs until it is done. */
    public static boolean isUnderWay(Path study) {
        LaunchRecord record = read(study.resolve(DIRECTORY));
        return record != null && !record.isOver();
    }

    /** Returns whether a study was ever launched. */
    public static boolean isLaunched(Path study) {
        return Files.exists(study.resolve(DIRECTORY).resolve(FILE));
    }

    /**
     * Reads the record in a directory.
     *
     * @return {@code null} if the study was never launched
     * @throws TrialogException if the file can't be read
     */
    public static @Nullable LaunchRecord read(Path directory) {
        try {
            return of(FlatJson.read(Files.readAllBytes(directory.resolve(FILE))));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new TrialogException(
                    "The file " + directory.resolve(FILE) + " can't be read: " + FileProblem.words(e), e);
        }
    }

    /**
     * Replaces the record in a directory.
     *
     * @throws TrialogException if the file can't be written
     */
    public void write(Path directory) {
        try {
            Files.createDirectories(directory);
            AtomicFile.write(directory.resolve(FILE), FlatJson.write(toMap()));
        } catch (IOException e) {
            throw new TrialogException(
                    "The file " + directory.resolve(FILE) + " can't be written: " + FileProblem.words(e), e);
        }
    }

    /** Returns whether no controller is to follow any more. */
    public boolean isOver() {
        return !ended.isEmpty();
    }

    /** Returns the record of a study that no controller is to go on with. */
    public LaunchRecord endedBecause(String reason) {
        return new LaunchRecord(deadline, reason, job, true, deaths, finished);
    }

    /** Returns the record of a study whose job ended, or was ended, in good order. */
    public LaunchRecord handedOver() {
        return new LaunchRecord(deadline, ended, job, true, deaths, finished);
    }

    /** Returns the record of a study that the next job runs. */
    public LaunchRecord begunBy(String next, int finishedNow) {
        int inARow = inOrder || finishedNow > finished ? 0 : deaths + 1;
        return new LaunchRecord(deadline, ended, next, false, inARow, finishedNow);
    }

    private Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("deadline", deadline == null ? null : deadline.toString());
        map.put("ended", ended);
        map.put("job", job);
        map.put("inOrder", inOrder);
        map.put("deaths", (long) deaths);
        map.put("finished", (long) finished);
        return map;
    }

    private static LaunchRecord of(Map<String, @Nullable Object> map) {
        return new LaunchRecord(
                map.get("deadline") instanceof String text ? Instant.parse(text) : null,
                FlatJson.text(map, "ended"),
                FlatJson.text(map, "job"),
                Boolean.TRUE.equals(map.get("inOrder")),
                (int) FlatJson.number(map, "deaths"),
                (int) FlatJson.number(map, "finished"));
    }
}
