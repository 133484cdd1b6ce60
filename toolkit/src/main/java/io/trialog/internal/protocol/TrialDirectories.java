package io.trialog.internal.protocol;

import io.trialog.internal.executor.job.JobFiles;
import io.trialog.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where the attempts of a study's trials live: {@code trials/0000-0999/0007/attempt-1/}, a thousand trials to a
 * directory since large ones are slow on cluster file systems.
 *
 * @param root the study's {@code trials} directory, absolute
 */
public record TrialDirectories(Path root) {

    /** The parameters, as one JSON object. */
    public static final String PARAMETERS = "params.json";

    /** A score that the program leaves: a number, or lines {@code metric: number}. */
    public static final String SCORE = "score.txt";

    /** The stop file: when it is there, the trial is pruned or cancelled and should end itself. */
    public static final String PRUNE = "prune";

    /** Left by a program that was told to end: it can go on from its checkpoint in a new attempt. */
    public static final String RESUME = "resume";

    /** A directory of the trial, shared by its attempts: where checkpoints live. */
    public static final String CHECKPOINT = "checkpoint";

    /** Why the attempt failed, for people. */
    public static final String ERROR = "error.log";

    /** What was odd about the attempt's report, for people; absent if nothing was. */
    public static final String NOTES = "notes.log";

    private static final int SHARD = 1_000;

    /** The directory of an attempt, which counts from 1. It need not exist. */
    public Path directory(int trial, int attempt) {
        if (trial < 0 || attempt < 1) {
            throw new IllegalArgumentException(
                    "A trial counts from 0 and an attempt from 1, but they are " + trial + " and " + attempt + ".");
        }
        int first = trial / SHARD * SHARD;
        String shard = String.format(Locale.ROOT, "%04d-%04d", first, first + SHARD - 1);
        String number = String.format(Locale.ROOT, "%04d", trial);
        return root.resolve(shard).resolve(number).resolve("attempt-" + attempt);
    }

    /** Creates the directory of an attempt and returns it; it may be there already. */
    public Path create(int trial, int attempt) throws IOException {
        return Files.createDirectories(directory(trial, attempt));
    }

    /** The report file of a run: the wrapper gives every restart its own. */
    public static Path report(Path directory, int restart) {
        return directory.resolve(restart == 0 ? "report.jsonl" : "report." + restart + ".jsonl");
    }

    /** What the program printed. */
    public static Path output(Path directory) {
        return directory.resolve(JobFiles.OUTPUT);
    }

    /** What the program printed to its error stream. */
    public static Path errors(Path directory) {
        return directory.resolve(JobFiles.ERRORS);
    }

    /**
     * Writes the stop file, whole or not at all; an earlier one is replaced.
     *
     * @param content why the trial should end, for programs that care: one JSON object
     */
    public static void requestStop(Path directory, String content) throws IOException {
        AtomicFile.write(directory.resolve(PRUNE), content + "\n");
    }
}
