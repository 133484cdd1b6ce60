package io.trialog.internal.engine;

import io.trialog.internal.protocol.TrialDirectories;
import java.nio.file.Path;

/**
 * The files that one attempt of a trial leaves for people.
 *
 * @param directory the attempt's directory; it need not exist
 */
public record AttemptFiles(Path directory) {

    /**
     * Finds the files of an attempt.
     *
     * @param study the study's directory
     * @param trial the number of the trial
     * @param attempt the attempt, which counts from 1
     * @return the files, which need not exist
     */
    public static AttemptFiles of(Path study, int trial, int attempt) {
        return new AttemptFiles(new TrialDirectories(study.resolve("trials")).directory(trial, attempt));
    }

    /** Returns the file with what the program printed. */
    public Path output() {
        return TrialDirectories.output(directory);
    }

    /** Returns the file with what the program printed to its error stream. */
    public Path errors() {
        return TrialDirectories.errors(directory);
    }

    /** Returns the file that says what was odd about the attempt's report; it is absent if nothing was. */
    public Path notes() {
        return directory.resolve(TrialDirectories.NOTES);
    }
}
