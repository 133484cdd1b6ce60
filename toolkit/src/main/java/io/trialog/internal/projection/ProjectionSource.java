package io.trialog.internal.projection;

import io.trialog.internal.fold.ChangedTrials;
import io.trialog.study.StudyView;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The study as projections see it. Called by the thread of the projections only, at most a few times a second; no
 * method needs to be fast, but none may keep a lock that an ask waits for.
 */
public interface ProjectionSource {

    /**
     * The study as it stands now, and what changed since an earlier position. {@link ChangedTrials} helps to know that.
     *
     * @param since a position of this log, or -1 for the whole of it
     */
    Snapshot snapshot(long since);

    /** Returns when every event up to {@code position} is durable; usually that is so already. */
    void makeDurable(long position);

    /** The hash of the event at a position, or {@code null} if the log does not reach as far. Asked when a study is opened. */
    @Nullable
    String hashAt(long position);

    /**
     * What a projection has to take over.
     *
     * @param view the study; before its first event there is nothing to project, and the view is {@code null}
     * @param headHash the hash of the event at the view's position
     * @param touched the trials that any event after the position asked for concerns, finished and voided ones included;
     *     trials beyond those are allowed
     */
    record Snapshot(@Nullable StudyView view, String headHash, SortedSet<Integer> touched) {

        /** The view's position, -1 if there is no view. */
        public long position() {
            return view == null ? -1 : view.position();
        }
    }
}
