package io.trialog.exception;

import io.trialog.study.ControllerInfo;

/** Another controller holds the study. */
public final class StudyHeldException extends JournalException {

    private static final long serialVersionUID = 1L;

    private final transient ControllerInfo holder;

    /**
     * Says who holds the study.
     *
     * @param holder the other controller
     * @param message what must be, what is, and what may help
     */
    public StudyHeldException(ControllerInfo holder, String message) {
        super(message);
        this.holder = holder;
    }

    /**
     * Returns the controller that holds the study.
     *
     * @return the other controller
     */
    public ControllerInfo holder() {
        return holder;
    }
}
