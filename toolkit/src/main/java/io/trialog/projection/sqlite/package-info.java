/**
 * The SQLite projection, {@code study.db} in Optuna's schema, and the import of such files. Only this package knows JDBC.
 */
@NullMarked
package io.trialog.projection.sqlite;

import org.jspecify.annotations.NullMarked;
