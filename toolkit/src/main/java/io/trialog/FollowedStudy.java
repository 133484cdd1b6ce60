package io.trialog;

import io.trialog.journal.store.LockHolder;
import io.trialog.status.ProgressText;
import io.trialog.status.Session;
import io.trialog.status.Stage;
import io.trialog.status.StudyProgress;
import io.trialog.study.StudyView;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A study that another process runs, watched through its log: nothing is locked and nothing changed. In a notebook its card
 * is kept up to date, also after the cell has ended, for as long as somebody runs the study. Safe for use by several threads.
 */
public final class FollowedStudy implements AutoCloseable {

    private static final long PAUSE_MILLIS = 1000;

    private final StudyReader reader;
    private final String name;
    private final InstantSource clock = InstantSource.system();
    private volatile StudyProgress progress;
    private volatile boolean closed;

    private FollowedStudy(StudyReader reader) {
        this.reader = reader;
        this.name = String.valueOf(reader.directory().getFileName());
        this.progress = look();
    }

    /** Follows the study in a directory and shows it. */
    static FollowedStudy of(Path directory) {
        FollowedStudy study = new FollowedStudy(StudyReader.open(directory));
        study.show();
        Thread thread = new Thread(study::follow, "trialog-follow-" + study.name);
        thread.setDaemon(true);
        thread.start();
        return study;
    }

    private void follow() {
        try {
            while (!closed && progress.isActive()) {
                Thread.sleep(PAUSE_MILLIS);
                reader.refresh();
                progress = look();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private StudyProgress look() {
        LockHolder holder = StudyReader.holder(reader.directory());
        List<String> remarks = new ArrayList<>(reader.notes());
        if (holder != null) {
            remarks.add("Its controller: " + holder.describe() + ".");
        }
        Stage stage = stage(holder);
        Session session =
                holder != null && stage == Stage.RUNNING ? SessionNote.read(reader.directory(), holder.epoch()) : null;
        return new StudyProgress(name, reader.view(), stage, session, clock.instant(), remarks, 0);
    }

    private static Stage stage(@Nullable LockHolder holder) {
        if (holder == null) {
            return Stage.IDLE;
        }
        return holder.life() == LockHolder.Life.DEAD ? Stage.DIED : Stage.RUNNING;
    }

    /** Where the study stood a moment ago. */
    public StudyProgress progress() {
        return progress;
    }

    /** The study as it stood a moment ago. */
    public StudyView view() {
        return progress.view();
    }

    /** Shows a fresh card in the running notebook cell. */
    public void show() {
        StudyDisplay.Card card = Displays.show(this::progress);
        if (!progress.isActive()) {
            card.close();
        }
    }

    /** Where it stands, in one line. */
    @Override
    public String toString() {
        return "Following '" + name + "' (" + progress.stage().name().toLowerCase(Locale.ROOT) + "): "
                + ProgressText.line(progress);
    }

    /** Follows no longer. Idempotent. */
    @Override
    public void close() {
        closed = true;
    }
}
