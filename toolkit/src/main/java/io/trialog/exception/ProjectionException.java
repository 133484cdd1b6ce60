package io.trialog.exception;

/** Something derived from the log can't be written or read. The log is not concerned: the study goes on. */
public class ProjectionException extends TrialogException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong; advice stands on a line that begins "Maybe"
     */
    public ProjectionException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what went wrong; advice stands on a line that begins "Maybe"
     * @param cause what threw it
     */
    public ProjectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
