package io.trialog.internal.remote;

import io.trialog.exception.TrialogException;
import io.trialog.internal.display.Displays;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.launch.LaunchEnd;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.spi.StudyDisplay;
import io.trialog.status.Stage;
import io.trialog.status.StudyProgress;
import io.trialog.study.ControllerInfo;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits, as a reader of its ledger, until a study that others run is done; shows its card meanwhile. */
public final class StudyFollower {

    private static final long PAUSE_MILLIS = 1000;

    private final StudyWatcher watch;
    private final Consumer<StudyProgress> listener;
    private volatile StudyProgress progress;

    /** Follows the study in a directory, and tells a listener what changes. */
    public StudyFollower(Path directory, Consumer<StudyProgress> listener) {
        this.watch = new StudyWatcher(StudyLog.open(directory));
        this.listener = listener;
        this.progress = watch.look();
    }

    /** Returns where it stands in the end. */
    public StudyProgress await() throws InterruptedException {
        StudyDisplay.Card card = Displays.show(() -> progress);
        try {
            listener.accept(progress);
            while (progress.isHeld()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                long before = progress.view().position();
                progress = watch.look();
                if (progress.view().position() > before) {
                    listener.accept(progress);
                }
            }
        } finally {
            card.close();
        }
        if (progress.stage() == Stage.ENDED) {
            return progress;
        }
        ControllerInfo holder = StudyLog.holder(watch.directory());
        LaunchEnd end = LaunchEnd.of(StudyLog.open(watch.directory()), ThisProcess.ofThisProcess());
        throw new TrialogException("Nobody runs the study in " + watch.directory() + " any more, but it is not done"
                + (holder == null ? "." : ": its controller died (" + holder.describe() + ").")
                + (end == null || end.cause().isEmpty() ? "" : "\nIts last job: " + end.cause())
                + "\nMaybe 'trialog status' says more; the study goes on with optimize, or with launch.");
    }
}
