package io.trialog.testing;

import io.trialog.internal.engine.StudyEngine;
import io.trialog.internal.engine.StudyOpener;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.study.OpenOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A controller that decides to retry all failed trials of a study, and is killed before it does anything about them. */
public final class RetryingProcess {

    private RetryingProcess() {}

    /** Starts it on a study that nobody holds. */
    public static Process start(Path study) throws IOException {
        return ClassArchive.here(RetryingProcess.class, List.of(study.toString()))
                .inheritIO()
                .start();
    }

    /** @param args the study's directory */
    public static void main(String[] args) {
        OpenOptions options = OpenOptions.of(Path.of(args[0]).toString());
        StudyEngine study = new StudyOpener(StudyRoot.of(options)).open(options);
        study.manualTrials().retry(List.of());
        Runtime.getRuntime().halt(137);
    }
}
