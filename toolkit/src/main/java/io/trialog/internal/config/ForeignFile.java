package io.trialog.internal.config;

import java.nio.charset.StandardCharsets;

/** Recognizes files of other kinds by their first bytes, for messages. */
public enum ForeignFile {
    /** A journal of Optuna. */
    JOURNAL(
            "a journal of Optuna",
            "Maybe copy it into a database, optuna.copy_study(from_study_name=..., from_storage=JournalStorage("
                    + "JournalFileBackend(FILE)), to_storage=\"sqlite:///optuna.db\"), and: trialog import optuna.db NAME",
            "{\"op_code\""),
    /** A database of SQLite. */
    DATABASE("a database of SQLite", "Maybe a study of Optuna: trialog import FILE NAME", "SQLite format 3"),
    /** An exported log. */
    LOG("an exported log", "Maybe: trialog import FILE NAME", "{\"seq\":0,"),
    /** Something else. */
    OTHER("another kind of file", "Maybe it is another file.", "");

    private static final int LONGEST = 32;

    private final String words;
    private final String advice;
    private final String beginning;

    ForeignFile(String words, String advice, String beginning) {
        this.words = words;
        this.advice = advice;
        this.beginning = beginning;
    }

    /**
     * Returns what kind of file begins like this.
     *
     * @param bytes the file, or its first bytes
     * @return the kind
     */
    public static ForeignFile of(byte[] bytes) {
        String first = new String(bytes, 0, Math.min(bytes.length, LONGEST), StandardCharsets.ISO_8859_1);
        for (ForeignFile kind : values()) {
            if (first.startsWith(kind.beginning)) {
                return kind;
            }
        }
        return OTHER;
    }

    /** Returns what it is, with an article. */
    public String words() {
        return words;
    }

    /** Returns what to do with such a file, a line that begins "Maybe". */
    public String advice() {
        return advice;
    }
}
