package io.trialog.exception;

/** A study file, or a setting given beside it, can't be used. The message names file, line and key. */
public sealed class StudyFileException extends TrialogException permits UnknownTypeException {

    private static final long serialVersionUID = 1L;

    public StudyFileException(String message) {
        super(message);
    }

    public StudyFileException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A problem at a place such as {@code higgs.yaml:12} or {@code --set trials=x}. */
    public static StudyFileException at(String place, String message) {
        return new StudyFileException(place + ": " + message);
    }
}
