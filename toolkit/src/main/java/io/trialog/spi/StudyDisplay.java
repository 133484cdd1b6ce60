package io.trialog.spi;

import io.trialog.status.StudyProgress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a person sits and watches, for example a notebook. Found by {@link java.util.ServiceLoader}, so that a study knows
 * nothing of notebooks. Safe for use by several threads.
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

    /** Whether this process is a notebook's kernel: its cells are somebody's, and its resources are not for trials. */
    default boolean isNotebook() {
        return false;
    }

    /** The line of code in which a frame is, as it was typed here, or {@code null} if that is not known. */
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
