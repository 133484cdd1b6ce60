package io.trialog.internal.report;

import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.projection.files.ConfigurationsCsv;
import io.trialog.internal.projection.files.ResultsExport;
import io.trialog.study.Configurations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What came out of a study, in one directory. */
public final class ResultsDirectory {

    private ResultsDirectory() {}

    /**
     * Writes {@code results.csv} (all trials), {@code configurations.csv}, {@code report.html} and the single plots below {@code plots/}.
     *
     * @param directory is made if it is not there
     * @throws TrialogException if it can't be written
     */
    public static void write(StudyLog study, Configurations configurations, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new TrialogException("The directory " + directory + " can't be made: " + FileProblem.words(e), e);
        }
        ResultsExport.csv(study.view(), directory.resolve("results.csv"), false);
        ConfigurationsCsv.write(configurations, directory.resolve("configurations.csv"));
        ReportWriting.write(study, directory);
    }
}
