package io.trialog.exception;

/**
 * What was asked for can't be meant: a trial that is not there, a value out of its bounds, a name that is taken, a file of
 * another kind. Nothing was changed.
 */
public final class RefusedException extends TrialogException {

    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
