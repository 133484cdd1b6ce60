package io.trialog.exception;

/** Something derived from the log can't be written or read. The log is not concerned: the study goes on. */
public class ProjectionException extends TrialogException {

    private static final long serialVersionUID = 1L;

    public ProjectionException(String message) {
        super(message);
    }

    public ProjectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
