package io.trialog.client;

import io.trialog.exception.TrialogException;

/** The study stops this trial: the program should end soon, with whatever exit code ({@link #EXIT_CODE} by convention). */
public final class PrunedException extends TrialogException {

    /** How the clients for other languages end a pruned program: with this exit code a trial is PRUNED. */
    public static final int EXIT_CODE = 79;

    private static final long serialVersionUID = 1L;

    PrunedException(String reason) {
        super("The study pruned this trial: " + reason);
    }
}
