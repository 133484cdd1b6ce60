package io.trialog.trial;

/**
 * The root of Trialog's own exceptions. The message tells the whole story (rule, names, values, and a line beginning
 * "Maybe" with advice), since notebook kernels drop causes.
 */
public class TrialogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TrialogException(String message) {
        super(message);
    }

    public TrialogException(String message, Throwable cause) {
        super(message, cause);
    }
}
