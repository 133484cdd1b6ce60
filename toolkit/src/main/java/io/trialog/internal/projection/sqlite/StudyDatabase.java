package io.trialog.internal.projection.sqlite;

import io.trialog.exception.ProjectionException;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.file.HardLinks;
import io.trialog.spi.Projector;
import io.trialog.study.StudyView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The study as a SQLite file in Optuna 5's schema ({@code study.db}), which Optuna, its dashboard and {@code sqlite3} read.
 * Tables that begin with {@code trialog_} hold what that schema has no place for, and the position of the log.
 *
 * <p>Rows and position are committed in one transaction. A file that is missing, damaged, of another version or ahead of the
 * log is written anew and put in place in one step; one of another study, or one to which somebody else added trials, is kept
 * beside it as {@code study.db.foreign-1}. One that has another name, as in a copy made by hard links, is not written to. A reader's lock makes this wait, not fail. The journal mode is DELETE, so that
 * readers find one file that is whole.
 *
 * <p>On a network file system, where SQLite's locks can't be trusted, the working file lies elsewhere and copies of it
 * are published.
 *
 * <p>Not safe for use by several threads.
 */
final class StudyDatabase implements Projector {

    /** The version of the rows: raised when the same view gives other rows. */
    static final int VERSION = 5;

    private final String studyId;
    private final Path file;
    private final @Nullable Publication publication;
    private final DatabaseWriter writer;
    private @Nullable Open open;
    private boolean distrusted;
    private boolean closed;

    private record Open(Connection connection, Object identity, Findings.Mark mark, long dataVersion) {}

    /**
     * A database on a disk of this machine.
     *
     * @param studyId the id of the study
     */
    StudyDatabase(String studyId, Path file) {
        this(studyId, file, null);
    }

    /**
     * A database on a network file system.
     *
     * @param studyId the id of the study
     * @param working the file that is worked on, on a disk of this machine
     * @param published where a copy of it appears, by rename, at most every ten seconds and at the end
     * @param clock tells when ten seconds have passed
     */
    StudyDatabase(String studyId, Path working, Path published, InstantSource clock) {
        this(studyId, working, new Publication(studyId, published, clock));
    }

    private StudyDatabase(String studyId, Path file, @Nullable Publication publication) {
        this.studyId = studyId;
        this.file = file;
        this.publication = publication;
        this.writer = new DatabaseWriter(studyId);
    }

    @Override
    public long position() {
        Open now = guarded(this::opened);
        return now == null ? -1 : now.mark().position();
    }

    @Override
    public String headHash() {
        Open now = guarded(this::opened);
        return now == null ? "" : now.mark().headHash();
    }

    @Override
    public void project(StudyView view, String headHash, SortedSet<Integer> touched) {
        guarded(() -> {
            projectOrRebuild(view, headHash, touched);
            return null;
        });
    }

    private void projectOrRebuild(StudyView view, String headHash, SortedSet<Integer> touched)
            throws IOException, SQLException {
        Open now = opened();
        if (now == null) {
            rebuild(view, headHash);
        } else if (now.mark().position() > view.position()) {
            reset();
            rebuild(view, headHash);
        } else if (now.mark().position() < view.position()) {
            try {
                update(now, view, headHash, touched);
            } catch (SQLException e) {
                if (Trouble.of(e) != Trouble.UNUSABLE) {
                    throw e;
                }
                reset();
                rebuild(view, headHash);
            }
        }
    }

    private void update(Open now, StudyView view, String headHash, SortedSet<Integer> touched)
            throws IOException, SQLException {
        Connection connection = now.connection();
        try {
            connection.setAutoCommit(false);
            if (isChangedByOthers(now)) {
                rebuild(view, headHash); // closes this connection
                return;
            }
            writer.writeChanged(connection, view, headHash, touched, now.mark().trials());
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            release(); // and with it the transaction: the driver can't tell whether it still has one
            throw e;
        }
        Findings.Mark mark = new Findings.Mark(studyId, view.position(), headHash, VERSION, view.trialCount());
        open = new Open(connection, now.identity(), mark, dataVersion(connection));
        noteChange();
    }

    /** Whether another program wrote to the file in a way that makes it a file of its own. */
    private static boolean isChangedByOthers(Open now) throws SQLException {
        return !Findings.mark(now.connection()).equals(now.mark())
                || dataVersion(now.connection()) != now.dataVersion()
                        && Findings.trials(now.connection()) != now.mark().trials();
    }

    /** Writes a new file and puts it in the place of what is there, unless that is locked and can't be looked at. */
    private void rebuild(StudyView view, String headHash) throws IOException, SQLException {
        release();
        Findings found = Findings.at(file, studyId, VERSION);
        if (found.kind() == Findings.Kind.BUSY && !distrusted) {
            return;
        }
        Path building = DatabaseFiles.underConstruction(file);
        try {
            writer.forget();
            try (Connection connection = Connections.toBuild(building)) {
                connection.setAutoCommit(false);
                writer.writeAll(connection, view, headHash);
                connection.commit();
            }
            if (found.kind() == Findings.Kind.FOREIGN) {
                DatabaseFiles.setAside(file);
            }
            DatabaseFiles.replace(building, file);
        } finally {
            Files.deleteIfExists(building);
        }
        distrusted = false;
        opened();
        noteChange();
    }

    private void noteChange() {
        if (publication != null) {
            publication.changed();
            publication.publishIfDue(file);
        }
    }

    /** The file, if it is there and of this study; opened again if it was deleted or replaced meanwhile. */
    private @Nullable Open opened() throws IOException, SQLException {
        Object identity = DatabaseFiles.identity(file);
        if (open != null && open.identity().equals(identity)) {
            return open;
        }
        release();
        if (identity == null || distrusted || closed || HardLinks.isShared(file)) {
            return null;
        }
        Findings found = Findings.at(file, studyId, VERSION);
        if (found.kind() != Findings.Kind.OURS) {
            return null;
        }
        Connection connection = Connections.toFollow(file);
        open = new Open(connection, identity, Findings.mark(connection), dataVersion(connection));
        return open;
    }

    private static long dataVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA data_version")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void reset() {
        distrusted = true;
        guarded(() -> {
            release();
            return null;
        });
    }

    @Override
    public void tidy() {
        if (publication != null) {
            guarded(() -> {
                publication.publishIfDue(file);
                return null;
            });
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        guarded(() -> {
            release();
            if (publication != null) {
                publication.publishPending(file);
            }
            return null;
        });
    }

    private void release() throws SQLException {
        Open before = open;
        open = null;
        writer.forget();
        if (before != null) {
            before.connection().close();
        }
    }

    private interface Work<T> {
        @Nullable
        T run() throws IOException, SQLException;
    }

    /** Runs what may meet a lock, which only means later, or any other trouble, which somebody has to be told about. */
    private <T> @Nullable T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            if (Trouble.of(e) == Trouble.BUSY) {
                return null;
            }
            throw new ProjectionException("The database " + file + " can't be written: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ProjectionException("The database " + file + " can't be written: " + FileProblem.words(e), e);
        }
    }
}
