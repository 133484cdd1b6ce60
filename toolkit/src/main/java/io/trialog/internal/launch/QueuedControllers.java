package io.trialog.internal.launch;

import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.text.ControllersText;
import io.trialog.spi.ControllerJob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Whether a study that nobody holds at the moment will be gone on with by a job of the cluster. Not safe for use by several
 * threads.
 */
public final class QueuedControllers {

    private static final Duration QUESTION = Duration.ofSeconds(30);

    private final StudyLog reader;
    private final InstantSource clock;
    private Instant asked = Instant.MIN;
    private boolean isQueued;
    private String words = "";

    /** The controllers to come of a study. */
    public QueuedControllers(StudyLog reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** Whether a controller waits in the queue, or may; the scheduler is asked every 30 s. */
    public boolean isAwaited() {
        if (!Launch.isUnderWay(reader.directory())) {
            return false;
        }
        if (asked.isBefore(clock.instant().minus(QUESTION))) {
            asked = clock.instant();
            try {
                List<ControllerJob> jobs =
                        StudyLaunch.of(reader, ThisProcess.ofThisProcess()).controllers();
                isQueued = !jobs.isEmpty();
                words = "It " + ControllersText.of(jobs);
            } catch (IOException e) {
                isQueued = true; // the scheduler does not say
                words = "";
            }
        }
        return isQueued;
    }

    /** Which jobs that are, in a sentence; empty if the scheduler did not say. */
    public String words() {
        return words;
    }
}
