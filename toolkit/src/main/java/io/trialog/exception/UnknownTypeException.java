package io.trialog.exception;

/** A study file names a type that nobody provides. */
public final class UnknownTypeException extends StudyFileException {

    private static final long serialVersionUID = 1L;

    private final String statement;

    /**
     * Says that a type is unknown.
     *
     * @param place where it stands, such as {@code higgs.yaml:12}
     * @param statement what is unknown and what is known
     * @param advice a line that begins with "Maybe"
     */
    public UnknownTypeException(String place, String statement, String advice) {
        super(place + ": " + statement + "\n" + advice);
        this.statement = place + ": " + statement;
    }

    /**
     * Returns the same with better advice.
     *
     * @param advice a line that begins with "Maybe"
     * @return a new exception
     */
    public StudyFileException withAdvice(String advice) {
        return new StudyFileException(statement + "\n" + advice, this);
    }
}
