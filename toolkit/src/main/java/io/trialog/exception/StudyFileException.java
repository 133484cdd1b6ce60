package io.trialog.exception;

/** A study file, or a setting given beside it, can't be used. The message names file, line and key. */
public sealed class StudyFileException extends TrialogException permits UnknownTypeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what went wrong; advice stands on a line that begins "Maybe"
     */
    public StudyFileException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what went wrong; advice stands on a line that begins "Maybe"
     * @param cause what threw it
     */
    public StudyFileException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Returns a problem at a place such as {@code higgs.yaml:12} or {@code --set trials=x}.
     *
     * @param place the place
     * @param message what went wrong, and what may help
     * @return a problem at a place such as {@code higgs.yaml:12} or {@code --set trials=x}
     */
    public static StudyFileException at(String place, String message) {
        return new StudyFileException(place + ": " + message);
    }
}
