package io.trialog.spi;

import io.trialog.exception.ProjectionException;
import io.trialog.study.StudyView;
import java.util.SortedSet;

/**
 * Keeps something derived from the log up to date. Rows are a function of the view alone, so that rebuilding from zero and
 * following step by step give the same.
 *
 * <p>Life cycle: a {@link ProjectorProvider} makes a projector each time a study is opened, and the study closes it. It is called by
 * one thread at a time, never by the one that asks or tells. An exception becomes a note of the study; the projector is then
 * called again later.
 *
 * <pre>{@code
 * final class CountProjector implements Projector {
 *
 *     private final Path file;
 *     private long position = -1;
 *
 *     CountProjector(Path file) {
 *         this.file = file;
 *     }
 *
 *     public long position() {
 *         return position;
 *     }
 *
 *     public void project(StudyView view, String headHash, SortedSet<Integer> touched) {
 *         try {
 *             Files.writeString(file, view.finishedCount() + "\n");
 *             position = view.position();
 *         } catch (IOException e) {
 *             throw new UncheckedIOException(e);
 *         }
 *     }
 *
 *     public void reset() {
 *         position = -1;
 *     }
 *
 *     public void close() {}
 * }
 * }</pre>
 */
public interface Projector extends AutoCloseable {

    /**
     * Returns the position up to which this projection is known to reflect the log, -1 if it is empty or unusable.
     *
     * @return the position up to which this projection is known to reflect the log, -1 if it is empty or unusable
     */
    long position();

    /**
     * Returns the hash of the event at {@link #position()} that this projection recorded, empty if it records none.
     * One that differs from the log's own shows that the projection reflects another log and has to be {@linkplain
     * #reset() reset}.
     *
     * @return the hash of the event at {@link #position()} that this projection recorded, empty if it records none
     */
    default String headHash() {
        return "";
    }

    /**
     * Brings the projection from {@link #position()} to the view's position. If it can't at the moment, because a reader
     * holds a lock, it returns with the position unchanged and is called again later.
     *
     * @param view a view whose every event is durable
     * @param headHash the hash of the event at the view's position
     * @param touched the trials that events in between concerned; all of them when rebuilding
     * @throws ProjectionException if it can't be written; the position is then unchanged, or -1
     */
    void project(StudyView view, String headHash, SortedSet<Integer> touched);

    /** Throws away what is there: the next call of {@link #project} gets every trial. */
    void reset();

    /**
     * Does work that was put off, if its time has come; called about once a second, also while nothing changes.
     *
     * @throws ProjectionException if it can't be done; it is tried again later
     */
    default void tidy() {}

    /** Finishes work that was put off and releases everything. Idempotent. */
    @Override
    void close();
}
