package io.trialog.exception;

/** There is no such study. The message names the places that were looked at. */
public final class StudyNotFoundException extends TrialogException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong; advice stands on a line that begins "Maybe"
     */
    public StudyNotFoundException(String message) {
        super(message);
    }
}
