package io.trialog.internal.projection.sqlite;

import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Writes a view, or what changed in it, to an open database. Transactions are the caller's. */
final class DatabaseWriter {

    private final String studyId;
    private final DistributionTexts texts = new DistributionTexts();
    private final Map<Integer, ReportsWritten> reportsWritten = new HashMap<>();

    DatabaseWriter(String studyId) {
        this.studyId = studyId;
    }

    /** How many reports of an open trial's attempt stand in the file: of the objective, and of each other metric. */
    private record ReportsWritten(int attempt, int count, Map<String, Integer> others) {

        private static final ReportsWritten NONE = new ReportsWritten(0, 0, Map.of());

        static ReportsWritten of(TrialRecord trial) {
            Map<String, Integer> others = new HashMap<>();
            trial.curves().forEach((metric, reports) -> others.put(metric, reports.size()));
            return new ReportsWritten(trial.attempt(), trial.reports().size(), others);
        }

        boolean isNone() {
            return count == 0 && others.isEmpty();
        }

        boolean isBeginningOf(TrialRecord trial) {
            return attempt == trial.attempt()
                    && count <= trial.reports().size()
                    && others.entrySet().stream()
                            .allMatch(known -> known.getValue()
                                    <= trial.curves()
                                            .getOrDefault(known.getKey(), Reports.NONE)
                                            .size());
        }
    }

    /** Forgets what is known of the file: the last transaction did not succeed, or the file is another one. */
    void forget() {
        reportsWritten.clear();
    }

    /** Creates the tables in an empty file and writes every trial. */
    void writeAll(Connection connection, StudyView view, String headHash) throws SQLException {
        createTables(connection);
        int[] order = toldOrder(view);
        try (TrialRows rows = new TrialRows(connection, texts);
                TrialogRows ours = new TrialogRows(connection)) {
            for (int number = 0; number < view.trialCount(); number++) {
                TrialRecord trial = view.trial(number);
                rows.write(view, trial, 0);
                ours.write(view, trial, order[number], Map.of());
                remember(trial);
            }
            rows.flush();
            ours.flush();
        }
        writeStudy(connection, view, headHash);
    }

    /**
     * Writes the trials that changed.
     *
     * @param before how many trials the file holds: rows of later ones need not be cleared
     */
    void writeChanged(Connection connection, StudyView view, String headHash, Collection<Integer> touched, int before)
            throws SQLException {
        int[] order = toldOrder(view);
        try (TrialRows rows = new TrialRows(connection, texts);
                TrialogRows ours = new TrialogRows(connection)) {
            for (int number : touched) {
                if (number < before) {
                    boolean nothingKept = kept(view.trial(number)).isNone();
                    rows.clear(number, nothingKept);
                    ours.clear(number, nothingKept);
                }
            }
            rows.flush();
            ours.flush();
            for (int number : touched) {
                if (number < view.trialCount()) {
                    TrialRecord trial = view.trial(number);
                    ReportsWritten kept = kept(trial);
                    rows.write(view, trial, kept.count());
                    ours.write(view, trial, order[number], kept.others());
                    remember(trial);
                }
            }
            rows.flush();
            ours.flush();
        }
        writeStudy(connection, view, headHash);
    }

    private ReportsWritten kept(TrialRecord trial) {
        ReportsWritten written = reportsWritten.get(trial.number());
        return written != null && written.isBeginningOf(trial) ? written : ReportsWritten.NONE;
    }

    private void remember(TrialRecord trial) {
        if (trial.state().isFinished()) {
            reportsWritten.remove(trial.number());
        } else {
            reportsWritten.put(trial.number(), ReportsWritten.of(trial));
        }
    }

    /** The place of each trial among those told, -1 for open ones. */
    private static int[] toldOrder(StudyView view) {
        int[] order = new int[view.trialCount()];
        Arrays.fill(order, -1);
        for (int i = 0; i < view.finishedCount(); i++) {
            order[view.finished(i).number()] = i;
        }
        return order;
    }

    private void writeStudy(Connection connection, StudyView view, String headHash) throws SQLException {
        StudyRows.write(connection, view);
        ResultsView.write(connection, view);
        try (PreparedStatement position =
                connection.prepareStatement("INSERT OR REPLACE INTO trialog_position VALUES (1, ?, ?, ?, ?, ?)")) {
            position.setString(1, studyId);
            position.setLong(2, view.position());
            position.setString(3, headHash);
            position.setInt(4, StudyDatabase.VERSION);
            position.setInt(5, view.trialCount());
            position.executeUpdate();
        }
    }

    private static void createTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : schema().split(";\\s*\\n", -1)) {
                if (!sql.isBlank()) {
                    statement.executeUpdate(sql);
                }
            }
            statement.executeUpdate("PRAGMA application_id = " + Findings.APPLICATION_ID);
            statement.executeUpdate("INSERT INTO version_info VALUES (1, 12, 'trialog-" + StudyDatabase.VERSION + "')");
            statement.executeUpdate("INSERT INTO alembic_version VALUES ('v3.2.0.a')");
        }
    }

    private static String schema() {
        try (InputStream in = DatabaseWriter.class.getResourceAsStream("schema.sql")) {
            if (in == null) {
                throw new IllegalStateException("schema.sql is missing beside " + DatabaseWriter.class.getName() + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("schema.sql can't be read: " + e.getMessage(), e);
        }
    }
}
