package io.trialog.internal.projection.sqlite;

import io.trialog.exception.ProjectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Copies of a working database that replace a file elsewhere, at most every ten seconds. */
final class Publication {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** A copy that takes long is made less often: at most a twentieth of the time goes into copying. */
    private static final int SHARE = 20;

    private final String studyId;
    private final Path target;
    private final InstantSource clock;
    private boolean looked;
    private boolean pending;
    private @Nullable Instant notBefore;

    Publication(String studyId, Path target, InstantSource clock) {
        this.studyId = studyId;
        this.target = target;
        this.clock = clock;
    }

    /** The working file has changed. */
    void changed() {
        pending = true;
    }

    /** Publishes a change if the last copy is old enough. No transaction may be open. */
    void publishIfDue(Path working) {
        if (pending && (notBefore == null || !clock.instant().isBefore(notBefore))) {
            publishPending(working);
        }
    }

    /** Publishes a change, however new the last copy is. */
    void publishPending(Path working) {
        if (!pending || !Files.exists(working)) {
            return;
        }
        Instant start = clock.instant();
        try {
            copy(working);
            pending = false;
        } catch (IOException | SQLException e) {
            throw new ProjectionException(
                    "The copy " + target + " of the database " + working + " can't be written: " + e, e);
        } finally {
            Instant end = clock.instant();
            Duration pause = Duration.between(start, end).multipliedBy(SHARE);
            notBefore = end.plus(pause.compareTo(INTERVAL) > 0 ? pause : INTERVAL);
        }
    }

    private void copy(Path working) throws IOException, SQLException {
        Path building = DatabaseFiles.underConstruction(target);
        try {
            Files.copy(working, building);
            if (!looked && isForeign()) {
                DatabaseFiles.setAside(target);
            }
            looked = true;
            DatabaseFiles.replace(building, target);
        } finally {
            Files.deleteIfExists(building);
        }
    }

    private boolean isForeign() throws IOException, SQLException {
        return Findings.at(target, studyId, StudyDatabase.VERSION).kind() == Findings.Kind.FOREIGN;
    }
}
