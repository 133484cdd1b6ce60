package io.trialog.study;

import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.engine.StudyLocator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a study file wants its study to be run.
 *
 * @param trials until so many trials are finished, or {@code null} if it does not say
 * @param timeout how long an optimisation may take at most, or {@code null}
 * @param target the study is done once its best value has reached this, or {@code null}
 * @param enumerates whether the sampler comes to an end by itself: a grid
 */
public record RunPlan(
        @Nullable Integer trials,
        @Nullable Duration timeout,
        @Nullable Double target,
        boolean enumerates) {

    /** Nothing is planned. */
    public static final RunPlan NONE = new RunPlan(null, null, null, false);

    /**
     * What the study file plans that these options lead to; opens and creates nothing.
     *
     * @throws io.trialog.exception.TrialogException if there is neither a study nor a study file, or it can't be used
     */
    public static RunPlan of(OpenOptions options) {
        StudyLocator located = StudyLocator.locate(options, options.studies());
        StudyFile file = located.file();
        return file == null ? recorded(located.directory()) : of(file);
    }

    /** The directory of the study that these options lead to; it need not exist yet. */
    public static Path directory(OpenOptions options) {
        return StudyLocator.locate(options, options.studies()).directory();
    }

    /** What a study file plans. */
    public static RunPlan of(StudyFile file) {
        boolean grid = "grid".equals(file.sampler().get("type"));
        return new RunPlan(file.trials(), file.timeout(), file.target(), grid);
    }

    /** What the study file planned with which a study was made or run last. */
    public static RunPlan recorded(Path directory) {
        Path file = directory.resolve(RecordedStudyFile.STUDY_FILE);
        return Files.isRegularFile(file) ? of(StudyFileReader.read(file)) : NONE;
    }

    /** Until {@code finished} trials are finished, within the time and up to the value that are planned. */
    public Budget budget(int finished, Settings settings) {
        return new Budget(finished, timeout, failuresInARow(settings), target);
    }

    private static int failuresInARow(Settings settings) {
        return settings.executor().get("max_failures") instanceof Number n ? n.intValue() : Budget.FAILURES_IN_A_ROW;
    }
}
