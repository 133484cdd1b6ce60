package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the study to which a job of a cluster belongs: a controller, a trial's job, or an array of them. */
public final class StudyOfJob {

    /** {@code 4711}, {@code 4711_3}, {@code 4711_[1-5]}, {@code 4711.2}, {@code 4711[].host}, {@code 4711[3].host}. */
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}([_.\\[][-\\w.,%\\[\\]]*)?");

    private StudyOfJob() {}

    /**
     * Returns the directory of the study that a scheduler's id means, or {@code null} if the word is no id, or of no study here. Reads every
     * study until it is found.
     */
    public static @Nullable Path find(String word, StudyRoot root) {
        if (!ID.matcher(word).matches()) {
            return null;
        }
        for (String name : root.names()) {
            Path directory = root.study(name);
            if (isOf(directory, word)) {
                return directory;
            }
        }
        return null;
    }

    /** A study that can't be read is passed over. */
    private static boolean isOf(Path directory, String id) {
        try {
            LaunchRecord launched = LaunchRecord.read(directory.resolve(LaunchRecord.DIRECTORY));
            if (launched != null && launched.job().equals(id)) {
                return true;
            }
            StudyLog study = StudyLog.open(directory);
            return study.view().trials().stream().anyMatch(trial -> hasJob(trial, id))
                    || ClusterJobs.trialOf(study, id) != null;
        } catch (TrialogException e) {
            return false;
        }
    }

    private static boolean hasJob(TrialRecord trial, String id) {
        for (Attempt attempt : trial.attempts()) {
            String job = attempt.nativeId();
            boolean isOnCluster = !job.isEmpty() && ClusterJobs.hasId(attempt);
            if (isOnCluster && (job.equals(id) || array(job).equals(array(id)) && isArray(id))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an id names an array, or may do so. */
    private static boolean isArray(String id) {
        return id.matches("[0-9]+(\\[\\](\\..*)?|_\\[.*)?");
    }

    private static String array(String id) {
        return id.split("[_.\\[]", 2)[0];
    }
}
