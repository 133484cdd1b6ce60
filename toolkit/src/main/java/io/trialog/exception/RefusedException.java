package io.trialog.exception;

/**
 * What was asked for can't be meant: a trial that is not there, a value out of its bounds, a name that is taken, a file of
 * another kind. Nothing was changed.
 */
public final class RefusedException extends TrialogException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong; advice stands on a line that begins "Maybe"
     */
    public RefusedException(String message) {
        super(message);
    }
}
