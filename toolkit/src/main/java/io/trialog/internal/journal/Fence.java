package io.trialog.internal.journal;

import io.trialog.exception.JournalException;

/** Tells a controller that it is no longer in charge. */
@FunctionalInterface
public interface Fence {

    /**
     * Asked before and after everything that is written.
     *
     * @throws JournalException if a later controller took over
     */
    void check();
}
