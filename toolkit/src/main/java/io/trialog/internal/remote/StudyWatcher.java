package io.trialog.internal.remote;

import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.engine.SessionFile;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.launch.Launch;
import io.trialog.internal.launch.QueuedControllers;
import io.trialog.internal.platform.SystemTime;
import io.trialog.status.Session;
import io.trialog.status.Stage;
import io.trialog.status.StudyProgress;
import io.trialog.study.ControllerInfo;
import io.trialog.study.StopReason;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A study that other processes run, seen through its log. It is open as long as a controller holds it, and active as long as that
 * runs trials, or, once launched on a cluster, as long as jobs that are to run it wait in the queue. Not safe for use by several threads.
 */
public final class StudyWatcher {

    private final StudyLog reader;
    private final InstantSource clock = SystemTime.clock();
    private final QueuedControllers succession;
    private @Nullable Session session;

    public StudyWatcher(StudyLog reader) {
        this.reader = reader;
        this.succession = new QueuedControllers(reader, clock);
    }

    Path directory() {
        return reader.directory();
    }

    /** Reads what is new in the log and says where the study stands. */
    public StudyProgress look() {
        ControllerInfo holder = StudyLog.holder(directory());
        reader.refresh(); // after that look, so that what a controller wrote before it went is read
        Stage stage = stage(holder);
        Instant now = clock.instant();
        return new StudyProgress(
                String.valueOf(directory().getFileName()),
                reader.view(),
                stage,
                session(stage, holder, now),
                ClusterJobs.running(reader.view()),
                now,
                remarks(stage, holder),
                0);
    }

    private List<String> remarks(Stage stage, @Nullable ControllerInfo holder) {
        List<String> remarks = new ArrayList<>(reader.notes());
        String ending = Launch.ending(directory());
        if (holder != null) {
            remarks.add("Its controller: " + holder.describe() + ".");
        } else if (stage == Stage.RUNNING && !succession.words().isEmpty()) {
            remarks.add(succession.words());
        } else if (stage == Stage.ENDED && !isComplete()) {
            remarks.add("No job of the cluster goes on with it: " + ending + ".");
        }
        return remarks;
    }

    private Stage stage(@Nullable ControllerInfo holder) {
        if (holder != null && !holder.isDead()) {
            return SessionFile.read(directory(), holder.epoch()) == null ? Stage.OPEN : Stage.RUNNING;
        } else if (isDone()) {
            return Stage.ENDED;
        } else if (succession.isAwaited()) {
            return Stage.RUNNING;
        }
        return holder == null ? Stage.IDLE : Stage.DIED;
    }

    /** Whether all that was asked for is there, or a launched study ended in another way. */
    private boolean isDone() {
        return !Launch.ending(directory()).isEmpty() || isComplete();
    }

    private StopReason reason() {
        if (reader.view().stop().decision() != null) {
            return StopReason.RULE;
        }
        return isComplete() ? StopReason.DONE : StopReason.STOPPED;
    }

    private boolean isComplete() {
        return reader.isFinished() || reader.isExhausted();
    }

    /** What its controller said last of how far it goes. */
    private @Nullable Session session(Stage stage, @Nullable ControllerInfo holder, Instant now) {
        if (holder != null && stage == Stage.RUNNING) {
            Session note = SessionFile.read(directory(), holder.epoch());
            session = note == null ? session : note;
        } else if (stage == Stage.ENDED && session != null && session.endedAt() == null) {
            session = session.ended(now, reason());
        }
        return stage == Stage.RUNNING || stage == Stage.ENDED ? session : null;
    }
}
