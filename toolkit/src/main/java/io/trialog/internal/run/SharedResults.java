package io.trialog.internal.run;

import io.trialog.exception.RefusedException;
import io.trialog.internal.platform.ThisJvm;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.study.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds studies in which trials that run at the same time would leave their results in one file. */
public final class SharedResults {

    private SharedResults() {}

    /**
     * Returns why a study must not run as it is described, or {@code null} if it may.
     *
     * @param settings the settings of a study
     * @return two lines: what is wrong, and the ways out
     */
    public static @Nullable String refusal(Settings settings) {
        ObjectiveSettings objective = ObjectiveSettings.of(settings.objective());
        return objective.isProgram() && !objective.sharedFiles().isEmpty()
                ? refusal(settings, parallelism(settings))
                : null;
    }

    /** As {@link #refusal(Settings)}, for so many trials at a time. */
    static @Nullable String refusal(Settings settings, int parallelism) {
        ObjectiveSettings objective = ObjectiveSettings.of(settings.objective());
        List<String> files = objective.sharedFiles();
        if (files.isEmpty() || parallelism <= 1) {
            return null;
        }
        String file = files.get(0);
        String name = file.substring(file.lastIndexOf('/') + 1);
        return "Trials that run at the same time would share the results file '" + file + "': "
                + (parallelism == Integer.MAX_VALUE ? "several run" : parallelism + " run")
                + " at a time, in one working directory."
                + "\nMaybe '${trial_dir}/" + name + "', where the program writes it to $TRIALOG_TRIAL_DIR, or workdir:"
                + " ${trial_dir}; or one trial at a time: executor: {parallel: 1}.";
    }

    /**
     * Refuses to let so many trials run at a time.
     *
     * @throws RefusedException if they would share a results file
     */
    static void require(Settings settings, int parallelism) {
        String refusal = refusal(settings, parallelism);
        if (refusal != null) {
            throw new RefusedException(refusal);
        }
    }

    private static int parallelism(Settings settings) {
        return JobSettingsReader.read(JobFactory.resolved(settings.executor(), false), ThisJvm.processors())
                .parallelism();
    }
}
