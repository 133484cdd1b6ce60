package io.trialog.internal.engine;

import io.trialog.exception.RefusedException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.config.SettingsDifference;
import io.trialog.internal.config.StudyFile;
import io.trialog.study.OpenOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A study that is there, without one trial of it run.
 *
 * @param directory the study's directory
 * @param isNew whether it was made now
 * @param notes what a user should know
 */
public record StudyCreation(Path directory, boolean isNew, List<String> notes) {

    /**
     * Makes a study from its study file. One that exists is compared with its file, and left as it is.
     *
     * @param options a study file, or the name of a study
     * @throws RefusedException if the study exists and the file asks for something else, or if its first job could not run
     * @throws TrialogException if there is neither study nor file, or the file can't be used
     */
    public static StudyCreation of(OpenOptions options) {
        StudyLocator located = StudyLocator.locate(options);
        Path directory = located.directory();
        if (StudyRoot.isStudy(directory)) {
            requireEqual(located);
            return new StudyCreation(directory, false, List.of());
        }
        List<String> notes = Preflight.require(options);
        try (StudyEngine study = new StudyOpener(StudyRoot.of(options)).open(options)) {
            return new StudyCreation(
                    directory,
                    true,
                    Stream.concat(notes.stream(), study.notes().stream()).toList());
        }
    }

    private static void requireEqual(StudyLocator located) {
        StudyFile file = located.file();
        if (file == null) {
            return;
        }
        StudyLog study = StudyLog.open(located.directory());
        SettingsDifference difference = StudyOpener.difference(
                study.view().settings(),
                located.directory(),
                file.forStudy(study.view().settings()));
        if (!difference.isEmpty()) {
            throw new RefusedException("The study '" + located.directory().getFileName()
                    + "' exists already, and its file now asks for something else:\n  "
                    + String.join("\n  ", difference.differences())
                    + "\nMaybe 'trialog run " + file.source()
                    + "', which takes that over; a new study needs another name.");
        }
    }
}
