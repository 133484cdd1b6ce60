package io.trialog.internal.projection.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What lies where a study's database should be.
 *
 * @param kind what it is
 * @param mark what it says about itself; {@link Mark#NONE} unless it is {@link Kind#OURS}
 */
record Findings(Kind kind, Mark mark) {

    /** The number that stands in the header of every database that Trialog writes: "TrLg". */
    static final int APPLICATION_ID = 0x54724c67;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int APPLICATION_ID_OFFSET = 68;
    private static final int HEADER = 100;

    /** What a file turned out to be. */
    enum Kind {
        NOTHING,
        /** A database of this study. */
        OURS,
        /** Written by Trialog, but damaged or of another version: nothing is lost with it. */
        WORTHLESS,
        /** Another study's, another program's, or with trials that the log does not know: to be kept. */
        FOREIGN,
        /** Locked; can't be told now. */
        BUSY
    }

    /**
     * The row of {@code trialog_position}.
     *
     * @param trials how many trials the file holds
     */
    record Mark(String studyId, long position, String headHash, int version, int trials) {

        static final Mark NONE = new Mark("", -1, "", 0, 0);
    }

    private static Findings of(Kind kind) {
        return new Findings(kind, Mark.NONE);
    }

    /** Looks at a file without an open connection. */
    static Findings at(Path file, String studyId, int version) throws IOException, SQLException {
        if (!Files.exists(file) || Files.isRegularFile(file) && Files.size(file) == 0) {
            return of(Kind.NOTHING);
        } else if (!isOfTrialog(file)) {
            return of(Kind.FOREIGN);
        }
        try (Connection connection = Connections.toFollow(file)) {
            return in(connection, studyId, version);
        } catch (SQLException e) {
            return switch (Trouble.of(e)) {
                case BUSY -> of(Kind.BUSY);
                case UNUSABLE -> of(Kind.WORTHLESS);
                case OTHER -> throw e;
            };
        }
    }

    private static Findings in(Connection connection, String studyId, int version) throws SQLException {
        Mark mark = mark(connection);
        if (!mark.studyId().equals(studyId)) {
            return of(Kind.FOREIGN);
        } else if (mark.version() != version) {
            return of(Kind.WORTHLESS);
        }
        return trials(connection) == mark.trials() ? new Findings(Kind.OURS, mark) : of(Kind.FOREIGN);
    }

    /** What an open database says about itself. */
    static Mark mark(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT study_id, position, head_hash, projection_version, trials FROM trialog_position")) {
            return row.next()
                    ? new Mark(row.getString(1), row.getLong(2), row.getString(3), row.getInt(4), row.getInt(5))
                    : Mark.NONE;
        }
    }

    /** How many trials there really are: another program may have added some. */
    static int trials(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM trials")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static boolean isOfTrialog(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(HEADER);
            if (header.length < HEADER) {
                return false;
            }
            ByteBuffer buffer = ByteBuffer.wrap(header);
            return buffer.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
                    && buffer.getInt(APPLICATION_ID_OFFSET) == APPLICATION_ID;
        }
    }
}
