package io.trialog.internal.engine;

import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.study.OpenOptions;
import io.trialog.study.RunPlan;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads from study files how far their studies are to be run. */
public final class RunPlans {

    private RunPlans() {}

    /**
     * Reads what the study file plans that these options lead to; opens and creates nothing.
     *
     * @param options a study or a study file
     * @return the plan; {@link RunPlan#NONE} for a study without a file
     * @throws io.trialog.exception.TrialogException if there is neither a study nor a study file, or it can't be used
     */
    public static RunPlan of(OpenOptions options) {
        StudyLocator located = StudyLocator.locate(options);
        StudyFile file = located.file();
        return file == null ? recorded(located.directory()) : of(file);
    }

    /** Returns what a study file plans. */
    static RunPlan of(StudyFile file) {
        return new RunPlan(
                file.trials(),
                file.timeout(),
                file.target(),
                file.enumerates(),
                !file.stopWhen().isEmpty());
    }

    /** Reads what the study file planned with which a study was made or run last. */
    static RunPlan recorded(Path directory) {
        Path file = directory.resolve(RecordedStudyFile.STUDY_FILE);
        return Files.isRegularFile(file) ? of(StudyFileReader.read(file)) : RunPlan.NONE;
    }
}
