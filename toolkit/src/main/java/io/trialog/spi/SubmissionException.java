package io.trialog.spi;

/** A submission that was refused, or whose outcome is not known. */
public class SubmissionException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What the caller can do about it. */
    public enum Kind {
        /** Not submitted; may be tried again after a while. */
        TRANSIENT,
        /** It is not known whether it was submitted: look it up before trying again. */
        AMBIGUOUS,
        /** Not submitted, because of a limit on the number of jobs: wait until some have ended. */
        QUOTA,
        /** Not submitted and never will be as it stands. */
        PERMANENT
    }

    private final Kind kind;

    /**
     * Makes the exception.
     *
     * @param kind whether the job may have been accepted
     * @param message what went wrong, in the words of the scheduler
     */
    public SubmissionException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** {@return what is known about the job} */
    public Kind kind() {
        return kind;
    }
}
