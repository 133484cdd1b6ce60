package io.trialog.exception;

/** The log can't be read or written. The message names file, seq and offset where there are any. */
public class JournalException extends TrialogException {

    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
