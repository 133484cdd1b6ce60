package io.trialog.internal.projection.sqlite;

import io.trialog.internal.json.JsonText;
import io.trialog.space.Distribution;
import io.trialog.study.StudyView;
import io.trialog.trial.Attempt;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.Usage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Writes the rows of trials in the tables {@code trialog_...}: what Optuna's schema has no place for. */
final class TrialogRows implements AutoCloseable {

    private static final List<String> CHILDREN =
            List.of("trialog_params", "trialog_metrics", "trialog_constraints", "trialog_jobs");

    private final RowBatches batches;
    private final List<Batch> deletes = new ArrayList<>();
    private final Batch trials;
    private final Batch params;
    private final Batch metrics;
    private final Batch constraints;
    private final Batch jobs;
    private final Batch values;
    private final Batch noValues;

    TrialogRows(Connection connection) throws SQLException {
        batches = new RowBatches(connection);
        for (String table : CHILDREN) {
            deletes.add(batches.addDelete(table));
        }
        trials = insert("trialog_trials", 15);
        params = insert("trialog_params", 3);
        metrics = insert("trialog_metrics", 3);
        constraints = insert("trialog_constraints", 3);
        jobs = insert("trialog_jobs", 17);
        values = insert("trialog_values", 4);
        noValues = batches.addDelete("trialog_values");
    }

    private Batch insert(String table, int columns) throws SQLException {
        String places = String.join(", ", Collections.nCopies(columns, "?"));
        return batches.add("INSERT OR REPLACE INTO " + table + " VALUES (" + places + ")");
    }

    /** Removes the rows of a trial that may have some; its intermediate values only on demand, as they only grow within an attempt. */
    void clear(int number, boolean valuesToo) throws SQLException {
        for (Batch delete : deletes) {
            delete.row(TrialRows.id(number));
        }
        if (valuesToo) {
            noValues.row(TrialRows.id(number));
        }
    }

    /**
     * Writes the rows of a trial that has none, or whose rows were cleared and the clearing flushed.
     *
     * @param toldOrder the place among the trials told, from 0, or -1
     * @param kept how many intermediate values of each metric stand in the file already
     */
    void write(StudyView view, TrialRecord trial, int toldOrder, Map<String, Integer> kept) throws SQLException {
        long id = TrialRows.id(trial.number());
        writeTrial(view, trial, toldOrder, id);
        for (int i = 0; i < trial.shape().size(); i++) {
            Distribution distribution = trial.shape().distributions().get(i);
            if (!OptunaDistributions.isExact(distribution)) {
                params.row(id, trial.shape().names().get(i), OptunaDistributions.original(distribution));
            }
        }
        for (Map.Entry<String, Double> metric : trial.metrics().entrySet()) {
            if (!view.settings().metrics().contains(metric.getKey())) {
                metrics.row(id, metric.getKey(), ColumnValues.number(metric.getValue()));
            }
        }
        for (Map.Entry<String, Double> constraint : trial.constraints().entrySet()) {
            constraints.row(id, constraint.getKey(), ColumnValues.number(constraint.getValue()));
        }
        for (Attempt job : trial.attempts()) {
            writeJob(job, id);
        }
        for (Map.Entry<String, Reports> curve : trial.curves().entrySet()) {
            Reports all = curve.getValue();
            for (int i = kept.getOrDefault(curve.getKey(), 0); i < all.size(); i++) {
                values.row(id, curve.getKey(), all.step(i), ColumnValues.number(all.value(i)));
            }
        }
    }

    private void writeTrial(StudyView view, TrialRecord trial, int toldOrder, long id) throws SQLException {
        PruneRecord prune = trial.prune();
        trials.row(
                id,
                trial.state().name(),
                view.isVoided(trial.number()) ? 1 : 0,
                toldOrder < 0 ? null : toldOrder,
                ColumnValues.number(trial.value()),
                trial.attempt(),
                trial.restart(),
                trial.runner(),
                trial.error(),
                prune == null ? null : prune.step(),
                prune == null ? null : prune.rule(),
                prune == null ? null : ColumnValues.number(prune.threshold()),
                prune == null ? null : ColumnValues.number(prune.compared()),
                prune == null ? null : prune.count(),
                prune == null ? null : prune.rung());
    }

    private void writeJob(Attempt job, long id) throws SQLException {
        Usage usage = job.usage();
        jobs.row(
                id,
                job.number(),
                job.restart(),
                job.token(),
                job.executor(),
                job.nativeId(),
                job.state().name(),
                job.reason(),
                job.exitCode(),
                job.signal(),
                ColumnValues.datetime(job.intendedAt()),
                ColumnValues.datetime(job.changedAt()),
                usage.node(),
                usage.submittedAt() == null ? null : ColumnValues.datetime(usage.submittedAt()),
                usage.startedAt() == null ? null : ColumnValues.datetime(usage.startedAt()),
                usage.seconds(),
                JsonText.strict(usage.resources()));
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
