package io.trialog.cli;

import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.launch.Launch;
import io.trialog.internal.launch.LaunchEnd;
import io.trialog.internal.launch.StudyLaunch;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.text.ControllersText;
import io.trialog.spi.ControllerJob;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs run a launched study, as far as the scheduler says, or why none does.
 *
 * @param text a sentence; empty for a study that is not run by jobs
 * @param isAlive whether jobs go on with the study by themselves, or may
 * @param end why none does, or {@code null}
 */
record ControllerText(
        String text, boolean isAlive, @Nullable LaunchEnd end) {

    private static final ControllerText NONE = new ControllerText("", false, null);

    /** Asks the scheduler, once or twice. */
    static ControllerText of(StudyLog study) {
        if (!Launch.isUnderWay(study.directory())) {
            return ended(study);
        }
        Map<String, String> environment = ThisProcess.ofThisProcess();
        try {
            List<ControllerJob> jobs = StudyLaunch.of(study, environment).controllers();
            return jobs.isEmpty() && !StudyLog.isHeld(study.directory())
                    ? ended(study)
                    : new ControllerText("the study " + ControllersText.of(jobs), true, null);
        } catch (IOException e) {
            return new ControllerText(
                    "the scheduler does not say which job runs the study: " + e.getMessage(), true, null);
        }
    }

    /** What ended as it should needs no words. */
    private static ControllerText ended(StudyLog study) {
        if (StudyLog.isHeld(study.directory()) || study.isFinished() || study.isExhausted()) {
            return NONE;
        }
        LaunchEnd end = LaunchEnd.of(study, ThisProcess.ofThisProcess());
        return end == null ? NONE : new ControllerText(end.toString(), false, end);
    }
}
