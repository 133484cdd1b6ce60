package io.trialog.trial;

import java.util.Objects;

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

    /** The whole story; never {@code null}. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
