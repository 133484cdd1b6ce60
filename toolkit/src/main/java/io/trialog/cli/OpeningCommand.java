package io.trialog.cli;

import io.trialog.Study;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.text.StudySummary;
import io.trialog.study.OpenOptions;
import io.trialog.study.OpenOptions.Intent;
import java.nio.file.Path;

/** Opens a study with something that the user says about it, and closes it again. */
final class OpeningCommand {

    private final Trialog trialog;

    OpeningCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    int open(Path directory, Intent intent, String done) {
        OpenOptions options = OpenOptions.of(directory.toString()).withIntent(intent);
        try (Study study = Study.open(options)) {
            study.notes().forEach(note -> trialog.print("note: " + note));
            trialog.print(done + " Study '" + Trialog.name(study) + "': "
                    + StudySummary.counts(study.view(), ClusterJobs.running(study.view())) + ".");
            trialog.print("'trialog resume " + Trialog.name(study) + "' goes on.");
        }
        return Exit.DONE;
    }
}
