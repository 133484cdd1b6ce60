package io.trialog.exception;

import java.util.Arrays;
import java.util.Objects;

/**
 * The root of Trialog's own exceptions. The message tells the whole story (rule, names, values, and a line beginning
 * "Maybe" with advice), since notebook kernels drop causes.
 */
public class TrialogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String OWN = "io.trialog.";

    private static volatile boolean ownFramesLeftOut;

    /**
     * Makes the exception.
     *
     * @param message what went wrong; advice stands on a line that begins "Maybe"
     */
    public TrialogException(String message) {
        super(message);
        trim();
    }

    /**
     * Makes the exception.
     *
     * @param message what went wrong; advice stands on a line that begins "Maybe"
     * @param cause what threw it
     */
    public TrialogException(String message, Throwable cause) {
        super(message, cause);
        trim();
    }

    /**
     * Leaves Trialog's own frames out of the stacks of all that are made from now on: for notebooks, which show stacks below
     * the message, where only the user's own lines help.
     */
    public static void leaveOutOwnFrames() {
        ownFramesLeftOut = true;
    }

    private void trim() {
        if (ownFramesLeftOut) {
            setStackTrace(Arrays.stream(getStackTrace())
                    .filter(frame -> !frame.getClassName().startsWith(OWN))
                    .toArray(StackTraceElement[]::new));
        }
    }

    /** The whole story; never {@code null}. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
