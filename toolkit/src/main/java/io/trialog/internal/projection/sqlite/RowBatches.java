package io.trialog.internal.projection.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The batches of one writer, sent and closed together: first those that were added first. */
final class RowBatches implements AutoCloseable {

    private final Connection connection;
    private final List<Batch> all = new ArrayList<>();

    RowBatches(Connection connection) {
        this.connection = connection;
    }

    Batch add(String sql) throws SQLException {
        Batch batch = new Batch(connection, sql);
        all.add(batch);
        return batch;
    }

    /** One that removes the rows of a trial from a table. */
    Batch addDelete(String table) throws SQLException {
        return add("DELETE FROM " + table + " WHERE trial_id = ?");
    }

    /** Sends what is waiting. */
    void flush() throws SQLException {
        for (Batch batch : all) {
            batch.flush();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Batch batch : all) {
            batch.close();
        }
    }
}
