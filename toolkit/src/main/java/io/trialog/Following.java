package io.trialog;

import io.trialog.journal.store.LockHolder;
import io.trialog.launch.Launch;
import io.trialog.status.Stage;
import io.trialog.status.StudyProgress;
import io.trialog.trial.TrialogException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits, as a reader of its ledger, until a study that others run is done. */
final class Following {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final StudyReader reader;
    private final Consumer<StudyProgress> listener;
    private final InstantSource clock = InstantSource.system();
    private final Succession succession;

    Following(Path directory, Consumer<StudyProgress> listener) {
        this.reader = StudyReader.open(directory);
        this.listener = listener;
        this.succession = new Succession(reader, clock);
    }

    /** Returns where it stands in the end. */
    StudyProgress await() throws InterruptedException {
        listener.accept(progress(Stage.RUNNING));
        while (true) {
            boolean isOver = !StudyReader.isHeld(reader.directory()) && (isDone() || !succession.isAwaited());
            if (reader.refresh()) {
                listener.accept(progress(isOver ? Stage.ENDED : Stage.RUNNING));
            }
            if (isOver) {
                return over();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    private StudyProgress over() {
        if (isDone()) {
            return progress(Stage.ENDED);
        }
        LockHolder holder = StudyReader.holder(reader.directory());
        throw new TrialogException("Nobody runs the study in " + reader.directory() + " any more, but it is not done"
                + (holder == null ? "." : ": its controller died (" + holder.describe() + ").")
                + "\nMaybe 'trialog status' says more; the study goes on with optimize, or with launch.");
    }

    private boolean isDone() {
        return !Launch.ending(reader.directory()).isEmpty() || reader.isFinished() || reader.isExhausted();
    }

    private StudyProgress progress(Stage stage) {
        return new StudyProgress(
                String.valueOf(reader.directory().getFileName()),
                reader.view(),
                stage,
                null,
                clock.instant(),
                List.of(),
                0);
    }
}
