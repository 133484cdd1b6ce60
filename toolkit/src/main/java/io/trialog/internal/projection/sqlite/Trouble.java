package io.trialog.internal.projection.sqlite;

import java.sql.SQLException;

/** What an error of SQLite means for a file that can be derived again. */
enum Trouble {
    /** Somebody else holds a lock: try again later. */
    BUSY,
    /** The file is damaged, or not what it should be: derive it again. */
    UNUSABLE,
    /** Disk full, no permission, ...: a person has to know. */
    OTHER;

    /** The kind of an error, by SQLite's primary result code. */
    static Trouble of(SQLException error) {
        return switch (error.getErrorCode() & 0xff) {
            case 5, 6 -> BUSY; // SQLITE_BUSY, SQLITE_LOCKED
            case 1, 11, 17, 19, 20, 26 ->
                UNUSABLE; // ERROR (no such table), CORRUPT, SCHEMA, CONSTRAINT, MISMATCH, NOTADB
            default -> OTHER;
        };
    }
}
