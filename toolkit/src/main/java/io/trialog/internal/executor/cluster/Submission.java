package io.trialog.internal.executor.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be submitted, beside the script itself.
 *
 * @param tag a text by which the job is found again; empty for a job that nobody looks for
 * @param name a name for people
 * @param directory where the script starts and its log goes, absolute
 * @param log the file in the directory that takes what the script prints, with {@link #JOB} and {@link #TASK} in it
 * @param resources what the job asks for: the executor section of a study file
 * @param after the ids of the jobs for whose ends it waits, however these come
 */
public record Submission(
        String tag,
        String name,
        Path directory,
        String log,
        Map<String, @Nullable Object> resources,
        List<String> after) {

    /** Stands for the job's id in the name of a log. */
    public static final String JOB = "{job}";

    /** Stands for the number of an array's task in the name of a log. */
    public static final String TASK = "{task}";
}
