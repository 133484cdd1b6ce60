package io.trialog.exception;

/** There is no such study. The message names the places that were looked at. */
public final class StudyNotFoundException extends TrialogException {

    private static final long serialVersionUID = 1L;

    public StudyNotFoundException(String message) {
        super(message);
    }
}
