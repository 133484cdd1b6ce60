package io.trialog.spi;

/**
 * One thing that was looked at before a study is trusted to a machine.
 *
 * @param grade how it stands
 * @param subject what was looked at, in a few words
 * @param words what was found
 * @param advice what to do about it; empty if nothing
 */
public record Check(Grade grade, String subject, String words, String advice) {

    /** How something stands. */
    public enum Grade {
        /** All is well. */
        OK,
        /** It works, but somebody should know. */
        NOTE,
        /** It will not work. */
        BAD
    }

    /**
     * Returns all is well.
     *
     * @param subject what was looked at
     * @param words the words
     * @return a finding that all is well
     */
    public static Check ok(String subject, String words) {
        return new Check(Grade.OK, subject, words, "");
    }

    /**
     * Worth knowing.
     *
     * @param subject what was looked at
     * @param words the words
     * @param advice what may help
     * @return a finding that is worth knowing
     */
    public static Check note(String subject, String words, String advice) {
        return new Check(Grade.NOTE, subject, words, advice);
    }

    /**
     * It will not work.
     *
     * @param subject what was looked at
     * @param words the words
     * @param advice what may help
     * @return a finding that something will not work
     */
    public static Check bad(String subject, String words, String advice) {
        return new Check(Grade.BAD, subject, words, advice);
    }
}
