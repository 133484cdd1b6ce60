package io.trialog.projection;

import io.trialog.study.StudyView;
import java.util.SortedSet;

/**
 * Keeps something derived from the log up to date. Rows are a function of the view alone, so that rebuilding from zero and
 * following step by step give the same.
 *
 * <p>Called by one thread at a time, never by the one that asks or tells.
 */
public interface Projector extends AutoCloseable {

    /** The position up to which this projection is known to reflect the log, -1 if it is empty or unusable. */
    long position();

    /**
     * Brings the projection from {@link #position()} to the view's position.
     *
     * @param view a view whose every event is durable
     * @param headHash the hash of the event at the view's position
     * @param touched the trials that events in between concerned; all of them when rebuilding
     */
    void project(StudyView view, String headHash, SortedSet<Integer> touched);

    /** Throws away what is there: the next call of {@link #project} gets every trial. */
    void reset();

    @Override
    void close();
}
