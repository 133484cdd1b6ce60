package io.trialog.exception;

/** The log can't be read or written. The message names file, seq and offset where there are any. */
public class JournalException extends TrialogException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong; advice stands on a line that begins "Maybe"
     */
    public JournalException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what went wrong; advice stands on a line that begins "Maybe"
     * @param cause what threw it
     */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
