package io.trialog.exception;

/** The log is damaged in a way that can't be repaired from the other copy. The message names file, seq and offset. */
public class DamagedLogException extends JournalException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception with the advice that always holds.
     *
     * @param what what is damaged, in a sentence
     */
    public DamagedLogException(String what) {
        this(
                what,
                "Maybe 'trialog verify' tells more; 'trialog salvage' copies what is readable into a new study;"
                        + " 'trialog export' and 'trialog import' bring back a copy made earlier.");
    }

    /**
     * Makes the exception with an advice of its own.
     *
     * @param what what is damaged, in a sentence
     * @param advice what to do, a line that begins with Maybe
     */
    public DamagedLogException(String what, String advice) {
        super(what + "\n" + advice);
    }
}
