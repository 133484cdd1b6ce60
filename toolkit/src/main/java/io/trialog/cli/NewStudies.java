package io.trialog.cli;

import io.trialog.exception.StudyNotFoundException;
import io.trialog.internal.engine.StudyCreation;
import io.trialog.internal.engine.StudyLocator;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.study.OpenOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Studies that a command needs, and makes from their study files where they do not exist yet. */
final class NewStudies {

    private NewStudies() {}

    /**
     * The directory of a study, which exists afterwards.
     *
     * @param name its name, the path of its directory or of its study file; {@code null} for the only one there is
     */
    static Path directory(Trialog trialog, @Nullable String name) {
        if (name == null || StudyRoot.isStudy(StudyLocator.directory(name, trialog.root()))) {
            return trialog.directory(name);
        }
        OpenOptions options = OpenOptions.of(name).withRoot(trialog.root().directory());
        try {
            if (StudyLocator.locate(options).file() == null) {
                return trialog.directory(name);
            }
        } catch (StudyNotFoundException e) {
            return trialog.directory(name); // it says what there is
        }
        StudyCreation created = StudyCreation.of(options);
        created.notes().forEach(note -> trialog.terminal().err().println("note: " + note));
        trialog.terminal()
                .err()
                .println("note: The study '" + created.directory().getFileName() + "' was made in "
                        + created.directory() + ".");
        return created.directory();
    }
}
