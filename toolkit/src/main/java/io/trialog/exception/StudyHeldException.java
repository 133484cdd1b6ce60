package io.trialog.exception;

import io.trialog.internal.journal.lock.LockHolder;

/** Another controller holds the study. */
public final class StudyHeldException extends JournalException {

    private static final long serialVersionUID = 1L;

    private final transient LockHolder holder;

    public StudyHeldException(LockHolder holder, String message) {
        super(message);
        this.holder = holder;
    }

    /** Who holds it. */
    public LockHolder holder() {
        return holder;
    }
}
