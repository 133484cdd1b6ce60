package io.trialog.cli;

import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.launch.Launch;
import io.trialog.internal.launch.StudyLaunch;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.text.ControllersText;
import java.io.IOException;

/** Which jobs run a launched study, as far as the scheduler says. */
final class ControllerText {

    private ControllerText() {}

    /** A sentence, or an empty text for a study that is not run by jobs. The scheduler is asked once. */
    static String of(StudyLog study) {
        if (!Launch.isUnderWay(study.directory())) {
            return "";
        }
        try {
            return "the study "
                    + ControllersText.of(
                            StudyLaunch.of(study, ThisProcess.ofThisProcess()).controllers());
        } catch (IOException e) {
            return "the scheduler does not say which job runs the study: " + e.getMessage();
        }
    }
}
