package io.trialog.spi;

import io.trialog.status.StudyProgress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows studies where a person sits and watches, for example in a notebook. {@link java.util.ServiceLoader} finds the class by
 * its name in {@code META-INF/services/io.trialog.spi.StudyDisplay}.
 *
 * <p>Life cycle: the class is public and has a public constructor without parameters. Trialog makes one object of it per process,
 * and calls {@link #show} when an optimization begins. The card is closed when the optimization has ended. Safe for use by
 * several threads.
 *
 * <pre>{@code
 * public final class BellDisplay implements StudyDisplay {
 *
 *     public void attach() {}
 *
 *     public Card show(Supplier<StudyProgress> progress) {
 *         return () -> System.err.println("ding: " + progress.get().finished() + " finished");
 *     }
 * }
 * }</pre>
 */
public interface StudyDisplay {

    /** Makes what Trialog returns look well here, if somebody is here. Called on the first use of a study; idempotent. */
    void attach();

    /**
     * Begins to show a study, for as long as it is active.
     *
     * @param progress tells where it stands, at any time and on any thread
     * @return what to close with the last state, or {@code null} if nobody watches here
     */
    @Nullable
    Card show(Supplier<StudyProgress> progress);

    /**
     * Returns whether this process is a notebook's kernel: its cells are somebody's, and its resources are not for
     * trials.
     *
     * @return whether this process is a notebook's kernel: its cells are somebody's, and its resources are not for
     *     trials
     */
    default boolean isNotebook() {
        return false;
    }

    /**
     * Returns the line of code in which a frame is, as it was typed here, or {@code null} if that is not known.
     *
     * @param frame the frame
     * @return the line of code in which a frame is, as it was typed here, or {@code null} if that is not known
     */
    default @Nullable String typedLine(StackTraceElement frame) {
        return null;
    }

    /** What is shown of one study in one place. */
    interface Card extends AutoCloseable {

        /** Shows the state as it is now, and nothing after it. Idempotent. */
        @Override
        void close();
    }
}
