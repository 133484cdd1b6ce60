package io.trialog.internal.executor.job;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The names of the files that a job's wrapper keeps in the job's directory. */
public final class JobFiles {

    /** The wrapper itself. */
    public static final String SCRIPT = "job.sh";

    /** What the program printed. */
    public static final String OUTPUT = "out.log";

    /** What the program printed to its error stream, and complaints of the wrapper. */
    public static final String ERRORS = "err.log";

    /** Says that the program was started: {@link StartRecord}. */
    public static final String STARTED = "started.json";

    /** Says how it ended, written last: {@link ExitRecord}. */
    public static final String EXIT = "exit.json";

    /** The fence: a directory with one subdirectory per restart that entered. */
    public static final String FENCE = "started";

    /** An empty file: the job is to be ended; one that has not started its program yet never will. */
    public static final String CANCEL = "cancel";

    /** Leaves word in a job's directory that the job is to end, for a wrapper that has not started its program yet. */
    public static void markCancelled(Path directory) throws IOException {
        try {
            Files.createFile(directory.resolve(CANCEL));
        } catch (FileAlreadyExistsException e) {
            return; // cancelled before
        }
    }

    private JobFiles() {}
}
