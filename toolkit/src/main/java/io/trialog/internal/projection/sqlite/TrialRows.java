package io.trialog.internal.projection.sqlite;

import io.trialog.internal.json.JsonText;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of trials in Optuna's tables. Every key is a function of the trial's number and the place within it, so that
 * following and rebuilding give the same rows.
 */
final class TrialRows implements AutoCloseable {

    /** The one study of the file. */
    static final int STUDY = 1;

    private static final List<String> CHILDREN =
            List.of("trial_params", "trial_values", "trial_user_attributes", "trial_system_attributes");

    private final DistributionTexts texts;
    private final RowBatches batches;
    private final List<Batch> deletes = new ArrayList<>();
    private final Batch trials;
    private final Batch params;
    private final Batch values;
    private final Batch users;
    private final Batch systems;
    private final Batch reports;
    private final Batch noReports;

    TrialRows(Connection connection, DistributionTexts texts) throws SQLException {
        this.texts = texts;
        batches = new RowBatches(connection);
        for (String table : CHILDREN) {
            deletes.add(batches.addDelete(table));
        }
        noReports = batches.addDelete("trial_intermediate_values");
        deletes.add(noReports);
        trials = batches.add("INSERT OR REPLACE INTO trials (trial_id, number, study_id, state, datetime_start,"
                + " datetime_complete, value) VALUES (?, ?, ?, ?, ?, ?, ?)");
        params = batches.add("INSERT INTO trial_params VALUES (?, ?, ?, ?, ?)");
        values = batches.add("INSERT INTO trial_values VALUES (?, ?, ?, ?, ?)");
        users = batches.add("INSERT INTO trial_user_attributes VALUES (?, ?, ?, ?)");
        systems = batches.add("INSERT INTO trial_system_attributes VALUES (?, ?, ?, ?)");
        reports = batches.add("INSERT INTO trial_intermediate_values VALUES (?, ?, ?, ?, ?)");
    }

    /** Removes the rows of a trial that may have some; its reports only on demand, as they only grow within an attempt. */
    void clear(int number, boolean reportsToo) throws SQLException {
        long id = id(number);
        for (Batch delete : deletes) {
            if (delete != noReports || reportsToo) {
                delete.row(id);
            }
        }
    }

    /**
     * Writes the rows of a trial that has none, or whose rows were cleared and the clearing flushed.
     *
     * @param reportsKept how many of the trial's reports stand in the file already
     */
    void write(StudyView view, TrialRecord trial, int reportsKept) throws SQLException {
        long id = id(trial.number());
        boolean voided = view.isVoided(trial.number());
        TrialState state = ColumnValues.state(view, trial, voided);
        trials.row(
                id,
                trial.number(),
                STUDY,
                state.name(),
                ColumnValues.datetime(trial.startedAt()),
                ColumnValues.datetime(trial.completedAt()),
                state == TrialState.FAIL ? null : ColumnValues.number(trial.value()));
        writeParams(trial, id);
        writeValues(ColumnValues.values(view, trial, state), id);
        writeAttributes(view, trial, id);
        writeReports(trial.reports(), id, reportsKept);
    }

    /** The key of a trial. */
    static long id(int number) {
        return number + 1L;
    }

    private static long childId(long trial, int place) {
        return trial << 32 | place;
    }

    private void writeParams(TrialRecord trial, long id) throws SQLException {
        String[] distributions = texts.of(trial.shape());
        for (int i = 0; i < distributions.length; i++) {
            double internal =
                    OptunaDistributions.internal(trial.shape().distributions().get(i), trial.internals()[i]);
            params.row(childId(id, i), id, trial.shape().names().get(i), internal, distributions[i]);
        }
    }

    private void writeValues(List<Double> objectives, long id) throws SQLException {
        for (int i = 0; i < objectives.size(); i++) {
            double value = objectives.get(i);
            values.row(childId(id, i), id, i, ColumnValues.finite(value), ColumnValues.type(value));
        }
    }

    private void writeAttributes(StudyView view, TrialRecord trial, long id) throws SQLException {
        int place = 0;
        for (Map.Entry<String, @Nullable Object> attribute :
                trial.userAttributes().entrySet()) {
            users.row(childId(id, place++), id, attribute.getKey(), JsonText.python(attribute.getValue()));
        }
        for (Map.Entry<String, Object> attribute :
                OwnAttributes.of(view.settings(), trial).entrySet()) {
            users.row(childId(id, place++), id, attribute.getKey(), JsonText.python(attribute.getValue()));
        }
        if (!trial.fixed().isEmpty()) {
            systems.row(childId(id, 0), id, "fixed_params", JsonText.python(trial.fixed()));
        }
        int next = 1;
        for (Map.Entry<String, @Nullable Object> attribute :
                OptunaConstraints.attributes(trial.constraints()).entrySet()) {
            systems.row(childId(id, next++), id, attribute.getKey(), JsonText.python(attribute.getValue()));
        }
    }

    private void writeReports(Reports all, long id, int kept) throws SQLException {
        for (int i = kept; i < all.size(); i++) {
            double value = all.value(i);
            reports.row(childId(id, i), id, all.step(i), ColumnValues.finite(value), ColumnValues.type(value));
        }
    }

    /** Sends what is waiting. */
    void flush() throws SQLException {
        batches.flush();
    }

    @Override
    public void close() throws SQLException {
        batches.close();
    }
}
